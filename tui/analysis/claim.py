"""One sign of a stance in one place, as the readers of verbs, nouns and judgements report it."""

from dataclasses import dataclass
from typing import NamedTuple

from tui.analysis.arguments import Endpoint
from tui.model import Polarity

BY_VERB = 0.71
"""Confidence: how often a claim derived in this way was right on annotated news articles, by 249 stances of ours.

The articles are Wikinews reports and world news; on others of them, kept apart, 47 % of 74 stances were right.
With few claims of a way, one right and one wrong claim were counted in addition (Laplace's rule of succession).
"""
BY_DENIED_VERB = 0.50
BY_NEIGHBOUR = 0.35
"""The parse gives no holder, and the nearest actor is taken."""
BY_REQUEST = 0.75
"""Who asks others to adopt a plan wants the plan."""
BY_NOUN = 0.76
BY_RELATION = 0.83
"""A noun for somebody's ally or opponent."""
BY_PREDICATE = 0.45
"""An adjective or a complex preposition."""
BY_JUDGEMENT = 0.69
"""A word of judgement in a quote."""
BY_DUTY = 0.50
"""What somebody must do, in a quote."""
BY_LABEL = 0.67
"""What somebody calls it."""
UNSURE_TARGET = 0.70
"""Factor where the parse gives no target, and the nearest actor is taken; too rare to measure."""


class Finding(NamedTuple):
    """Who takes what stance towards whom, before the cue's place is noted."""

    holder: str
    endpoint: Endpoint
    polarity: Polarity
    type: str
    confidence: float
    """One of the shares above."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sign of a stance in one place."""

    holder: str
    endpoint: Endpoint
    polarity: Polarity
    type: str
    cue: tuple[int, int]
    """First token and the one after the last."""
    confidence: float
