"""Linear models over named features, with weights from `data/attribution.tsv`, trained by `training.attributions`."""

from collections.abc import Iterable
from functools import lru_cache
from math import fsum

from tui.analysis.gazetteer import rows

BIAS = ""
"""The feature that every example has."""


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for model, weight, feature in rows("attribution.tsv"):
        found.setdefault(model, {})[feature] = float(weight)
    return found


def weight(model: str, feature: str) -> float | None:
    """The weight of `feature` in `model`, or None if the training has not seen it."""
    return _weights()[model].get(feature)


def score(model: str, features: Iterable[str]) -> float:
    """The logarithm of the odds that `model` gives an example with these features. Unknown features count nothing."""
    weights = _weights()[model]
    # An exact sum, since the order of a set differs between runs, and with it what a plain sum rounds.
    return weights[BIAS] + fsum(weights[feature] for feature in set(features) if feature in weights)
