"""Scores stances: who is for or against whom or what, and the sentences that show it."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from tests.evaluation.actors import gold_of
from tests.evaluation.gold import GoldStance, GoldStances
from tests.evaluation.issues import same_issue
from tests.evaluation.matching import maximum
from tests.evaluation.measures import NOTHING, UNASKED, Measure, Share, Summed
from tui.model import Actor, Span, Stance


@dataclass(frozen=True)
class StanceScores(Summed):
    """What was measured over the stances."""

    pairs: Measure = NOTHING
    """Holder and target, or holder and issue."""
    polar: Measure = NOTHING
    """The same, and the polarity right: the key figure."""
    shown: Measure = NOTHING
    """The same, and at least one sentence of the evidence right."""
    evidence: Measure = NOTHING
    """The sentences of the evidence, over the stances found with their polarity."""
    evidence_right: Share = UNASKED
    """Of these stances: whether at least one sentence is right."""
    type: Share = UNASKED
    """Of these stances: whether the type is that of the gold."""


@dataclass(frozen=True)
class _Claim:
    """A found stance in the terms of the gold: its actors, and evidence as numbers of sentences."""

    holder: str
    target: str | None
    issue: str
    polarity: str
    type: str
    evidence: frozenset[int]


def score_stances(texts: Iterable[tuple[GoldStances, Sequence[Actor], Sequence[Stance]]]) -> StanceScores:
    """The scores over all texts. Finding a stance twice, or an optional one, counts neither for nor against."""
    return sum((_score_text(*text) for text in texts), StanceScores())


def _score_text(gold: GoldStances, actors: Sequence[Actor], stances: Sequence[Stance]) -> StanceScores:
    known = gold_of(gold.actors, actors)

    def actor(key: str) -> str:
        return known.get(key, f"?{key}")

    claims = [
        _Claim(
            actor(stance.holder),
            None if stance.target is None else actor(stance.target),
            stance.issue or "",
            stance.polarity,
            stance.type,
            _sentences(stance.evidence, gold.sentences),
        )
        for stance in stances
    ]
    evidence = {stance: _sentences(stance.evidence, gold.sentences) for stance in gold.stances}

    def polar(claim: _Claim, stance: GoldStance) -> bool:
        return _same_pair(claim, stance) and claim.polarity in {stance.polarity, *stance.other_polarities}

    def shown(claim: _Claim, stance: GoldStance) -> bool:
        return polar(claim, stance) and bool(claim.evidence & evidence[stance])

    pairs, _ = _match(gold.stances, claims, _same_pair, lambda one: ())
    right, found = _match(gold.stances, claims, polar, lambda one: one.polarity)
    strict, _ = _match(gold.stances, claims, shown, lambda one: one.polarity)
    both = [(claim.evidence, evidence[stance]) for stance, claim in found]
    common = sum(len(one & other) for one, other in both)
    return StanceScores(
        pairs,
        right,
        strict,
        Measure(common, sum(len(one) for one, _ in both), common, sum(len(other) for _, other in both)),
        Share(sum(bool(one & other) for one, other in both), len(both)),
        Share(sum(claim.type == stance.type for stance, claim in found), len(found)),
    )


def _same_pair(claim: _Claim, stance: GoldStance) -> bool:
    holders = {stance.holder, *stance.other_holders}
    targets = {stance.target, *stance.other_targets} - {None}
    if claim.target is not None:
        straight = claim.holder in holders and claim.target in targets
        return straight or (stance.symmetric and claim.holder in targets and claim.target in holders)
    wordings = stance.wordings or ((stance.issue,) if stance.target is None else ())
    return claim.holder in holders and same_issue(claim.issue, wordings)


def _match(
    gold: Sequence[GoldStance],
    claims: Sequence[_Claim],
    fits: Callable[[_Claim, GoldStance], bool],
    level: Callable[[_Claim | GoldStance], Hashable],
) -> tuple[Measure, list[tuple[GoldStance, _Claim]]]:
    """Pairs each distinct claim with at most one gold stance, as many as possible."""
    found = _distinct(claims, level)
    first: dict[Hashable, GoldStance] = {}
    for stance in gold:
        if not stance.optional:
            first.setdefault(_identity(stance, level), stance)
    required = list(first.values())

    def by_another_name(claim: _Claim, stance: GoldStance) -> int:
        return (stance.holder != claim.holder) + (stance.target != claim.target)

    choices = {
        claim: sorted(
            (number for number, stance in enumerate(required) if fits(claim, stance)),
            key=lambda number, claim=claim: by_another_name(claim, required[number]),  # type: ignore[misc]
        )
        for claim in found
    }
    by_closeness = sorted(
        found,
        key=lambda claim: by_another_name(claim, required[choices[claim][0]]) if choices[claim] else 1,
    )
    partners = maximum([choices[claim] for claim in by_closeness])
    pairs = [(required[number], by_closeness[left]) for number, left in partners.items()]
    hits = {claim for _, claim in pairs}
    wrong = sum(claim not in hits and not any(fits(claim, stance) for stance in gold) for claim in found)
    return Measure.of(len(pairs), wrong, len(required) - len(pairs)), pairs


def _distinct(claims: Sequence[_Claim], level: Callable[[_Claim | GoldStance], Hashable]) -> list[_Claim]:
    """The claims without repetitions, whose evidence is put together."""
    merged: dict[Hashable, _Claim] = {}
    for claim in claims:
        identity = _identity(claim, level)
        earlier = merged.get(identity)
        merged[identity] = replace(earlier, evidence=earlier.evidence | claim.evidence) if earlier else claim
    return list(merged.values())


def _identity(one: _Claim | GoldStance, level: Callable[[_Claim | GoldStance], Hashable]) -> Hashable:
    return one.holder, one.target, one.issue if one.target is None else "", level(one)


def _sentences(evidence: Sequence[Span], sentences: Sequence[Span]) -> frozenset[int]:
    """Numbers of the sentences that share with a piece of evidence at least half of the shorter of the two."""

    def shown(sentence: Span, piece: Span) -> bool:
        shared = min(piece.end, sentence.end) - max(piece.start, sentence.start)
        return shared > 0 and 2 * shared >= min(piece.end - piece.start, sentence.end - sentence.start)

    return frozenset(
        number for number, sentence in enumerate(sentences) if any(shown(sentence, piece) for piece in evidence)
    )
