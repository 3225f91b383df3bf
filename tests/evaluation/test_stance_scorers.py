"""The scorers of actors and stances, on small cases made by hand."""

import pytest

from tests.evaluation.actors import score_actors
from tests.evaluation.gold import GoldActor, GoldStance, GoldStances
from tests.evaluation.harbour import TEXT, at
from tests.evaluation.issues import same_issue
from tests.evaluation.measures import Measure, Share
from tests.evaluation.stances import score_stances
from tui.model import Actor, Mention, Span, Stance

BROWN = GoldActor(
    "B",
    "person",
    (Mention(at("Ada Brown"), "name"), Mention(at("she"), "pronoun"), Mention(at("Brown", 1), "name")),
    False,
)
SUDLAND = GoldActor("S", "country", (Mention(at("Sudland"), "name"),), False)
LIND = GoldActor("L", "person", (Mention(at("Karl Lind"), "name"),), True)
SENTENCES = (at("Minister Ada Brown of Norland said the harbour was safe."), at("Sudland rejected the harbour."))


def actor(key: str, *spans: Span) -> Actor:
    return Actor(key, key, "person", tuple(Mention(span, "name") for span in spans))


def stances(*wanted: GoldStance) -> GoldStances:
    return GoldStances("1", TEXT, SENTENCES, (BROWN, SUDLAND, LIND), wanted)


def test_an_actor_in_two_parts_is_one_right_and_one_wrong() -> None:
    parts = [actor("1", at("Ada Brown")), actor("2", at("Brown", 1)), actor("3", at("Sudland"))]
    scores = score_actors([(stances(), parts)])
    assert scores.actors == Measure.of(2, 1, 0)
    assert scores.mentions == Measure(3, 3, 0.5 + 0.5 + 1, 4), "each half of Brown is alone: half its recall"


def test_two_actors_in_one_cost_precision() -> None:
    scores = score_actors([(stances(), [actor("1", at("Ada Brown"), at("Brown", 1), at("Sudland"))])])
    assert scores.actors == Measure.of(1, 0, 1)
    assert scores.mentions.precision == pytest.approx((2 * 2 / 3 + 1 / 3) / 3)


def test_a_pronoun_and_an_optional_actor_cost_nothing() -> None:
    found = [
        actor("1", at("Ada Brown"), at("she"), at("Brown", 1)),
        actor("2", at("Karl Lind")),
        actor("3", at("Sudland")),
    ]
    scores = score_actors([(stances(), found)])
    assert scores.actors == Measure.of(2, 0, 0)
    assert scores.mentions.precision == 1


def wanted(holder: str, target: str | None, polarity: str, **more: object) -> GoldStance:
    values = {
        "issue": "the harbour",
        "type": "rejects",
        "evidence": (SENTENCES[1],),
        "other_holders": frozenset(),
        "other_targets": frozenset(),
        "other_polarities": frozenset(),
        "wordings": (),
        "symmetric": False,
        "optional": False,
        **more,
    }
    return GoldStance(holder=holder, target=target, polarity=polarity, **values)  # type: ignore[arg-type]


FOUND_ACTORS = [actor("brown", at("Ada Brown"), at("Brown", 1)), actor("sudland", at("Sudland"))]


def opposes(holder: str, target: str | None, issue: str | None = None, *, shown: Span = SENTENCES[1]) -> Stance:
    return Stance(holder, target, issue, "opposes", "rejects", (shown,))


@pytest.mark.parametrize(
    ("gold_stance", "found", "pairs", "polar", "shown"),
    [
        (wanted("S", "B", "opposes"), opposes("sudland", "brown"), 1, 1, 1),
        (wanted("S", "B", "opposes"), opposes("brown", "sudland"), 0, 0, 0),
        (wanted("S", "B", "opposes", symmetric=True), opposes("brown", "sudland"), 1, 1, 1),
        (wanted("S", "B", "supports"), opposes("sudland", "brown"), 1, 0, 0),
        (wanted("S", "B", "neutral", other_polarities=frozenset({"opposes"})), opposes("sudland", "brown"), 1, 1, 1),
        (wanted("S", "B", "opposes"), opposes("sudland", "brown", shown=SENTENCES[0]), 1, 1, 0),
        (wanted("L", "B", "opposes", other_holders=frozenset({"S"})), opposes("sudland", "brown"), 1, 1, 1),
        (wanted("S", None, "opposes"), opposes("sudland", None, "harbours"), 1, 1, 1),
        (wanted("S", None, "opposes"), opposes("sudland", None, "taxes"), 0, 0, 0),
        (wanted("S", "B", "opposes"), opposes("sudland", None, "the harbour"), 0, 0, 0),
        (wanted("S", "B", "opposes", wordings=("the harbour",)), opposes("sudland", None, "the harbour"), 1, 1, 1),
        (wanted("S", "B", "opposes"), opposes("nobody", "brown"), 0, 0, 0),
    ],
)
def test_a_stance_needs_its_pair_its_polarity_and_its_sentence(
    gold_stance: GoldStance, found: Stance, pairs: int, polar: int, shown: int
) -> None:
    scores = score_stances([(stances(gold_stance), FOUND_ACTORS, [found])])
    assert scores.pairs == Measure.of(pairs, 1 - pairs, 1 - pairs)
    assert scores.polar == Measure.of(polar, 1 - polar, 1 - polar)
    assert scores.shown == Measure.of(shown, 1 - shown, 1 - shown)


def test_a_stance_found_twice_counts_once_with_all_its_evidence() -> None:
    one = stances(wanted("S", "B", "opposes", evidence=SENTENCES))
    twice = [opposes("sudland", "brown"), opposes("sudland", "brown", shown=SENTENCES[0])]
    scores = score_stances([(one, FOUND_ACTORS, twice)])
    assert scores.polar == Measure.of(1, 0, 0)
    assert scores.evidence.recall == 1
    assert scores.type == Share(1, 1)


def test_an_optional_stance_is_neither_missed_nor_wrong() -> None:
    one = stances(wanted("S", "B", "opposes", optional=True))
    assert score_stances([(one, FOUND_ACTORS, [opposes("sudland", "brown")])]).polar == Measure.of(0, 0, 0)
    assert score_stances([(one, FOUND_ACTORS, [])]).polar == Measure.of(0, 0, 0)


@pytest.mark.parametrize(
    ("words", "wording", "same"),
    [
        ("withdrawal from the alliance", "Norland’s withdrawal from the alliance", True),
        ("closing the harbour", "the closed harbour", True),
        ("the harbour", "the new harbour", True),
        ("the harbour", "the tax on imported wheat", False),
        ("", "the harbour", False),
        ("the of", "the of", False),
    ],
)
def test_an_issue_may_be_worded_differently(words: str, wording: str, same: bool) -> None:
    assert same_issue(words, [wording]) is same
