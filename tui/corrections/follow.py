"""Takes a correction along when the text of its article changes."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from tui.model import ActorSketch, Anchor, Correction, QuoteSketch, Sketch, StanceSketch

Find = Callable[[Anchor], Anchor | None]
"""Where a passage stands in the new text, or None."""


def moved(correction: Correction, find: Find) -> Correction | None:
    """`correction` with its places in the new text, or None when what it is about is gone.

    An actor that lost its place is still known by its name; a quote or a stance needs one of its places, and an actor
    that the user made of a place needs that one.
    """
    made = correction.verdict == "added"
    about = _moved(correction.about, find, needs_place=made)
    if about is None:
        return None
    if correction.replacement is None:
        return replace(correction, about=about)
    replacement = _moved(correction.replacement, find, needs_place=correction.verdict == "split")
    return replace(correction, about=about, replacement=replacement) if replacement else None


def _moved(sketch: Sketch, find: Find, *, needs_place: bool) -> Sketch | None:
    match sketch:
        case ActorSketch():
            actor = _actor(sketch, find)
            return None if needs_place and actor.place is None else actor
        case QuoteSketch():
            places = _places(sketch.places, find)
            actor_or_none = sketch.actor and _actor(sketch.actor, find)
            return replace(sketch, places=places, actor=actor_or_none) if places else None
        case StanceSketch():
            places = _places(sketch.places, find)
            target = sketch.target and _actor(sketch.target, find)
            return replace(sketch, places=places, holder=_actor(sketch.holder, find), target=target) if places else None


def _actor(sketch: ActorSketch, find: Find) -> ActorSketch:
    return replace(sketch, place=sketch.place and find(sketch.place))


def _places(places: Iterable[Anchor], find: Find) -> tuple[Anchor, ...]:
    return tuple(found for place in places if (found := find(place)))
