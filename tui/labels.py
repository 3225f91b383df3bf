"""Names, issues and types that were typed or came from outside: each on one line, and safe for a terminal. Pure."""

from dataclasses import replace
from typing import overload

from tui.model import ActorSketch, Analysis, QuoteSketch, Sketch, StanceSketch
from tui.sanitise import sanitise_line


@overload
def flat(sketch: ActorSketch | StanceSketch) -> ActorSketch | StanceSketch: ...
@overload
def flat(sketch: Sketch) -> Sketch: ...
def flat(sketch: Sketch) -> Sketch:
    """The sketch with all of its labels on one line."""
    match sketch:
        case ActorSketch():
            return _flat_actor(sketch)
        case QuoteSketch():
            return replace(sketch, actor=sketch.actor and _flat_actor(sketch.actor))
        case StanceSketch():
            return replace(
                sketch,
                holder=_flat_actor(sketch.holder),
                target=sketch.target and _flat_actor(sketch.target),
                issue=sketch.issue and sanitise_line(sketch.issue),
                type=sanitise_line(sketch.type),
            )


def flat_analysis(analysis: Analysis) -> Analysis:
    """The analysis with all of its labels on one line."""
    return replace(
        analysis,
        engine=sanitise_line(analysis.engine),
        actors=tuple(replace(actor, name=sanitise_line(actor.name)) for actor in analysis.actors),
        stances=tuple(
            replace(stance, issue=stance.issue and sanitise_line(stance.issue), type=sanitise_line(stance.type))
            for stance in analysis.stances
        ),
    )


def _flat_actor(sketch: ActorSketch) -> ActorSketch:
    return replace(sketch, name=sanitise_line(sketch.name))
