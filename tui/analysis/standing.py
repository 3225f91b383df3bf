"""Quotations outside any reporting clause: the next paragraph of a speech, a headline, a quotation behind a colon."""

import re

from tui.analysis import lexicon_speech as lexicon
from tui.analysis import speakers
from tui.analysis.layout import ENDS, MARKS, QUOTED_WORDS, Layout
from tui.analysis.reports import Report
from tui.model import Span

_DASH = re.compile(r"\s*(?:--|[-–—―])\s*")
_LONGEST_GAP = 250
"""Characters of reporting between two halves of a quote."""
_LONGEST_NAME = 6
"""Tokens of a speaker before a colon."""


def standing(layout: Layout, found: list[Report]) -> list[Report]:
    """The reports of quotations that none of `found` claims; lengthens those of `found` that go on.

    A quotation at the start of a sentence goes on with what was quoted before it when nothing but reporting, or
    nothing at all, stands between. Behind a colon it belongs to who acts in the words before.
    """
    claims = _claims(layout, found)
    _join_backwards(layout, claims)
    added: list[Report] = []
    last: Report | None = None
    last_end = 0
    for number, span in enumerate(layout.quoted):
        if number in claims:
            last, last_end = claims[number], span.end
            continue
        if layout.words(span) < QUOTED_WORDS:
            continue
        gap = layout.text[last_end : span.start]
        first = layout.token_at(span.start)
        unit = layout.unit[first]
        if unit < 0:
            continue
        begins = layout.doc[layout.units[unit][0]].idx
        stands_first = not any(map(str.isalnum, layout.text[begins : span.start]))
        report = _introduced(layout, unit, first, span, stands_first) or _signed(layout, span)
        if report is None and stands_first and last is not None:
            if _goes_on(gap, last, last_end, span):
                last.contents.append(span)
                claims[number], last_end = last, span.end
                continue
            if "\n" in gap and layout.unit[layout.token_at(last.cue.start)] in (unit - 1, unit - 2):
                report = Report(last.cue, last.speaker, [span])
        if report is not None:
            added.append(report)
            claims[number] = last = report
            last_end = span.end
    return added


def headlines(layout: Layout) -> list[Report]:
    """The paragraphs that name their speaker before a colon: "Lind: The government lies"."""
    found = []
    for number, (start, end) in enumerate(layout.units):
        if start and not layout.doc[start - 1].is_space:
            continue
        colon = next(
            (i for i in range(start + 1, min(start + _LONGEST_NAME + 1, end)) if layout.doc[i].text == ":"), None
        )
        if colon is None or not _is_speaker(layout, start, colon):
            continue
        stop = end
        while number + 1 < len(layout.units) and layout.units[number + 1][0] == stop:
            number += 1
            stop = layout.units[number][1]
        if any(token.pos_ in ("VERB", "AUX") for token in layout.doc[colon + 1 : stop]):
            content = layout.content(colon + 1, stop)
            found.append(Report(layout.characters(colon, colon + 1), layout.characters(start, colon), [content]))
    return found


def _is_speaker(layout: Layout, start: int, end: int) -> bool:
    tokens = layout.doc[start:end]
    if len(tokens) == 1 and tokens[0].lower_ in lexicon.SOURCES:
        return True
    named = tokens[-1].ent_type_ in ("PERSON", "ORG", "NORP")
    return named and all(token.pos_ in ("PROPN", "NOUN", "ADJ") and not token.is_lower for token in tokens)


def _claims(layout: Layout, found: list[Report]) -> dict[int, Report]:
    """Which report each quotation belongs to."""
    claims: dict[int, Report] = {}
    for report in found:
        for span in report.contents:
            for number in layout.overlapping(span):
                claims.setdefault(number, report)
    return claims


def _join_backwards(layout: Layout, claims: dict[int, Report]) -> None:
    """Gives a quotation that its paragraph leaves open to the report of the next paragraph, which goes on with it."""
    for number in range(len(layout.quoted) - 2, -1, -1):
        span, following = layout.quoted[number], layout.quoted[number + 1]
        if number in claims or number + 1 not in claims or layout.text[span.end - 1] in MARKS:
            continue
        gap = layout.text[span.end : following.start]
        stands_first = layout.text[max(0, span.start - 20) : span.start].rstrip(" ")[-1:] in ("", "\n")
        if stands_first and "\n" in gap and not any(map(str.isalnum, gap)):
            claims[number] = claims[number + 1]
            claims[number].contents.append(span)


def _goes_on(gap: str, last: Report, last_end: int, span: Span) -> bool:
    """Whether nothing but the words of reporting stands between a quotation and the next: `"X," he said. "Y"`."""
    if not any(map(str.isalnum, gap)):
        return True
    reports_between = last_end <= last.cue.start < span.start
    return "\n" not in gap and len(gap) < _LONGEST_GAP and reports_between and gap.rstrip()[-1:] in ".:,"


def _introduced(layout: Layout, unit: int, first: int, span: Span, stands_first: bool) -> Report | None:
    """The report that words before the quotation `span` make of it: "He opened with a warning: 'X'"."""
    before = layout.text[max(0, span.start - 20) : span.start].rstrip()[-1:]
    if stands_first:
        if before != ":" or unit == 0:
            return None
        start, end = layout.units[unit - 1]
    elif before in (":", ","):
        start, end = layout.units[unit][0], first
    else:
        return None
    for index in range(end - 1, start - 1, -1):
        token = layout.doc[index]
        if layout.is_quoted(index) or token.text in ENDS:
            return None
        if token.pos_ == "VERB":
            subject = speakers.subject_of(token)
            if subject is not None and start <= subject.i < end and not layout.is_quoted(subject.i):
                speaker = layout.characters(*speakers.phrase(layout, subject))
                return Report(layout.characters(index, index + 1), speaker, [span])
    return None


def _signed(layout: Layout, span: Span) -> Report | None:
    """The report of a quotation that a dash and a name follow: `"X" — Ada Brown`."""
    dash = _DASH.match(layout.text, span.end)
    if dash is None:
        return None
    first = layout.token_at(dash.end())
    name = layout.doc[first]
    if name.idx != dash.end() or name.ent_type_ != "PERSON":
        return None
    cue = Span(dash.start() + len(dash.group()) - len(dash.group().lstrip()), len(dash.group().rstrip()) + dash.start())
    return Report(cue, layout.characters(*speakers.phrase(layout, name)), [span])
