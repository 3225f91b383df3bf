"""The correction editor: a few short lines beside the passage that a correction is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.message import Message
from textual.widgets import Input, Static

from tui.model import Actor, Quote, Span, Stance


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the editor."""

    id: str
    label: str
    value: str = ""
    choices: tuple[str, ...] = ()
    """Completed while one types, in any order of letters; `up` and `down` go through them."""
    closed: bool = False
    """Only a choice is taken; what is typed means the first one that fits."""
    optional: bool = False
    """May be left empty."""
    hint: str = ""
    """Stands in the empty field."""
    only_for: str = ""
    """The value of the editor's first field for which this one is shown; empty: always."""


def fitting(typed: str, choices: Sequence[str]) -> list[str]:
    """The choices that hold the letters of `typed` in their order, the best first; all of them for nothing typed."""
    if not typed.strip():
        return list(choices)
    same = [choice for choice in choices if choice.casefold() == typed.strip().casefold()]
    matcher = Matcher(typed.strip())
    scored = sorted(((matcher.match(choice), choice) for choice in choices), key=lambda pair: -pair[0])
    return list(dict.fromkeys([*same, *(choice for score, choice in scored if score > 0)]))


class CorrectionEditor(Vertical):
    """Edits one actor, quote or stance (`item`), or a new one made of `span`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", priority=True),
        Binding("escape", "leave", "leave", priority=True),
        Binding("tab", "field(1)", "next line", priority=True),
        Binding("shift+tab", "field(-1)", "previous line", priority=True, show=False),
        Binding("down", "choice(1)", "next choice", priority=True),
        Binding("up", "choice(-1)", "previous choice", priority=True, show=False),
    ]

    class Saved(Message):
        """The correction is to be kept."""

        def __init__(self, editor: "CorrectionEditor") -> None:
            self.editor = editor
            super().__init__()

    class Left(Message):
        """The reader leaves without saving."""

        def __init__(self, editor: "CorrectionEditor") -> None:
            self.editor = editor
            super().__init__()

    def __init__(self, title: str, span: Span, fields: Sequence[Field], item: Actor | Quote | Stance | None) -> None:
        super().__init__(id="correction-editor")
        self.span = span
        self.item = item
        self._title = title
        self._fields = tuple(fields)
        self._typed = {field.id: "" for field in fields}
        """What stands in each field by typing, without what was taken from the choices."""

    def compose(self) -> ComposeResult:
        """What it is about, the fields, and a line that helps."""
        yield Static(Content(self._title), id="correction-title", markup=False)
        for field in self._fields:
            with Horizontal(id=f"row-{field.id}", classes="correction-row"):
                yield Static(Content(field.label), classes="correction-label", markup=False)
                yield Input(field.value, compact=True, select_on_focus=False, placeholder=field.hint, id=field.id)
        yield Static(id="correction-answer", markup=False)

    def on_mount(self) -> None:
        """The first line has the keyboard."""
        self._show_rows()
        self.focus_first()

    def focus_first(self) -> None:
        """Takes the keyboard."""
        self._enter(self._fields[0])

    @property
    def rows(self) -> int:
        """The height of the editor."""
        return len(self._shown) + 3

    @property
    def values(self) -> dict[str, str] | None:
        """The fields that are shown, choices in their own spelling; None, and the reader is told, when one is wrong."""
        values = {}
        for field in self._shown:
            typed = self._input(field).value.strip()
            found = fitting(typed, field.choices)
            if not typed and not field.optional:
                self._refuse(field, f"{field.label} is missing.")
                return None
            if typed and field.closed and not found:
                self._refuse(field, f"No choice for “{field.label}” fits.")
                return None
            same = found and found[0].casefold() == typed.casefold()
            values[field.id] = found[0] if typed and found and (field.closed or same) else typed
        return values

    def answer(self, words: str) -> None:
        """Says in the last line what is wrong."""
        self.query_one("#correction-answer", Static).update(Content.styled(words, "$text-warning"))

    def action_save(self) -> None:
        """Asks the screen to keep the correction."""
        self.post_message(self.Saved(self))

    def action_leave(self) -> None:
        """Asks the screen to close the editor."""
        self.post_message(self.Left(self))

    def action_field(self, count: int) -> None:
        """To the next or previous line."""
        shown = self._shown
        self._enter(shown[(shown.index(self._present) + count) % len(shown)])

    def action_choice(self, count: int) -> None:
        """Takes the next or previous choice that fits what was typed."""
        field = self._present
        found = fitting(self._typed[field.id], field.choices)
        if not found:
            return
        line = self._input(field)
        index = found.index(line.value) + count if line.value in found else (0 if count > 0 else -1)
        with self.prevent(Input.Changed):
            line.value = found[index % len(found)]
        line.cursor_position = len(line.value)
        self._show_rows()
        self._help(field)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Shows the choices that fit."""
        event.stop()
        field = next(field for field in self._fields if field.id == event.input.id)
        self._typed[field.id] = event.value if event.value != field.value else ""
        self._show_rows()
        self._help(field)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter saves."""
        event.stop()
        self.action_save()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Helps with the line that was entered."""
        if isinstance(event.widget, Input):
            self._help(self._present)

    @property
    def _shown(self) -> list[Field]:
        first = self._fields[0]
        found = fitting(self._input(first).value, first.choices) if first.choices else []
        return [field for field in self._fields if not field.only_for or field.only_for in found[:1]]

    @property
    def _present(self) -> Field:
        focused = self.screen.focused
        return next((field for field in self._fields if focused and field.id == focused.id), self._fields[0])

    def _input(self, field: Field) -> Input:
        return self.query_one(f"#{field.id}", Input)

    def _enter(self, field: Field) -> None:
        line = self._input(field)
        self.screen.set_focus(line)
        line.cursor_position = len(line.value)
        self._help(field)

    def _show_rows(self) -> None:
        shown = self._shown
        for field in self._fields:
            self.query_one(f"#row-{field.id}").display = field in shown
        self.styles.height = self.rows

    def _refuse(self, field: Field, words: str) -> None:
        self._enter(field)
        self.answer(words)

    def _help(self, field: Field) -> None:
        parts: list[Content] = []
        if field.choices:
            value = self._input(field).value
            found = fitting(self._typed[field.id], field.choices)
            meant = value if value in found else found[0] if found and field.closed and value.strip() else ""
            around = max(min(found.index(meant) - 1, len(found) - 6), 0) if meant else 0
            for choice in found[around : around + 6]:
                parts += [Content.styled(choice, "bold underline" if choice == meant else ""), Content("  ")]
            parts.insert(0, Content("↓ " if found else "nothing fits  "))
        else:
            parts.append(Content("enter saves, esc leaves"))
        self.query_one("#correction-answer", Static).update(Content.assemble(*parts).stylize("$text-muted"))
