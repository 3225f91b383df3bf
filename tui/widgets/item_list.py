"""A list whose keys are those of the text."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class ItemList(OptionList):
    """`j` and `k` move as they do in the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "down", show=False),
        Binding("k", "cursor_up", "up", show=False),
        Binding("g,home", "first", "first", show=False),
        Binding("G,end", "last", "last", show=False),
        Binding("space", "page_down", "page down", show=False),
        Binding("b", "page_up", "page up", show=False),
    ]

    def on_focus(self) -> None:
        """Something is chosen as soon as the list is entered."""
        if self.highlighted is None and self.option_count:
            self.action_first()
