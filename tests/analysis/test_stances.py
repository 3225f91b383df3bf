"""Who supports or opposes whom or what, rule by rule."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tests.analysis.marked import found, read
from tests.work import calls
from tui.analysis import actors, pipeline, stances
from tui.analysis.document import analyse
from tui.analysis.gazetteer import words
from tui.files import sample

A = "[Ada Brown|PERSON]"
K = "[Karl Lind|PERSON]"
N = "[Norway|GPE]"
F = "[Finland|GPE]"

FOUND = [
    # actives and passives
    (f"{A} criticised {K}.", "Ada Brown", "opposes", "Karl Lind"),
    (f"{A} praised {K}.", "Ada Brown", "supports", "Karl Lind"),
    (f"{K} was condemned by {A}.", "Ada Brown", "opposes", "Karl Lind"),
    (f"{K} was condemned by archbishop {A}.", "Ada Brown", "opposes", "Karl Lind"),
    (
        "The [House of Representatives|ORG] confirmed [Pedro Pierluisi|PERSON] on Friday.",
        "House of Representatives",
        "supports",
        "Pedro Pierluisi",
    ),
    (f"[Mary Brown|PERSON] and [Peter Lind|PERSON] condemned {N}.", "Peter Lind", "opposes", "Norway"),
    (f"{A} condemned {N} and {F}.", "Ada Brown", "opposes", "Finland"),
    (f"{A} met {K} on Monday.", "Ada Brown", "neutral", "Karl Lind"),
    (f"{A} met with {K} on Monday.", "Ada Brown", "neutral", "Karl Lind"),
    # prepositions
    (f"{N} retaliated against {F}.", "Norway", "opposes", "Finland"),
    (f"{N} has sided with {F}.", "Norway", "supports", "Finland"),
    # deeds
    (f"{N} attacked {F}.", "Norway", "opposes", "Finland"),
    (f"{N} expelled {K}.", "Norway", "opposes", "Karl Lind"),
    (f"{N} imposed sanctions on {F}.", "Norway", "opposes", "Finland"),
    # acts of somebody: the owner is the target
    (f"{A} condemned {N}'s attacks.", "Ada Brown", "opposes", "Norway"),
    (f"{A} welcomed the [Norwegian|NORP] proposal.", "Ada Brown", "supports", "Norway"),
    # issues of their own
    (f"{A} rejected the new bridge.", "Ada Brown", "opposes", "the new bridge"),
    (f"{A} called for an independent inquiry.", "Ada Brown", "supports", "an independent inquiry"),
    (f"{A} promised to build a bridge.", "Ada Brown", "supports", "to build a bridge"),
    # control and refusal
    (f"{A} refused to support {K}.", "Ada Brown", "opposes", "Karl Lind"),
    (f"{A} did not support {K}.", "Ada Brown", "opposes", "Karl Lind"),
    (f"{A} promised to defend {K}.", "Ada Brown", "supports", "Karl Lind"),
    (f"{A} refused to meet {K}.", "Ada Brown", "opposes", "Karl Lind"),
    # requests
    (f"{A} urged {N} to join the talks.", "Ada Brown", "neutral", "Norway"),
    (f"{A} called on {N} to join the talks.", "Ada Brown", "neutral", "Norway"),
    (f"{A} urged {N} to stop the attacks.", "Ada Brown", "opposes", "Norway"),
    (f"{A} urged {N} to support the plan.", "Ada Brown", "supports", "the plan"),
    (f"{A} called for {K} to resign.", "Ada Brown", "opposes", "Karl Lind"),
    # nouns
    (f"{A} expressed support for {K}.", "Ada Brown", "supports", "Karl Lind"),
    (f"{A} issued a statement condemning {N}.", "Ada Brown", "opposes", "Norway"),
    (f"{K} received criticism from {A}.", "Ada Brown", "opposes", "Karl Lind"),
    (f"{A} is an ally of {K}.", "Ada Brown", "supports", "Karl Lind"),
    (f"Protesters arrived. Protests against {N} began on Monday.", "Protesters", "opposes", "Norway"),
    # adjectives and prepositions
    (f"{A} was critical of {K}.", "Ada Brown", "opposes", "Karl Lind"),
    (f"{A} is opposed to the new bridge.", "Ada Brown", "opposes", "the new bridge"),
    (f"{A} voted in favour of the new bridge.", "Ada Brown", "supports", "the new bridge"),
    # names for things
    (f"{A} called {K} a liar.", "Ada Brown", "opposes", "Karl Lind"),
    (f"{A} described the decision as a disgrace.", "Ada Brown", "opposes", "the decision"),
    # pronouns and descriptions
    (f"{A} arrived on Monday. She criticised {K}.", "Ada Brown", "opposes", "Karl Lind"),
    (f"Prime Minister {A} arrived. {K} criticised the prime minister.", "Karl Lind", "opposes", "Ada Brown"),
    (f"Protesters condemned {K}.", "Protesters", "opposes", "Karl Lind"),
]

NOT_FOUND = [
    (f"{A} did not criticise {K}.", "Ada Brown", "opposes", "Karl Lind"),
    (f"If {A} supports {K}, the plan will pass.", "Ada Brown", "supports", "Karl Lind"),
    (f"Does {A} support {K}?", "Ada Brown", "supports", "Karl Lind"),
    (f"{A} should support {K}.", "Ada Brown", "supports", "Karl Lind"),
    (f"{A} urged {N} to attack {F}.", "Norway", "opposes", "Finland"),
    (f"Until yesterday, {A} supported {K}.", "Ada Brown", "supports", "Karl Lind"),
    (f"{A} visited {N}. {K} criticised himself.", "Karl Lind", "opposes", "Karl Lind"),
]


@pytest.mark.parametrize(("text", "holder", "polarity", "target"), FOUND)
def test_found(nlp: Language, text: str, holder: str, polarity: str, target: str) -> None:
    assert (holder, polarity, target) in found(read(nlp, text))


@pytest.mark.parametrize(("text", "holder", "polarity", "target"), NOT_FOUND)
def test_not_found(nlp: Language, text: str, holder: str, polarity: str, target: str) -> None:
    assert (holder, polarity, target) not in found(read(nlp, text))


SPOKEN = [
    (f"“{N} must stop,” {A} said.", "“Norway must stop,”", "opposes", "Norway"),
    (f"“We condemn {N},” {A} said.", "“We condemn Norway,”", "opposes", "Norway"),
    (f"“The decision is unacceptable,” {A} said.", "“The decision is unacceptable,”", "opposes", "The decision"),
    (f"“{N} violated the law,” {A} said.", "“Norway violated the law,”", "opposes", "Norway"),
]


@pytest.mark.parametrize(("text", "said", "polarity", "target"), SPOKEN)
def test_a_speaker_judges(nlp: Language, text: str, said: str, polarity: str, target: str) -> None:
    assert ("Ada Brown", polarity, target) in found(read(nlp, text, quotes=[(said, "Ada Brown")]))


def test_one_stance_gathers_all_its_evidence(nlp: Language) -> None:
    doc = read(nlp, f"{A} criticised {K}. On Tuesday {A} condemned {K}.")
    (stance,) = doc._.stances
    assert [doc.text[start:end] for start, end in stance.evidence] == [
        "Ada Brown criticised Karl Lind.",
        "On Tuesday Ada Brown condemned Karl Lind.",
    ]
    assert stance.confidence > 0.85


def test_who_reports_anothers_stance_asserts_it(nlp: Language) -> None:
    doc = read(nlp, f"“{N} supports {F},” {A} said.", quotes=[("“Norway supports Finland,”", "Ada Brown")])
    (stance,) = [stance for stance in doc._.stances if stance.holder == "norway"]
    assert (stance.target, stance.polarity, stance.asserted_by) == ("finland", "supports", "ada-brown")


def test_the_act_of_the_target_is_the_issue(nlp: Language) -> None:
    doc = read(nlp, f"{A} condemned {N}'s attacks.")
    (stance,) = doc._.stances
    assert (stance.issue, stance.type) == ("Norway's attacks", "condemns")


def test_a_guess_is_less_sure_than_a_parse(nlp: Language) -> None:
    sure = read(nlp, f"{A} criticised {K}.")._.stances[0]
    judged = read(nlp, f"“{N} violated the law,” {A} said.", quotes=[("“Norway violated the law,”", "Ada Brown")])
    assert sure.confidence > min(stance.confidence for stance in judged._.stances)


def test_the_sample_article_shows_its_actors_and_stances(nlp: Language) -> None:
    analysis = analyse(nlp, sample().read_text(encoding="utf-8"))
    names = {actor.key: actor.name for actor in analysis.actors}
    for name in (
        "Recep Tayyip Erdogan",
        "Bahçeli",
        "Joe Biden",
        "Turkey",
        "United States",
        "NATO",
        "Doğu Perinçek",
        "Israel",
    ):
        assert name in names.values()
    shown = {
        (names[stance.holder], stance.polarity, names[stance.target] if stance.target else str(stance.issue))
        for stance in analysis.stances
    }
    assert shown & {
        ("Recep Tayyip Erdogan", "opposes", "Joe Biden"),
        ("Recep Tayyip Erdogan", "opposes", "United States"),
    }
    assert any(
        holder == "Bahçeli" and polarity == "supports" and "withdrawal from" in what for holder, polarity, what in shown
    )
    assert shown & {
        ("Ned Price", "opposes", "Recep Tayyip Erdogan"),
        ("US State Department", "opposes", "Recep Tayyip Erdogan"),
    }


WORDS = words(
    "Ada Brown Norway Turkish Ankara he she it they who the a of to and not never said criticised supports was "
    'condemned by refused urged president government protesters “ ” " , . ? : — if against with ally US'
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.one_of(st.sampled_from([*sorted(WORDS), "\n", "\n\n"]), st.text(max_size=6)), max_size=40).map(" ".join)
)
def test_any_text_gives_a_sound_analysis(nlp: Language, text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    doc = stances.reader_stances(actors.reader_actors(pipeline.parse(nlp, text)))
    keys = [actor.key for actor in doc._.actors]
    assert len(keys) == len(set(keys))
    spans = [mention.span for actor in doc._.actors for mention in actor.mentions]
    spans += [span for stance in doc._.stances for span in stance.evidence]
    spans += [stance.cue for stance in doc._.stances if stance.cue]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for stance in doc._.stances:
        assert stance.holder in keys
        assert stance.target is None or stance.target in keys
        assert stance.asserted_by is None or stance.asserted_by in keys
        assert stance.target or stance.issue
        assert stance.target != stance.holder
        assert stance.evidence
        assert 0 < stance.confidence <= 1
        assert stance.issue is None or stance.issue in text.replace("\n", " ") or stance.issue in text
    assert set(doc._.entity_actors.values()) <= set(keys)
    assert {quote.actor for quote in doc._.quotes} <= {*keys, None}


def test_a_long_text_takes_linear_work(nlp: Language) -> None:
    def work(sentences: int) -> int:
        doc = pipeline.parse(nlp, "Ada Brown criticised Norway. He supports her plan in Ankara.\n\n" * sentences)
        return calls(lambda: stances.reader_stances(actors.reader_actors(doc)))

    assert work(400) < 9 * work(50)
