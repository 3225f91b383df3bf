"""The overlay: which item a correction falls on, and that none is lost whatever the analysis is."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import TEXT, analysis_of, span_of
from tui.anchors import make_anchor
from tui.corrections import corrected, moved, sketch
from tui.model import (
    Actor,
    ActorSketch,
    Analysis,
    Anchor,
    Correction,
    Entity,
    Mention,
    Quote,
    QuoteSketch,
    Span,
    Stance,
    StanceSketch,
)
from tui.store.encode_corrections import correction_from_row, sketch_to_text

ANALYSIS = analysis_of(TEXT)
BROWN, LIND = ANALYSIS.actors[:2]


def of(verdict: str, item: Actor | Quote | Stance, replacement: Actor | None = None) -> Correction:
    about = sketch(item, ANALYSIS, TEXT)
    other = sketch(replacement, ANALYSIS, TEXT) if replacement else None
    return Correction(1, verdict, about, other)  # type: ignore[arg-type]


def renamed(key: str, **changes: object) -> Analysis:
    """The analysis with one actor changed."""
    actors = tuple(replace(actor, **changes) if actor.key == key else actor for actor in ANALYSIS.actors)  # type: ignore[arg-type]
    return replace(ANALYSIS, actors=actors)


def test_an_actor_with_another_name_is_known_by_his_place_when_they_share_a_word() -> None:
    found, lost = corrected(renamed("karl-lind", name="Lind"), [of("confirmed", LIND)], TEXT)
    assert lost == ()
    assert found.actors[1] == replace(LIND, user="confirmed")


def test_a_place_that_names_somebody_else_now_is_not_the_actor() -> None:
    changed = renamed("karl-lind", name="Opposition Party")
    correction = of("rejected", LIND)
    assert corrected(changed, [correction], TEXT) == (changed, (correction,))


def test_of_two_namesakes_the_one_at_the_place_is_meant() -> None:
    double = replace(LIND, key="other", mentions=())
    both = replace(ANALYSIS, actors=(double, *ANALYSIS.actors))
    found, _ = corrected(both, [of("rejected", LIND)], TEXT)
    assert found.actors == (double, *(actor for actor in ANALYSIS.actors if actor != LIND))


def test_namesakes_without_a_place_are_nobody() -> None:
    both = replace(ANALYSIS, actors=(replace(LIND, key="other"), *ANALYSIS.actors))
    correction = Correction(1, "rejected", ActorSketch(LIND.name, LIND.kind))
    assert corrected(both, [correction], TEXT) == (both, (correction,))


def test_a_rejected_quote_stays_when_a_newer_model_gives_it_another_speaker() -> None:
    other = replace(ANALYSIS, quotes=(replace(ANALYSIS.quotes[0], actor="norland"),))
    correction = of("rejected", ANALYSIS.quotes[0])
    assert corrected(other, [correction], TEXT) == (other, (correction,))


def test_a_rejected_stance_stays_when_a_newer_model_turns_its_polarity() -> None:
    other = replace(ANALYSIS, stances=(replace(ANALYSIS.stances[0], polarity="supports"),))
    correction = of("rejected", ANALYSIS.stances[0])
    assert corrected(other, [correction], TEXT) == (other, (correction,))


def test_an_added_actor_gets_every_place_where_his_words_name_nobody() -> None:
    new = Actor("", "harbour", "group", (Mention(span_of(TEXT, "harbour"), "name"),))
    found, lost = corrected(ANALYSIS, [of("added", new)], TEXT)
    assert lost == ()
    assert [TEXT[mention.span.start : mention.span.end] for mention in found.actors[-1].mentions] == ["harbour"] * 3
    assert found.actors[:-1] == ANALYSIS.actors


def test_what_a_newer_model_finds_by_itself_is_not_there_twice() -> None:
    new = Quote((span_of(TEXT, "rejected the plan"),), "indirect", actor="karl-lind")
    stance = replace(ANALYSIS.stances[0], user="added", cue=None)
    for item in (LIND, new, stance):
        once, _ = corrected(ANALYSIS, [of("added", item)], TEXT)
        twice, lost = corrected(once, [of("added", item)], TEXT)
        assert twice == once
        assert lost == ()


def test_merged_actors_have_each_stance_once_and_none_towards_themselves() -> None:
    alias = Actor("lind-2", "Lind", "person", (Mention(span_of(TEXT, "Lind", 1), "name"),))
    extra = (
        replace(ANALYSIS.stances[0], holder="lind-2", evidence=(Span(0, 5),)),
        replace(ANALYSIS.stances[0], holder="lind-2", target="karl-lind"),
    )
    split = replace(
        ANALYSIS, actors=(*ANALYSIS.actors, alias), stances=(*ANALYSIS.stances, *extra), entities=(), quotes=()
    )
    correction = Correction(1, "merged", sketch(alias, split, TEXT), sketch(LIND, split, TEXT))
    found, lost = corrected(split, [correction], TEXT)
    assert lost == ()
    assert [actor.key for actor in found.actors] == [actor.key for actor in ANALYSIS.actors]
    lind = [stance for stance in found.stances if stance.holder == "karl-lind"]
    assert [stance.evidence for stance in lind] == [(Span(0, 5), *ANALYSIS.stances[0].evidence)]


def test_an_actor_whose_place_is_gone_is_still_known_by_name() -> None:
    def nowhere(anchor: Anchor) -> Anchor | None:
        del anchor
        return None

    followed = moved(of("confirmed", LIND), nowhere)
    assert followed is not None
    assert followed.about == ActorSketch("Karl Lind", "person")
    assert moved(of("added", LIND), nowhere) is None
    assert moved(of("rejected", ANALYSIS.quotes[0]), nowhere) is None
    assert moved(of("rejected", ANALYSIS.stances[0]), nowhere) is None
    assert moved(of("split", LIND, BROWN), nowhere) is None


# Whatever the analysis and the corrections are.

WORDS = "Ada Lind Ada Brown met Karl Lind and the Union today"
KEYS = ("a", "b", "c")
SPANS = st.tuples(st.integers(-3, 60), st.integers(-3, 60)).map(lambda ends: Span(*sorted(ends)))
INSIDE = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 12)).map(
    lambda place: Span(place[0], min(place[0] + place[1], len(WORDS)))
)
NAMES = st.sampled_from(["Ada", "Ada Brown", "Karl Lind", "Lind", "the Union", "", " ", "İ"])
KINDS = st.sampled_from(["person", "group"])
POLARITIES = st.sampled_from(["supports", "opposes", "neutral"])
ANCHORS = st.one_of(
    INSIDE.map(lambda span: make_anchor(WORDS, span)), st.builds(Anchor, SPANS, NAMES, st.just(""), st.just(""))
)
ACTOR_SKETCHES = st.builds(ActorSketch, NAMES, KINDS, st.none() | ANCHORS)
PLACES = st.lists(ANCHORS, min_size=1, max_size=2).map(tuple)
SKETCHES = (
    ACTOR_SKETCHES,
    st.builds(QuoteSketch, PLACES, st.just("direct"), st.none() | ACTOR_SKETCHES),
    st.builds(StanceSketch, ACTOR_SKETCHES, st.none() | ACTOR_SKETCHES, st.none() | NAMES, POLARITIES, NAMES, PLACES),
)
VERDICTS = st.sampled_from(["confirmed", "rejected", "edited", "merged", "split", "added"])
CORRECTIONS = st.lists(
    st.one_of(*(st.builds(Correction, st.just(1), VERDICTS, kind, st.none() | kind) for kind in SKETCHES)), max_size=6
).map(lambda made: [replace(one, id=number) for number, one in enumerate(made)])
SOMEBODY = st.none() | st.sampled_from(KEYS)
EVIDENCE = st.lists(INSIDE, min_size=1, max_size=2).map(tuple)
MENTIONS = st.lists(st.builds(Mention, INSIDE, st.sampled_from(["name", "pronoun"])), max_size=3).map(tuple)
ANALYSES = st.builds(
    Analysis,
    st.just("any 1"),
    st.just(()),
    st.lists(st.builds(Entity, INSIDE, st.just("PERSON"), SOMEBODY), max_size=3).map(tuple),
    st.tuples(*(st.builds(Actor, st.just(key), NAMES, KINDS, MENTIONS) for key in KEYS)),
    st.lists(st.builds(Quote, EVIDENCE, st.just("direct"), st.none() | INSIDE, st.none(), SOMEBODY), max_size=3).map(
        tuple
    ),
    st.lists(
        st.builds(
            Stance, st.sampled_from(KEYS), SOMEBODY, st.none() | NAMES, POLARITIES, NAMES, EVIDENCE, st.none(), SOMEBODY
        ),
        max_size=3,
    ).map(tuple),
)


@settings(max_examples=300, deadline=None)
@given(ANALYSES, CORRECTIONS)
def test_every_correction_is_applied_or_lost_and_every_key_is_somebody(
    analysis: Analysis, corrections: list[Correction]
) -> None:
    found, lost = corrected(analysis, corrections, WORDS)
    assert set(lost) <= set(corrections)
    assert list(lost) == sorted(lost, key=lambda one: one.id or 0)
    applied = [one for one in corrections if one not in lost]
    assert corrected(analysis, applied, WORDS) == (found, ())
    keys = [actor.key for actor in found.actors]
    assert len(keys) == len(set(keys))
    named = [entity.actor for entity in found.entities] + [quote.actor for quote in found.quotes]
    named += [key for stance in found.stances for key in (stance.holder, stance.target, stance.asserted_by)]
    assert set(named) <= {None, *keys}
    assert all(stance.evidence for stance in found.stances)
    assert all(quote.spans for quote in found.quotes)


@settings(max_examples=50, deadline=None)
@given(ANALYSES)
def test_without_corrections_it_is_the_very_same_analysis(analysis: Analysis) -> None:
    assert corrected(analysis, [], WORDS)[0] is analysis


@settings(max_examples=100, deadline=None)
@given(CORRECTIONS)
def test_the_library_gives_back_what_it_was_given(corrections: list[Correction]) -> None:
    for one in corrections:
        texts = [side and sketch_to_text(side) for side in (one.about, one.replacement)]
        assert correction_from_row((one.id, one.verdict, *texts, one.created, one.uid)) == one
