"""Finds what stands in quotation marks, whatever the marks and however many of them are missing.

Marks pair up within a paragraph only, so a lost mark spoils no more than its own paragraph. The convention of
newspapers holds that a quotation over several paragraphs opens in each of them and closes in the last.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from tui.model import QuoteKind, Span
from tui.paragraphs import paragraphs

_DOUBLE = re.compile("[“”„‟«»\"]|''|``")
_SINGLE = re.compile("[‘’']")
_OPENERS = frozenset(["“", "„", "‟", "«", "``"])
_CLOSERS = frozenset(["”", "»"])
_BEFORE_OPENING = frozenset("([{—–-/")
_ELISION = re.compile(r"'(?:tis|twas|em|til|cause|n'|bout)\b|'\d", re.IGNORECASE)
_APOSTROPHES = 40
"""So many single marks may stand between a single opening mark and its partner."""

DIRECT_SHARE = 0.9
MIXED_SHARE = 0.05
"""Shares of letters and digits within quotation marks from which a quote is direct, or mixed."""


def quotations(text: str) -> list[Span]:
    """The outermost quotations of `text` with their marks, in order, none overlapping.

    A quotation that no mark closes ends with its paragraph.
    """
    found: list[Span] = []
    left_open = False
    for paragraph in paragraphs(text):
        marks = [(mark.start(), mark.end()) for mark in _DOUBLE.finditer(text, paragraph.start, paragraph.end)]
        doubles, left_open = _paired(text, marks, paragraph, left_open)
        found.extend(_with_singles(text, doubles, paragraph))
    return found


def kind_of(text: str, spans: Sequence[Span], quoted: Sequence[Span]) -> QuoteKind:
    """How much of `spans` stands within `quoted` (sorted, not overlapping): direct, mixed or indirect.

    Letters and digits count. The thresholds are those of the attribution corpus PolNeAR as its direct, mixed and
    indirect quotes are commonly told apart.
    """
    letters = inside = 0
    for start, end in spans:
        letters += _letters(text, start, end)
        position = bisect_right(quoted, start, key=attrgetter("end"))
        while position < len(quoted) and quoted[position].start < end:
            inside += _letters(text, max(start, quoted[position].start), min(end, quoted[position].end))
            position += 1
    share = inside / letters if letters else 0.0
    return "direct" if share >= DIRECT_SHARE else "mixed" if share >= MIXED_SHARE else "indirect"


def _letters(text: str, start: int, end: int) -> int:
    return sum(character.isalnum() for character in text[start:end])


def _paired(text: str, marks: list[tuple[int, int]], paragraph: Span, left_open: bool) -> tuple[list[Span], bool]:
    """The quotations of one paragraph, and whether the last one was left open."""
    nested = _walk(text, marks, paragraph, left_open, nesting=True)
    if nested is not None:
        return nested, False
    flat = _walk(text, marks, paragraph, left_open, nesting=False) or []
    return flat, bool(flat) and flat[-1].end == paragraph.end and not _closes_at(text, marks, paragraph.end)


def _closes_at(text: str, marks: list[tuple[int, int]], end: int) -> bool:
    """Whether the last of `marks` stands at `end` and looks like a closing one."""
    start, stop = marks[-1]
    return stop == end and not _looks_opening(text, start, stop)


def _walk(
    text: str, marks: list[tuple[int, int]], paragraph: Span, left_open: bool, nesting: bool
) -> list[Span] | None:
    """Pairs the marks. With `nesting`, returns None when they do not come out even."""
    found: list[Span] = []
    depth = 0
    opened = paragraph.start
    reversed_guillemets = _reversed_guillemets(text, marks)
    for number, (start, end) in enumerate(marks):
        if _opens(text, start, end, depth > 0, reversed_guillemets):
            if depth == 0:
                opened = start
            depth = depth + 1 if nesting or depth == 0 else depth
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(Span(opened, end))
        elif number == 0 and left_open:
            found.append(Span(paragraph.start, end))
    if depth:
        if nesting:
            return None
        found.append(Span(opened, paragraph.end))
    return found


def _opens(text: str, start: int, end: int, is_open: bool, reversed_guillemets: bool) -> bool:
    mark = text[start:end]
    if mark in "«»":
        return (mark == "»") == reversed_guillemets
    opening = _looks_opening(text, start, end)
    closing = _looks_closing(text, start, end)
    if mark in _OPENERS:
        return not (is_open and closing and not opening)
    if mark in _CLOSERS:
        return not is_open and opening and not closing
    if opening != closing:
        return opening
    return not is_open


def _looks_opening(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return (not before or before.isspace() or before in _BEFORE_OPENING) and bool(after) and not after.isspace()


def _looks_closing(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return bool(before) and not before.isspace() and (not after or not after.isalnum())


def _reversed_guillemets(text: str, marks: list[tuple[int, int]]) -> bool:
    """Whether the paragraph writes »so«, as German books do."""
    first = next((start for start, _ in marks if text[start] in "«»"), None)
    return first is not None and text[first] == "»"


def _with_singles(text: str, doubles: list[Span], paragraph: Span) -> Iterator[Span]:
    """`doubles` and, in the gaps between them, what stands in single quotation marks."""
    position = paragraph.start
    for span in doubles:
        yield from _singles(text, position, span.start)
        yield span
        position = span.end
    yield from _singles(text, position, paragraph.end)


def _singles(text: str, start: int, end: int) -> Iterator[Span]:
    marks = [mark.start() for mark in _SINGLE.finditer(text, start, end)]
    number = 0
    while number < len(marks):
        opener = marks[number]
        number += 1
        if text[opener] == "’" or not _looks_opening(text, opener, opener + 1) or _ELISION.match(text, opener):
            continue
        closer = None
        for following in range(number, min(number + _APOSTROPHES, len(marks))):
            place = marks[following]
            if text[place] == "‘" or not _looks_closing(text, place, place + 1):
                continue
            possessive = text[place - 1] == "s" and text[place + 1 : place + 2] == " "
            if closer is None or not possessive:
                closer = following
            if not possessive:
                break
        if closer is not None:
            yield Span(opener, marks[closer] + 1)
            number = closer + 1
