"""The line above the page: the article's title, and where the reader is."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget

_GAP = 2
"""Cells that stay free between title and place."""


class Heading(Widget):
    """Title to the left, cut with an ellipsis where it must be; place to the right."""

    def __init__(self, title: str) -> None:
        super().__init__(id="heading")
        self._title = title
        self._place = ""

    def show_place(self, *parts: str) -> None:
        """Shows the parts that are not empty, with dots between."""
        place = " · ".join(part for part in parts if part)
        if place != self._place:
            self._place = place
            self.refresh()

    def render(self) -> Content:
        """Both on one line as wide as the widget."""
        place = _cut(self._place, self.size.width)
        room = max(self.size.width - cell_len(place) - _GAP, 0)
        title = _cut(self._title, room)
        return Content.assemble(
            Content.styled(title, "bold"),
            " " * max(self.size.width - cell_len(title) - cell_len(place), 0),
            Content.styled(place, "$foreground 60%"),
        )


def _cut(text: str, room: int) -> str:
    """`text` in `room` cells, with an ellipsis where it was longer."""
    return text if cell_len(text) <= room else set_cell_size(text, max(room - 1, 0)) + "…"
