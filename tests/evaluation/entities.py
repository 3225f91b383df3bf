"""Scores named entities: exact span and label."""

from collections.abc import Iterable, Sequence

from tests.evaluation.gold import GoldEntities
from tests.evaluation.measures import NOTHING, Measure
from tui.model import Entity

LABELS = ("PERSON", "ORG", "PLACE", "NORP")
_SCORED_AS = {"PER": "PERSON", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", **{label: label for label in LABELS}}
"""The labels of usual pipelines; others are left out."""


def score_entities(texts: Iterable[tuple[GoldEntities, Sequence[Entity]]]) -> dict[str, Measure]:
    """The measure of each label, and under "all" of all of them.

    What overlaps an ignored span, and is not itself in the gold, counts neither for nor against.
    """
    measures = dict.fromkeys(LABELS, NOTHING)
    for gold, predicted in texts:
        wanted = {(span, label) for span, label in gold.entities if label in LABELS}
        found = {(entity.span, _SCORED_AS[entity.label]) for entity in predicted if entity.label in _SCORED_AS}
        found = {
            (span, label)
            for span, label in found
            if (span, label) in wanted or not any(span.overlaps(other) for other in gold.ignored)
        }
        for label in LABELS:
            measures[label] += Measure.of(
                *(sum(one == label for _, one in part) for part in (wanted & found, found - wanted, wanted - found))
            )
    return {**measures, "all": sum(measures.values(), NOTHING)}
