"""The note editor: it grows out of the passage that it belongs to; the tags stand on its last line."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, Static, TextArea

from tui.model import Draft, Note, Span, Tag
from tui.widgets.tag_line import TagInput, choices, parse_tags


class NoteText(TextArea):
    """The text of the note."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws nothing while it is being removed: its styles are gone by then, and TextArea would raise."""
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)


class NoteEditor(Vertical):
    """Edits one note: its text and its tags."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save note", priority=True),
        Binding("escape", "leave", "leave", priority=True),
        Binding("tab,shift+tab", "other_field", "text ↔ tags", priority=True),
        Binding("ctrl+e", "edit_outside", "your editor", priority=True),
    ]

    rows = 8
    """The height of the editor, as in the stylesheet."""

    class Saved(Message):
        """The note is to be kept."""

        def __init__(self, editor: "NoteEditor") -> None:
            self.editor = editor
            super().__init__()

    class OutsideWanted(Message):
        """The reader wants to go on in his own editor."""

        def __init__(self, editor: "NoteEditor") -> None:
            self.editor = editor
            super().__init__()

    class Left(Message):
        """The reader leaves without saving."""

        def __init__(self, editor: "NoteEditor") -> None:
            self.editor = editor
            super().__init__()

    def __init__(
        self,
        span: Span,
        title: str,
        known_tags: Sequence[Tag],
        note: Note | None,
        draft: Draft | None,
        *,
        tags_first: bool,
    ) -> None:
        super().__init__(id="note-editor")
        self.span = span
        self.note = note
        self.draft = draft
        self._title = title
        self._known_tags = known_tags
        self._tags_first = tags_first
        self._old_body = note.body if note else ""
        self._old_tags = note.tags if note else ()

    def compose(self) -> ComposeResult:
        """What the note is on, the text, the tags."""
        body = self.draft.body if self.draft else self._old_body
        tags = self.draft.tags if self.draft else self._old_tags
        again = "Your draft, taken up again: " if self.draft else ""
        yield Static(Content(f"{again}{self._title}"), id="note-passage", markup=False)
        yield NoteText(
            body, id="note-body", soft_wrap=True, show_line_numbers=False, compact=True, highlight_cursor_line=False
        )
        yield TagInput(tags, self._known_tags, id="note-tags")
        yield Static(id="note-choices", markup=False)

    def on_mount(self) -> None:
        """The cursor stands at the end of what is there."""
        body = self.query_one(TextArea)
        body.move_cursor(body.document.end)
        self.focus_first()

    def focus_first(self) -> None:
        """Takes the keyboard."""
        self._take_keyboard(self.query_one(TagInput) if self._tags_first else self.query_one(TextArea))

    def _take_keyboard(self, field: Input | TextArea) -> None:
        """At once: `focus()` comes later, and what is typed quickly would go to the old field."""
        self.screen.set_focus(field)

    @property
    def body(self) -> str:
        """The text as typed, without white space at its end."""
        return self.query_one(TextArea).text.rstrip()

    @body.setter
    def body(self, text: str) -> None:
        area = self.query_one(TextArea)
        area.replace(text.rstrip(), area.document.start, area.document.end)
        area.move_cursor(area.document.end)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags as typed."""
        return parse_tags(self.query_one(TagInput).value)

    @property
    def changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return (self.body, self.tags) != (self._old_body, self._old_tags)

    def action_save(self) -> None:
        """Asks the screen to keep the note."""
        self.post_message(self.Saved(self))

    def action_edit_outside(self) -> None:
        """Asks the screen to hand the text to the reader's own editor."""
        self.post_message(self.OutsideWanted(self))

    def action_leave(self) -> None:
        """Asks the screen to close the editor."""
        self.post_message(self.Left(self))

    def action_other_field(self) -> None:
        """Goes to the other field; in the tags, takes the completion first."""
        tags = self.query_one(TagInput)
        if not tags.has_focus:
            self._take_keyboard(tags)
        elif not tags.take_completion():
            self._take_keyboard(self.query_one(TextArea))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Shows what the tag that is typed may become."""
        event.stop()
        self.query_one("#note-choices", Static).update(choices(event.value, self._known_tags))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter on the line of tags saves: there is nothing left to type."""
        event.stop()
        self.action_save()
