"""Which item of an analysis a sketch means. Where that is not plain the answer is None: better a correction that is
listed as lost than one that falls on the wrong person."""

import re
import unicodedata
from collections.abc import Iterable

from tui.model import Actor, ActorSketch, Analysis, Anchor, Quote, QuoteSketch, Span, Stance, StanceSketch

_SAME_CONTENT = 0.5
"""Shared part of the characters of two quotes or of two bodies of evidence, as in the evaluation of quotes."""


def folded(name: str) -> str:
    """What two spellings of one name or issue share."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def holds(anchor: Anchor, text: str) -> bool:
    """Whether the words of `anchor` stand at its place in `text`."""
    start, end = anchor.span
    return 0 <= start < end <= len(text) and text[start:end] == anchor.exact


def held_spans(places: Iterable[Anchor], text: str) -> tuple[Span, ...]:
    """The spans of those anchors whose words stand there, in the order of the text, without overlaps."""
    spans: list[Span] = []
    for span in sorted({anchor.span for anchor in places if holds(anchor, text)}):
        if not spans or spans[-1].end <= span.start:
            spans.append(span)
    return tuple(spans)


def find_actor(wanted: ActorSketch, analysis: Analysis, text: str) -> Actor | None:
    """The actor of that name (at that place, where several have it), or the one that the place names now."""
    name = folded(wanted.name)
    there = [actor for actor in analysis.actors if _stands_at(actor, wanted.place, text)]
    namesakes = [actor for actor in analysis.actors if folded(actor.name) == name]
    if both := [actor for actor in namesakes if actor in there]:
        return both[0]
    if len(namesakes) == 1:
        return namesakes[0]
    words = _words(wanted.name) | (_words(wanted.place.exact) if wanted.place else set())
    related = [actor for actor in there if words & _words(actor.name)]
    return related[0] if len(related) == 1 and not namesakes else None


def find_quote(wanted: QuoteSketch, analysis: Analysis, text: str) -> Quote | None:
    """The quote with about the same content, whoever speaks it."""
    spans = held_spans(wanted.places, text)
    scored = [(_shared(spans, quote.spans), -index) for index, quote in enumerate(analysis.quotes)]
    best, index = max(scored, default=(0.0, 0))
    return analysis.quotes[-index] if best >= _SAME_CONTENT else None


def find_stance(wanted: StanceSketch, analysis: Analysis, text: str, *, any_polarity: bool = False) -> Stance | None:
    """The stance of the same holder towards the same target or issue, shown by one of the same sentences."""
    holder = find_actor(wanted.holder, analysis, text)
    target = find_actor(wanted.target, analysis, text) if wanted.target else None
    if holder is None or (wanted.target and target is None):
        return None
    spans = held_spans(wanted.places, text)
    fitting = [
        stance
        for stance in analysis.stances
        if stance.holder == holder.key
        and stance.target == (target.key if target else None)
        and (target is not None or _same_issue(stance.issue, wanted.issue))
        and (any_polarity or stance.polarity == wanted.polarity)
        and any(span.overlaps(sentence) for span in spans for sentence in stance.evidence)
    ]
    return max(
        fitting,
        key=lambda stance: (
            stance.polarity == wanted.polarity,
            stance.type == wanted.type,
            _same_issue(stance.issue, wanted.issue),
            _shared(spans, stance.evidence),
        ),
        default=None,
    )


def _stands_at(actor: Actor, place: Anchor | None, text: str) -> bool:
    return (
        place is not None
        and holds(place, text)
        and any(mention.span.overlaps(place.span) and mention.kind != "pronoun" for mention in actor.mentions)
    )


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w{2,}", folded(name)))


def _same_issue(left: str | None, right: str | None) -> bool:
    if left is None or right is None:
        return left is right
    ours, theirs = _words(left), _words(right)
    return folded(left) == folded(right) or len(ours & theirs) * 2 > max(len(ours), len(theirs))


def _shared(left: Iterable[Span], right: Iterable[Span]) -> float:
    """Characters in both, as a part of those in either; 0 to 1."""
    ours, theirs = tuple(left), tuple(right)
    both = sum(max(min(a.end, b.end) - max(a.start, b.start), 0) for a in ours for b in theirs)
    either = sum(span.end - span.start for span in (*ours, *theirs)) - both
    return both / either if either else 0.0
