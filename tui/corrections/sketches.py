"""Items of one analysis as sketches that outlive it: by names and places in the text instead of keys."""

from typing import overload

from tui.anchors import make_anchor
from tui.model import Actor, ActorSketch, Analysis, Quote, QuoteSketch, Sketch, Stance, StanceSketch


@overload
def sketch(item: Actor, analysis: Analysis, text: str) -> ActorSketch: ...
@overload
def sketch(item: Quote, analysis: Analysis, text: str) -> QuoteSketch: ...
@overload
def sketch(item: Stance, analysis: Analysis, text: str) -> StanceSketch: ...
@overload
def sketch(item: Actor | Quote | Stance, analysis: Analysis, text: str) -> Sketch: ...
def sketch(item: Actor | Quote | Stance, analysis: Analysis, text: str) -> Sketch:
    """The sketch of `item`, whose keys are those of `analysis` and whose spans point into `text`.

    Raises KeyError when it names an actor that `analysis` does not have.
    """
    match item:
        case Actor():
            named = sorted(item.mentions, key=lambda mention: (mention.kind != "name", mention.span))
            return ActorSketch(item.name, item.kind, make_anchor(text, named[0].span) if named else None)
        case Quote():
            return QuoteSketch(
                tuple(make_anchor(text, span) for span in item.spans), item.kind, _actor(item.actor, analysis, text)
            )
        case Stance():
            holder = _actor(item.holder, analysis, text)
            assert holder is not None
            return StanceSketch(
                holder,
                _actor(item.target, analysis, text),
                item.issue,
                item.polarity,
                item.type,
                tuple(make_anchor(text, span) for span in item.evidence),
            )


def _actor(key: str | None, analysis: Analysis, text: str) -> ActorSketch | None:
    if key is None:
        return None
    actor = analysis.actor(key)
    if actor is None:
        raise KeyError(key)
    return sketch(actor, analysis, text)
