"""The scorers: the gold itself scores 1, nothing scores 0, and small cases made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import span_of
from tests.evaluation import gold
from tests.evaluation.actors import score_actors
from tests.evaluation.entities import score_entities
from tests.evaluation.gold import GoldEntities, GoldQuote, GoldQuotes
from tests.evaluation.harbour import TEXT, at
from tests.evaluation.matching import greedy, maximum, overlap
from tests.evaluation.measures import Measure, Share
from tests.evaluation.quotation import kind_of, quoted_characters
from tests.evaluation.quotes import score_quotes
from tests.evaluation.speakers import head, is_speaker
from tests.evaluation.stances import score_stances
from tui.model import Actor, Entity, Quote, Span, Stance


def quote(*pieces: str, speaker: str | None = None, cue: str | None = None) -> Quote:
    return Quote(
        tuple(map(at, pieces)),
        "indirect",
        speaker=at(speaker) if speaker else None,
        cue=at(cue) if cue else None,
    )


def gold_quote(*pieces: str, speaker: str | None = None, cue: str | None = None) -> GoldQuote:
    return GoldQuote(tuple(map(at, pieces)), (at(speaker),) if speaker else (), (at(cue),) if cue else (), None, False)


SAID = gold_quote("the harbour was safe", speaker="Minister Ada Brown of Norland", cue="said")
ADDED = gold_quote("“It will open,”", "“and soon.”", speaker="she", cue="added")
QUOTES = GoldQuotes("1", TEXT, (SAID, ADDED))


def as_found(one: gold.GoldQuotes) -> list[Quote]:
    return [
        Quote(
            quote.content,
            "direct",
            speaker=quote.speaker[0] if quote.speaker else None,
            cue=quote.cue[0] if quote.cue else None,
        )
        for quote in one.quotes
    ]


def test_the_gold_itself_is_right_and_nothing_is_wrong() -> None:
    entities = gold.read_entities(gold.OWN)
    assert score_entities((one, [Entity(*name) for name in one.entities]) for one in entities)["all"].f1 == 1
    assert score_entities((one, []) for one in entities)["all"].f1 == 0

    quotes = gold.read_quotes(gold.OWN)
    every = score_quotes((one, as_found(one)) for one in quotes)["all"]
    assert (every.who_said_what.f1, every.speaker.value, every.cue.value) == (1, 1, 1)
    assert score_quotes((one, []) for one in quotes)["all"].who_said_what.f1 == 0

    stances = gold.read_stances(gold.OWN)
    actors = {one.id: [Actor(each.key, each.key, "person", each.mentions) for each in one.actors] for one in stances}
    found = {
        one.id: [
            Stance(each.holder, each.target, each.issue, each.polarity, each.type, each.evidence)  # type: ignore[arg-type]
            for each in one.stances
        ]
        for one in stances
    }
    of_actors = score_actors((one, actors[one.id]) for one in stances)
    assert of_actors.actors.f1 == 1
    assert of_actors.mentions.f1 == pytest.approx(1)
    scores = score_stances((one, actors[one.id], found[one.id]) for one in stances)
    assert {scores.pairs.f1, scores.polar.f1, scores.shown.f1, scores.evidence_right.value} == {1}
    assert score_actors((one, []) for one in stances).actors.f1 == 0
    assert score_stances((one, [], []) for one in stances).polar.f1 == 0


def test_entities_need_the_exact_span_and_label() -> None:
    norland, brown, lind = at("Norland"), at("Ada Brown"), at("Karl Lind")
    one = GoldEntities("1", TEXT, frozenset({(norland, "PLACE"), (brown, "PERSON")}), (lind,))
    found = [Entity(norland, "GPE"), Entity(at("Minister Ada Brown"), "PERSON"), Entity(lind, "ORG")]
    scores = score_entities([(one, [*found, Entity(at("soon"), "DATE")])])
    assert scores["PLACE"] == Measure.of(1, 0, 0)
    assert scores["PERSON"] == Measure.of(0, 1, 1)
    assert scores["ORG"] == Measure.of(0, 0, 0), "what overlaps an ignored span does not count"
    assert scores["all"] == Measure.of(1, 1, 1)


@pytest.mark.parametrize(
    ("found", "content", "right"),
    [
        ([], 0, 0),
        ([quote("the harbour was safe", speaker="Brown")], 1, 1),
        ([quote("the harbour was", speaker="Brown")], 1, 1),
        ([quote("safe", speaker="Brown")], 0, 0),
        ([quote("the harbour was safe", speaker="Sudland")], 1, 0),
        ([quote("the harbour was safe")], 1, 0),
        ([quote("“It will open,”", speaker="she")], 1, 1),
        ([quote("“and soon.”", speaker="she")], 0, 0),
        ([quote("It will open", "and soon", speaker="she")], 1, 1),
        ([quote("“It will open,” she added, “and soon.”", speaker="she")], 1, 1),
    ],
)
def test_a_quote_is_right_when_half_its_letters_and_its_speaker_are(
    found: list[Quote], content: int, right: int
) -> None:
    scores = score_quotes([(QUOTES, found)])["all"]
    assert scores.content == Measure.of(content, len(found) - content, 2 - content)
    assert scores.who_said_what == Measure.of(right, len(found) - right, 2 - right)


def test_two_halves_of_an_interrupted_quote_are_one_right_and_one_wrong() -> None:
    halves = [quote("“It will open,”", speaker="she"), quote("“and soon.”", speaker="she")]
    scores = score_quotes([(GoldQuotes("1", TEXT, (ADDED,)), halves)])
    assert scores["direct"].who_said_what == Measure.of(1, 1, 0)
    assert scores["indirect"].content == Measure.of(0, 0, 0)


def test_an_optional_quote_is_neither_missed_nor_wrong() -> None:
    of_optional = Quote((at("the harbour", 1),), "indirect", speaker=at("Sudland"))
    optional = GoldQuote((at("the harbour", 1),), (at("Sudland"),), (), None, True)
    one = GoldQuotes("1", TEXT, (SAID, optional))
    assert score_quotes([(one, [of_optional])])["all"].content == Measure.of(0, 0, 1)
    assert score_quotes([(QUOTES, [of_optional])])["all"].content == Measure.of(0, 1, 2)


def test_speaker_and_cue_are_asked_only_of_contents_that_were_found() -> None:
    nobody = GoldQuotes("1", TEXT, (gold_quote("the harbour was safe"), ADDED))
    scores = score_quotes([(nobody, [quote("the harbour was safe", cue="said")])])["all"]
    assert scores.speaker == Share(0, 0)
    assert scores.speaker.value is None
    assert scores.cue == Share(0, 0)
    assert scores.who_said_what == Measure.of(1, 0, 1), "no speaker where there is none is right"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the leader of the Farmers’ Party", "leader"),
        ("Prime Minister Ada Brown, 61,", "Brown"),
        ("Norland’s", "Norland"),
        ("“", "“"),
        ("she", "she"),
    ],
)
def test_the_head_of_a_phrase(phrase: str, expected: str) -> None:
    span = head(phrase, Span(0, len(phrase)))
    assert phrase[span.start : span.end] == expected


def test_a_pronoun_elsewhere_is_not_the_same_speaker_but_a_name_is() -> None:
    text = "Brown left. Brown said so. He agreed, he said. It is said."
    brown, he = Span(0, 5), span_of(text, "he", 0)
    assert is_speaker(text, (brown,), span_of(text, "Brown", 1))
    assert not is_speaker(text, (he,), span_of(text, "He"))
    assert not is_speaker(text, (brown,), None)
    assert is_speaker(text, (), span_of(text, "It"))
    assert not is_speaker(text, (), brown)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We will not pay.”", "direct"),
        ('"We will not pay."', "direct"),
        ("``We will not pay.''", "direct"),
        ("‘We will not pay for it.’", "direct"),
        ("that it was “madness” to pay for it", "mixed"),
        ("that nobody’s harbour is safe", "indirect"),
        ("that ‘it’ is safe", "indirect"),
        ("“We will not pay for the harbour", "direct"),
        ("", "indirect"),
    ],
)
def test_the_kind_follows_from_the_quotation_marks(text: str, kind: str) -> None:
    assert kind_of(text, [Span(0, len(text))], quoted_characters(text)) == kind


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    assert bytes(quoted_characters("“a\nb ”c")) == b"\1\1\0\0\0\1\0"


def test_the_heaviest_pair_is_matched_first_and_the_maximum_gives_way() -> None:
    assert greedy([(0.6, 0, 0), (0.9, 1, 0), (0.5, 0, 1)]) == [(1, 0), (0, 1)]
    assert maximum([[0, 1], [0]]) == {0: 1, 1: 0}


spans = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(spans, spans)
def test_overlap_is_symmetric_and_1_only_for_the_same_span(one: Span, other: Span) -> None:
    assert overlap(one, other) == overlap(other, one)
    assert 0 <= overlap(one, other) <= 1
    assert (overlap(one, other) == 1) == (one == other)
    assert (overlap(one, other) > 0) == one.overlaps(other)


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_precision_and_recall_change_places_with_gold_and_found(one: list[Span], other: list[Span]) -> None:
    def measured(wanted: list[Span], found: list[Span]) -> Measure:
        entities = GoldEntities("1", "x" * 40, frozenset((span, "ORG") for span in wanted), ())
        return score_entities([(entities, [Entity(span, "ORG") for span in found])])["all"]

    there, back = measured(one, other), measured(other, one)
    assert (there.precision, there.recall) == (back.recall, back.precision)
    assert there.f1 == pytest.approx(back.f1)
