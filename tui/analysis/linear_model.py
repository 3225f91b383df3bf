"""Linear models over named features, with weights from `data/attribution.tsv`, trained by `training.attributions`."""

from collections.abc import Iterable
from functools import lru_cache

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
    return weights[BIAS] + sum(weights[feature] for feature in set(features) if feature in weights)
