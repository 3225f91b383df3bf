"""Draws the rows of a reading: text in its styles, the bar of a quote, its speaker's name, the mark of a note."""

from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.model import Quote, Reading, Span, TagColour
from tui.widgets.highlight import Marks
from tui.widgets.layout import Layout, Row

LEFT, RIGHT = 3, 5
"""The least margins, in cells: the bar stands in the left one, the mark of a note in the right one."""
ROLES = (
    "heading",
    "speech",
    "person",
    "organisation",
    "place",
    "people",
    "other",
    "dim",
    "noted",
    *(f"noted-{colour}" for colour in get_args(TagColour) if colour),
    "strong",
    "sentence",
    "hit",
    "hit-current",
    "selection",
    "caret",
)
"""What a character can be; the style of a later one wins."""
_BARS = {"direct": "▎", "mixed": "▎", "indirect": "┊"}
_LEAST_NAME = 8
"""Cells that a speaker's name needs at the end of a row to be worth showing."""


def left_margin(width: int, measure: int) -> int:
    """The cells to the left of a column of `measure` cells that stands in the middle of `width`."""
    return max((width - measure - RIGHT + LEFT) // 2, LEFT)


class RowPainter:
    """Paints the rows of `layout`; `style` gives the style of a role, or of "bar" and "margin"."""

    def __init__(self, reading: Reading, layout: Layout, marks: Marks, style: Callable[[str], Style]) -> None:
        self._reading = reading
        self._layout = layout
        self._marks = marks
        self._style = style
        self._speakers = dict(self._speaker_labels())

    def paint(self, index: int, width: int, extra: Iterable[tuple[Span, str]], base: Style) -> Strip:
        """Row `index` as a strip of `width` cells; `extra` are marks that follow the caret."""
        row = self._layout.rows[index]
        left = left_margin(width, self._layout.width)
        bar = _BARS.get(self._marks.bar(row.start, row.end), "") if row.end > row.start else ""
        segments = [
            Segment(" " * (left - 2), base),
            Segment(bar or " ", base + self._style("bar") if bar else base),
            Segment(" ", base),
            *self._text(row, extra, base),
        ]
        cells = sum(segment.cell_length for segment in segments)
        margin = base + self._style("margin")
        if speaker := self._speakers.get(index):
            label = f"— {speaker}"
            segments.append(
                Segment(label.rjust(left + self._layout.width - cells - cell_len(label) + len(label)), margin)
            )
            cells = left + self._layout.width
        if notes := self._notes_on(row):
            segments.append(Segment(" " * (left + self._layout.width + 1 - cells), base))
            segments.append(Segment("✎" if notes == 1 else f"✎{notes}", margin))
        return Strip(segments).adjust_cell_length(width, base)

    def _text(self, row: Row, extra: Iterable[tuple[Span, str]], base: Style) -> Iterator[Segment]:
        if row.end == row.start:
            return
        shown = self._layout.shown(row)
        for start, end, roles in self._marks.runs(row.start, row.end, extra):
            style = base
            for role in ROLES:
                if role in roles or (role == "heading" and row.heading):
                    style += self._style(role)
            yield Segment(shown[start - row.start : end - row.start], style)

    def _notes_on(self, row: Row) -> int:
        """How many notes end on this row."""
        ends = (note.anchor.span.end - 1 for note in self._reading.notes if note.anchor)
        return sum(row.start <= end < row.end for end in ends)

    def _speaker_labels(self) -> Iterator[tuple[int, str]]:
        """Rows at whose end a quote stops that does not itself name its speaker, with room for the name."""
        analysis = self._reading.analysis
        for quote in analysis.quotes if analysis else ():
            actor = analysis.actor(quote.actor) if analysis else None
            if actor is None or quote.kind == "indirect":
                continue
            if self._is_named_beside(quote, [mention.span for mention in actor.mentions if mention.kind == "name"]):
                continue
            index = self._layout.row_at(quote.end - 1)
            row = self._layout.rows[index]
            room = self._layout.width - self._layout.column(row, row.end) - cell_len("—  ") - 1
            if room > _LEAST_NAME:
                yield index, set_cell_size(actor.name, min(cell_len(actor.name), room))

    def _is_named_beside(self, quote: Quote, names: Iterable[Span]) -> bool:
        """Whether one of `names` stands in the paragraph of the quote, outside of it."""
        index = self._layout.rows[self._layout.row_at(quote.start)].paragraph
        paragraph = self._layout.paragraphs[index]
        return any(paragraph.overlaps(name) and not any(span.overlaps(name) for span in quote.spans) for name in names)
