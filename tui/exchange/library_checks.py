"""What must hold in a file of `library_json` beyond the types of its fields.

Each check raises ExchangeError, which names the place in the file; a `text` of None is one that nobody knows.
"""

from collections.abc import Iterable, Sequence

from tui.errors import ExchangeError
from tui.model import ActorSketch, Analysis, Anchor, QuoteSketch, Sketch, Span, StanceSketch

_FARTHEST = 2**53
"""Characters; JSON has no whole numbers beyond it that every program reads alike (RFC 8259, 6)."""


def check_anchor(anchor: Anchor, text: str | None, place: str) -> None:
    """The anchor's words stand where it says."""
    check_span(anchor.span, text, f"{place}.span")
    if text is not None and text[anchor.span.start : anchor.span.end] != anchor.exact:
        raise ExchangeError(f"{place}.exact: these are not the words at {anchor.span.start} to {anchor.span.end}.")


def check_span(span: Span, text: str | None, place: str) -> None:
    """The span lies in the text."""
    if not 0 <= span.start <= span.end < _FARTHEST:
        raise ExchangeError(f"{place}: {span.start} to {span.end} is no passage.")
    if text is not None and span.end > len(text):
        raise ExchangeError(f"{place}: {span.end} lies outside the text, which has {len(text)} characters.")


def check_sketch(sketch: Sketch, text: str | None, place: str) -> None:
    """What a correction is about stands somewhere, and where it says."""
    if isinstance(sketch, QuoteSketch | StanceSketch) and not sketch.places:
        raise ExchangeError(f"{place}: it says no place in the text.")
    for anchor in _anchors(sketch):
        check_anchor(anchor, text, place)


def check_analysis(analysis: Analysis, text: str, place: str) -> None:
    """Everything found lies in the text, and every actor who is named is there."""
    for span in _spans(analysis):
        check_span(span, text, place)
    if list(analysis.sentences) != sorted(analysis.sentences):
        raise ExchangeError(f"{place}.sentences: they do not stand in the order of the text.")
    if any(not 0 <= stance.confidence <= 1 for stance in analysis.stances):
        raise ExchangeError(f"{place}.stances: a confidence is not between 0 and 1.")
    if any(not quote.spans for quote in analysis.quotes) or any(not stance.evidence for stance in analysis.stances):
        raise ExchangeError(f"{place}: a quote or a stance stands nowhere in the text.")
    keys = {actor.key for actor in analysis.actors}
    named = {stance.holder for stance in analysis.stances}
    named.update(filter(None, (stance.target for stance in analysis.stances)))
    named.update(filter(None, (stance.asserted_by for stance in analysis.stances)))
    named.update(filter(None, (quote.actor for quote in analysis.quotes)))
    named.update(filter(None, (entity.actor for entity in analysis.entities)))
    if missing := sorted(named - keys):
        raise ExchangeError(f"{place}: there is no actor {missing[0][:60]!r} in it.")


def check_uid(uid: str, place: str) -> None:
    """An id is an IRI, as web annotations need it."""
    if ":" not in uid:
        raise ExchangeError(f"{place}: {uid[:60]!r} is no id (a URN or another IRI).")


def refuse_twins(ids: Sequence[str], what: str) -> None:
    """No two have one id."""
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise ExchangeError(f"{what}: two of them have the id {one[:60]!r}.")
        seen.add(one)


def _anchors(sketch: Sketch) -> Iterable[Anchor]:
    match sketch:
        case ActorSketch(place=place):
            return [place] if place else []
        case QuoteSketch(places=places, actor=actor):
            return [*places, *(_anchors(actor) if actor else ())]
        case StanceSketch(places=places, holder=holder, target=target):
            return [*places, *_anchors(holder), *(_anchors(target) if target else ())]


def _spans(analysis: Analysis) -> Iterable[Span]:
    yield from analysis.sentences
    for entity in analysis.entities:
        yield entity.span
    for actor in analysis.actors:
        yield from (mention.span for mention in actor.mentions)
    for quote in analysis.quotes:
        yield from quote.spans
        yield from filter(None, (quote.speaker, quote.cue))
    for stance in analysis.stances:
        yield from stance.evidence
        yield from filter(None, (stance.cue,))
