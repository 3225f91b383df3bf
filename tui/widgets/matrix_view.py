"""The stance matrix on the screen: a grid that keeps the names of its rows and columns in sight while it scrolls."""

from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from tui.widgets.rows import COLOURS
from tui.widgets.stance_matrix import Matrix, leaning, sign

COLUMN = 11
"""Cells of a column."""
_HEAD = 2
"""Rows of a column's name."""
_MUTED = "$foreground 55%"


class MatrixView(Widget, can_focus=True):
    """Shows a matrix with one cell chosen; the arrow keys and h, j, k, l choose another."""

    class Chosen(Message):
        """Another cell is chosen."""

    def __init__(self, matrix: Matrix, id: str | None = None) -> None:
        super().__init__(id=id)
        self.matrix = matrix
        self.place = min(matrix.cells, default=(0, 0))
        """(row, column) of the chosen cell."""
        self._corner = Offset(0, 0)
        """First column and row in sight."""

    def move(self, rows: int, columns: int) -> None:
        """Chooses the cell so many rows and columns away, at most to the edge."""
        row = min(max(self.place[0] + rows, 0), len(self.matrix.holders) - 1)
        column = min(max(self.place[1] + columns, 0), len(self.matrix.targets) - 1)
        if (row, column) != self.place:
            self.place = (row, column)
            self.refresh()
            self.post_message(self.Chosen())

    def render(self) -> Content:
        """The part of the matrix around the chosen cell."""
        names = min(24, max(self.size.width // 4, 10))
        across = max((self.size.width - names - 1) // COLUMN, 1)
        down = max(self.size.height - _HEAD, 1)
        row, column = self.place
        left = min(max(self._corner.x, column - across + 1), column)
        top = min(max(self._corner.y, row - down + 1), row)
        self._corner = Offset(left, top)
        columns = range(left, min(left + across, len(self.matrix.targets)))
        rows = range(top, min(top + down, len(self.matrix.holders)))
        lines = [self._heading(number, columns, names) for number in range(_HEAD)]
        lines += [self._line(number, columns, names) for number in rows]
        return Content("\n").join(lines)

    def _heading(self, number: int, columns: range, names: int) -> Content:
        every = len(self.matrix.targets)
        corner = f"{columns.start + 1}–{columns.stop} of {every}" if number and len(columns) < every else ""
        parts = [Content.styled(corner.ljust(names) + " ", _MUTED)]
        for column in columns:
            target = self.matrix.targets[column]
            words = _two_lines(target.name)[number]
            style = ("italic" if target.is_issue else "bold") + (" underline" if column == self.place[1] else "")
            parts += [Content.styled(words, style), Content(" " * (COLUMN - Content(words).cell_length))]
        return Content("").join(parts)

    def _line(self, row: int, columns: range, names: int) -> Content:
        name = _cut(self.matrix.holders[row].name, names)
        style = "bold underline" if row == self.place[0] else "bold"
        parts = [Content.styled(name, style), Content(" " * (names + 1 - Content(name).cell_length))]
        for column in columns:
            stances = self.matrix.cells.get((row, column), ())
            shown = sign(stances)
            chosen = (row, column) == self.place
            style = COLOURS[leaning(stances)] + (" bold" if stances else "") + (" reverse" if chosen else "")
            body = f" {shown} " if shown else "   "
            parts += [Content.styled(body, style), Content(" " * (COLUMN - Content(body).cell_length))]
        return Content("").join(parts)


def _cut(words: str, width: int) -> str:
    """`words` in at most `width` cells, with an ellipsis where something is missing."""
    if Content(words).cell_length <= width:
        return words
    while words and Content(words).cell_length > width - 1:
        words = words[:-1]
    return words.rstrip() + "…"


def _two_lines(words: str) -> tuple[str, str]:
    """A column's name over two lines, cut where it is longer; the second line is the fuller one."""
    width = COLUMN - 1
    if Content(words).cell_length <= width:
        return "", words
    first, rest = "", words.split(" ")
    while rest and Content(f"{first} {rest[0]}".strip()).cell_length <= width:
        first = f"{first} {rest.pop(0)}".strip()
    if not first:
        return _cut(rest[0], width), _cut(" ".join(rest[1:]), width)
    return first, _cut(" ".join(rest), width)
