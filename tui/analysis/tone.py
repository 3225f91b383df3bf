"""Stances that the tone of their sentence contradicts."""

from spacy.tokens import Doc

from tui.analysis.claim import Claim
from tui.analysis.target_polarity import probabilities
from tui.model import Polarity

BELIEVED = 0.7
"""Probability of the opposite from which the tone is believed and not the rule."""
_OPPOSITE: dict[Polarity, Polarity] = {"opposes": "supports", "supports": "opposes"}


def contradicted(doc: Doc, claim: Claim) -> bool:
    """Whether the sentence around the target of `claim` speaks of it as the claim does not."""
    if claim.endpoint.actor is None or claim.polarity not in _OPPOSITE:
        return False
    token = claim.endpoint.token
    return probabilities(doc[token : token + 1])[_OPPOSITE[claim.polarity]] >= BELIEVED
