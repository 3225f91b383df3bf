"""Breaks a text into the rows of a page. Pure; widths are terminal cells."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from rich.cells import get_character_cell_size

from tui.model import Span
from tui.paragraphs import is_heading, paragraphs

_ODD_WIDTH = re.compile(r"[^\x00-\x7e\u00a1-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
"""A character that may take no cell or two; without one, a paragraph is wrapped by counting characters."""


class Row(NamedTuple):
    """One row of the page: characters `start` to `end` of the text; an empty row has start == end."""

    start: int
    end: int
    paragraph: int
    """Index of the paragraph, or -1 for the empty row between two."""
    heading: bool = False


@dataclass(frozen=True)
class Layout:
    """A text broken into rows no wider than `width` cells."""

    text: str
    width: int
    paragraphs: tuple[Span, ...]
    rows: tuple[Row, ...]
    _starts: list[int] = field(repr=False)

    @classmethod
    def of(cls, text: str, width: int) -> "Layout":
        """Lays `text` out; at most one empty row stands between two paragraphs."""
        spans = tuple(paragraphs(text))
        rows: list[Row] = []
        for index, span in enumerate(spans):
            if index and text.count("\n", spans[index - 1].end, span.start) > 1:
                rows.append(Row(spans[index - 1].end, spans[index - 1].end, -1))
            heading = is_heading(text, span)
            rows.extend(Row(start, end, index, heading) for start, end in _wrap(text, span, max(width, 1)))
        if not rows:
            rows.append(Row(0, 0, -1))
        return cls(text, width, spans, tuple(rows), [row.start for row in rows])

    def row_at(self, offset: int) -> int:
        """The index of the row that shows the character at `offset`, or the nearest row before it."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        while self.rows[index].paragraph < 0 and index > 0:
            index -= 1
        return index

    def shown(self, row: Row) -> str:
        """The row's characters as they are drawn: one for one, line ends and tabs as spaces."""
        return self.text[row.start : row.end].replace("\n", " ").replace("\t", " ")

    def column(self, row: Row, offset: int) -> int:
        """How many cells lie in `row` before the character at `offset`."""
        return sum(map(_cells, self.text[row.start : max(row.start, min(offset, row.end))]))

    def offset_at(self, row: Row, column: int) -> int:
        """The character under the cell `column` of `row`, or its last one."""
        cells = 0
        for offset in range(row.start, row.end):
            cells += _cells(self.text[offset])
            if cells > column:
                return offset
        return max(row.start, row.end - 1)


def _wrap(text: str, span: Span, width: int) -> Iterator[tuple[int, int]]:
    """Start and end of each row of a paragraph, broken at spaces; a word wider than the row is cut."""
    plain = not _ODD_WIDTH.search(text, span.start, span.end)
    start = span.start
    while start < span.end:
        limit = min(start + width, span.end) if plain else _fit(text, start, span.end, width)
        if limit < span.end and not text[limit].isspace():
            cut = _last_break(text, start, limit)
            limit = cut if cut > start else limit
        end = limit
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            yield start, end
        start = limit
        while start < span.end and text[start].isspace():
            start += 1


def _last_break(text: str, start: int, limit: int) -> int:
    return max(text.rfind(" ", start, limit), text.rfind("\n", start, limit), text.rfind("\t", start, limit)) + 1


def _fit(text: str, start: int, end: int, width: int) -> int:
    """The first offset that no longer fits `width` cells; at least one character is taken."""
    cells = 0
    for offset in range(start, end):
        size = _cells(text[offset])
        if cells + size > width and offset > start:
            return offset
        cells += size
    return end


def _cells(character: str) -> int:
    return 1 if character in "\t\n" else get_character_cell_size(character)
