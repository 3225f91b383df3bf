"""In which order actors and stances are listed, on the screen and in exports. Pure."""

from collections import Counter

from tui.model import Actor, Analysis, Span, Stance


def actors_in_order(analysis: Analysis) -> list[Actor]:
    """The actors, the most mentioned first."""
    return sorted(
        analysis.actors,
        key=lambda actor: (-len(actor.mentions), actor.mentions[0].span if actor.mentions else Span(0, 0)),
    )


def stances_in_order(analysis: Analysis) -> list[Stance]:
    """The stances grouped by holder (the most active first), within a holder in the order of the text."""
    held = Counter(stance.holder for stance in analysis.stances)
    return sorted(analysis.stances, key=lambda stance: (-held[stance.holder], stance.holder, stance.evidence[0]))
