"""Polarity towards a marked target, scored as NewsMTSC is (Hamborg and Donnay 2021)."""

from collections.abc import Iterable

from tests.evaluation.measures import Measure
from tui.analysis.target_polarity import POLARITIES
from tui.model import Polarity


def score_polarity(pairs: Iterable[tuple[Polarity, Polarity]]) -> dict[Polarity, Measure]:
    """One measure for each polarity, from (gold, found) of every target."""
    counted = list(pairs)

    def of(polarity: Polarity) -> Measure:
        right = sum(gold == found == polarity for gold, found in counted)
        wrong = sum(found == polarity for _, found in counted) - right
        return Measure.of(right, wrong, sum(gold == polarity for gold, _ in counted) - right)

    return {polarity: of(polarity) for polarity in POLARITIES}
