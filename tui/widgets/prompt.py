"""One line at the foot of the screen that asks for something: what to search, where to export."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static


class Prompt(Horizontal):
    """A label, a line to type in that the right arrow completes from what is `known`, and a short answer behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "cancel", priority=True)]

    class Changed(Message):
        """Something was typed."""

        def __init__(self, prompt: "Prompt", value: str) -> None:
            self.prompt = prompt
            self.value = value
            super().__init__()

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, prompt: "Prompt", value: str) -> None:
            self.prompt = prompt
            self.value = value
            super().__init__()

    class Cancelled(Message):
        """Escape was pressed."""

        def __init__(self, prompt: "Prompt") -> None:
            self.prompt = prompt
            super().__init__()

    def __init__(self, purpose: str, label: str, value: str = "", known: Sequence[str] = ()) -> None:
        super().__init__(id="prompt")
        self.purpose = purpose
        self._label = label
        self._value = value
        self._known = known

    def compose(self) -> ComposeResult:
        """Label, input, answer."""
        yield Static(self._label, id="prompt-label", markup=False)
        known = SuggestFromList(self._known, case_sensitive=False) if self._known else None
        yield Input(self._value, suggester=known, compact=True, select_on_focus=False, id="prompt-input")
        yield Static(id="prompt-answer", markup=False)

    def on_mount(self) -> None:
        """Takes the keyboard."""
        self.screen.set_focus(self.query_one(Input))

    def answer(self, words: str) -> None:
        """Says something behind the line: how many hits, what is wrong."""
        self.query_one("#prompt-answer", Static).update(words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Passes on what is typed."""
        event.stop()
        self.post_message(self.Changed(self, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Passes on the line."""
        event.stop()
        self.post_message(self.Submitted(self, event.value))

    def action_cancel(self) -> None:
        """Passes on the refusal."""
        self.post_message(self.Cancelled(self))
