"""Who said what: direct, indirect and mixed quotes with their speaker and the words that report them."""

from spacy.language import Language
from spacy.tokens import Doc

import tui.analysis.extensions  # noqa: F401
from tui.analysis.layout import Layout
from tui.analysis.quotation_marks import kind_of
from tui.analysis.reports import Report, reports
from tui.analysis.standing import headlines, standing
from tui.model import Quote, Span

_NEIGHBOURS = 8
"""Reports before and behind one that can cover the same words."""
_SAME = 0.8
"""Intersection over union from which two contents are the same."""


def find(doc: Doc) -> tuple[Quote, ...]:
    """The quotes of `doc` in the order of the text; `actor` is None in all of them.

    Needs tags and parse; entities help. What is reported within a quote is not reported again.
    """
    layout = Layout.of(doc)
    found = sorted([*headlines(layout), *reports(layout)], key=lambda report: report.cue.start)
    found = _outermost(_without_doubles(found))
    found += standing(layout, found)
    quotes = [_quote(layout, report) for report in found]
    return tuple(sorted(quotes, key=lambda quote: (quote.start, quote.end)))


@Language.component("reader_quotes", requires=["token.dep", "token.pos", "doc.ents"], assigns=["doc._.quotes"])
def reader_quotes(doc: Doc) -> Doc:
    """Sets `doc._.quotes`."""
    doc._.quotes = find(doc)
    return doc


def _quote(layout: Layout, report: Report) -> Quote:
    spans = _joined(sorted(report.contents))
    return Quote(spans, kind_of(layout.text, spans, layout.quoted), report.speaker, report.cue)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """`spans` (sorted) without overlaps."""
    found: list[Span] = []
    for span in spans:
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _without_doubles(found: list[Report]) -> list[Report]:
    """Of two reports of the same words, the one with a speaker, else the first."""
    kept: list[Report] = []
    for report in found:
        places = range(max(0, len(kept) - _NEIGHBOURS), len(kept))
        rival = next((place for place in places if _share(kept[place], report) > _SAME), None)
        if rival is None:
            kept.append(report)
        elif kept[rival].speaker is None and report.speaker is not None:
            kept[rival] = report
    return kept


def _outermost(found: list[Report]) -> list[Report]:
    """Drops what is reported within what somebody said."""
    kept = []
    for number, report in enumerate(found):
        others = found[max(0, number - _NEIGHBOURS) : number] + found[number + 1 : number + 1 + _NEIGHBOURS]
        if not any(span.start <= report.cue.start < span.end for other in others for span in other.contents):
            kept.append(report)
    return kept


def _share(one: Report, other: Report) -> float:
    """Intersection over union of two contents, by characters."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.contents for b in other.contents)
    total = sum(span.end - span.start for span in (*one.contents, *other.contents)) - common
    return common / total if total else 0.0
