"""Which characters of a text stand inside quotation marks, and what kind of quote that makes.

Kept apart from the analysis, which has its own rules for quotation marks: a scorer must not share the faults of what it
scores.
"""

import re
from collections.abc import Iterator, Sequence

from tui.model import QuoteKind, Span

_OPENING, _CLOSING = "“„«", "”»"
_DOUBLED = re.compile("''|``")
_SINGLE = re.compile(r"‘(.*?)’(?!\w)", re.DOTALL)
_SHORT_SINGLE = 12
"""Characters: shorter text in single marks is a word that is mentioned, not speech."""


def quoted_characters(text: str) -> bytearray:
    """1 for each character inside quotation marks, the marks included; an open quote ends with its paragraph.

    Single marks count only in paragraphs without double ones.
    """
    inside = bytearray(len(text))
    for paragraph in _paragraphs(text):
        _mark_double(text, paragraph, inside)
        if not any(inside[paragraph.start : paragraph.end]):
            for match in _SINGLE.finditer(text, *paragraph):
                if match.end() - 1 - match.start() > _SHORT_SINGLE:
                    inside[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return inside


def kind_of(text: str, content: Sequence[Span], inside: bytearray) -> QuoteKind:
    """Direct when at least 90 % of the letters and digits stand inside quotation marks, mixed from 5 %."""
    places = [place for span in content for place in range(*span) if text[place].isalnum()]
    share = sum(inside[place] for place in places) / len(places) if places else 0.0
    return "direct" if share >= 0.9 else "mixed" if share >= 0.05 else "indirect"


def _mark_double(text: str, paragraph: Span, inside: bytearray) -> None:
    is_open = False
    place = paragraph.start
    while place < paragraph.end:
        if _DOUBLED.match(text, place, paragraph.end):
            is_open = not is_open
            inside[place] = inside[place + 1] = 1
            place += 2
            continue
        character = text[place]
        if character in _OPENING:
            is_open = True
        if is_open or character in _CLOSING or character == '"':
            inside[place] = 1
        if character in _CLOSING:
            is_open = False
        elif character == '"':
            is_open = not is_open
        place += 1


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1
