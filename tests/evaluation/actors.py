"""Scores actors: whether each is found as one, and whether all its mentions are in it.

Mentions are the same when they overlap by half or more (intersection over union).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.evaluation.gold import GoldActor, GoldStances
from tests.evaluation.matching import greedy, overlap
from tests.evaluation.measures import NOTHING, Measure, Summed
from tui.model import Actor, Mention

_SAME = 0.5
_REQUIRED = ("name", "nominal")
"""The other kinds of mention (adjectives, pronouns) need not be found and cost nothing when they are."""


@dataclass(frozen=True)
class ActorScores(Summed):
    """What was measured over the actors."""

    actors: Measure = NOTHING
    """One to one: a found actor is the gold one with which it shares most names."""
    mentions: Measure = NOTHING
    """B-cubed over the mentions (Bagga & Baldwin 1998): how far each stands together with those it belongs to."""


def score_actors(texts: Iterable[tuple[GoldStances, Sequence[Actor]]]) -> ActorScores:
    """The scores over all texts."""
    return sum((ActorScores(_found(gold, found), _b_cubed(gold, found)) for gold, found in texts), ActorScores())


def shared_names(gold: Sequence[GoldActor], found: Sequence[Actor]) -> dict[tuple[int, int], int]:
    """How many names found actor i shares with gold actor j, {(i, j): number}, where it is not 0.

    An actor without a name is known by its noun phrases, else by any mention.
    """
    shared = {}
    for i, one in enumerate(found):
        spans = [mention.span for mention in one.mentions if mention.kind != "pronoun"]
        for j, other in enumerate(gold):
            number = sum(any(overlap(mention.span, span) >= _SAME for span in spans) for mention in _telling(other))
            if number:
                shared[i, j] = number
    return shared


def gold_of(gold: Sequence[GoldActor], found: Sequence[Actor]) -> dict[str, str]:
    """{key of a found actor: key of the gold actor that it is}; several may be the same."""
    best: dict[str, tuple[int, int]] = {}
    for (i, j), number in shared_names(gold, found).items():
        best[found[i].key] = max(best.get(found[i].key, (0, 0)), (number, -j))
    return {key: gold[-j].key for key, (_, j) in best.items()}


def _telling(actor: GoldActor) -> Sequence[Mention]:
    for kind in _REQUIRED:
        if mentions := [mention for mention in actor.mentions if mention.kind == kind]:
            return mentions
    return actor.mentions


def _found(gold: GoldStances, found: Sequence[Actor]) -> Measure:
    shared = shared_names(gold.actors, found)
    pairs = greedy((number, i, j) for (i, j), number in shared.items())
    used_found = {i for i, _ in pairs}
    used_gold = {j for _, j in pairs}
    like_optional = {i for i, j in shared if gold.actors[j].optional}
    return Measure.of(
        right=sum(not gold.actors[j].optional for j in used_gold),
        wrong=len(set(range(len(found))) - used_found - like_optional),
        missed=sum(not actor.optional for j, actor in enumerate(gold.actors) if j not in used_gold),
    )


def _b_cubed(gold: GoldStances, found: Sequence[Actor]) -> Measure:
    every = [(mention, j) for j, actor in enumerate(gold.actors) for mention in actor.mentions]
    wanted = [(mention.span, j) for mention, j in every if mention.kind in _REQUIRED]
    free = [mention.span for mention, _ in every if mention.kind not in _REQUIRED]
    given = [(mention.span, i) for i, actor in enumerate(found) for mention in actor.mentions]

    overlaps = [
        (share, a, b)
        for a, (one, _) in enumerate(wanted)
        for b, (other, _) in enumerate(given)
        if (share := overlap(one, other)) >= _SAME
    ]
    pairs = greedy(overlaps)
    paired = {b for _, b in pairs}
    kept = [
        i
        for b, (span, i) in enumerate(given)
        if b in paired or not any(overlap(span, other) >= _SAME for other in free)
    ]

    together = Counter((wanted[a][1], given[b][1]) for a, b in pairs)
    gold_size = Counter(j for _, j in wanted)
    found_size = Counter(kept)
    return Measure(
        credit_found=sum(number * number / found_size[i] for (_, i), number in together.items()),
        found=len(kept),
        credit_gold=sum(number * number / gold_size[j] for (j, _), number in together.items()),
        gold=len(wanted),
    )
