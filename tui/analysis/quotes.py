"""Who said what: direct, indirect and mixed quotes with their speaker and the words that report them."""

from collections import defaultdict

from spacy.language import Language
from spacy.tokens import Doc

import tui.analysis.extensions  # noqa: F401
from tui.analysis.layout import Layout
from tui.analysis.quotation_marks import kind_of
from tui.analysis.reports import Report, reports
from tui.analysis.standing import headlines, standing
from tui.model import Quote, Span

_BLOCK = 500
"""Characters of the blocks in which reports that may meet are looked for."""
_SHARED = 0.5
"""Share of the shorter of two contents from which they are one."""


def find(doc: Doc) -> tuple[Quote, ...]:
    """The quotes of `doc` in the order of the text; `actor` is None in all of them.

    Needs tags and parse; entities help. What is reported within a quote is not reported again.
    """
    layout = Layout.of(doc)
    found = _compatible([*headlines(layout), *reports(layout)])
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


def _compatible(found: list[Report]) -> list[Report]:
    """The best of `found` that neither lie within what another reports nor report the same words, in their order."""
    kept: list[Report] = []
    near: defaultdict[int, list[Report]] = defaultdict(list)  # those kept, by the blocks of text that they touch
    for report in sorted(found, key=lambda report: (-report.score, report.cue)):
        blocks = range(report.start // _BLOCK, report.end // _BLOCK + 1)
        if not any(_rival(report, other) for block in blocks for other in near[block]):
            kept.append(report)
            for block in blocks:
                near[block].append(report)
    return sorted(kept, key=lambda report: report.cue)


def _rival(report: Report, other: Report) -> bool:
    if report.end < other.start or other.end < report.start:
        return False
    if any(a.overlaps(report.cue) for a in other.contents) or any(a.overlaps(other.cue) for a in report.contents):
        return True
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in report.contents for b in other.contents)
    return common > _SHARED * min(_length(report), _length(other))


def _length(report: Report) -> int:
    return sum(span.end - span.start for span in report.contents)
