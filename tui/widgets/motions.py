"""Where the caret goes: by word, sentence and paragraph. Pure; all positions are offsets into the text."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from tui.model import Span

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


def word_at(text: str, offset: int) -> Span:
    """The word that holds or follows `offset` (else the last one before it)."""
    begin = max(text.rfind(" ", 0, offset), text.rfind("\n", 0, offset)) + 1
    last = Span(offset, min(offset + 1, len(text)))
    for match in _WORD.finditer(text, begin):
        last = Span(*match.span())
        if match.end() > offset:
            break
    return last


def next_word(text: str, offset: int) -> int:
    """The start of the word after `offset`, or `offset` when there is none."""
    return next((match.start() for match in _WORD.finditer(text, offset) if match.start() > offset), offset)


def previous_word(text: str, offset: int) -> int:
    """The start of the word before `offset`, or the start of the text."""
    begin = max(offset - 400, 0)
    starts = [match.start() for match in _WORD.finditer(text, begin, offset)]
    return starts[-1] if starts else begin


def end_of_word(text: str, offset: int) -> int:
    """The last character of the word that ends after `offset`."""
    return next(
        (match.end() - 1 for match in _WORD.finditer(text, word_at(text, offset).start) if match.end() - 1 > offset),
        offset,
    )


def unit_at(units: Sequence[Span], offset: int) -> Span | None:
    """The span among the ordered `units` that holds `offset`, else the last one before it."""
    index = bisect_right(units, offset, key=lambda unit: unit.start) - 1
    return units[max(index, 0)] if units else None


def next_unit(units: Sequence[Span], offset: int) -> int:
    """The start of the first unit after `offset`; within the last one its last character."""
    index = bisect_right(units, offset, key=lambda unit: unit.start)
    if index < len(units):
        return units[index].start
    return max(units[-1].end - 1, offset) if units else offset


def previous_unit(units: Sequence[Span], offset: int) -> int:
    """The start of the unit that holds `offset`, or of the one before when `offset` is that start already."""
    index = bisect_right(units, offset - 1, key=lambda unit: unit.start) - 1
    return units[index].start if index >= 0 and units else 0


def end_of_unit(units: Sequence[Span], offset: int) -> int:
    """The last character of the unit that holds `offset`, or of the next one when `offset` is that already."""
    for unit in units[max(bisect_right(units, offset, key=lambda unit: unit.start) - 1, 0) :]:
        if unit.end - 1 > offset:
            return unit.end - 1
    return offset
