"""Whether a sentence speaks well or ill of somebody whom it names: "[Ada Brown]" marks the target."""

from dataclasses import replace

import pytest
from spacy.language import Language

from tests.evaluation.polarity import score_polarity
from tui.analysis import tone
from tui.analysis.arguments import Endpoint
from tui.analysis.claim import Claim
from tui.analysis.target_polarity import POLARITIES, probabilities
from tui.model import Polarity

JUDGED: list[tuple[str, Polarity]] = [
    ("Critics attacked [Ada Brown] as corrupt and incompetent.", "opposes"),
    ("[Ada Brown] is a disgrace to this country.", "opposes"),
    ("[Ada Brown] lied to the public and broke the law.", "opposes"),
    ("[Ada Brown] is a brilliant leader who saved many lives.", "supports"),
    ("Voters praised [Ada Brown] for her courage and honesty.", "supports"),
    ("[Ada Brown] arrived in the capital on Monday.", "neutral"),
    ("The committee will meet on Monday, said [Ada Brown].", "neutral"),
]


def judged(nlp: Language, marked: str) -> dict[Polarity, float]:
    text = marked.replace("[", "").replace("]", "")
    start = marked.index("[")
    target = nlp(text).char_span(start, marked.index("]") - 1)
    assert target is not None
    return probabilities(target)


@pytest.mark.parametrize(("marked", "polarity"), JUDGED)
def test_what_is_said_of_somebody(nlp: Language, marked: str, polarity: Polarity) -> None:
    found = judged(nlp, marked)
    assert max(found, key=lambda one: found[one]) == polarity


def test_probabilities_add_up(nlp: Language) -> None:
    found = judged(nlp, "Voters praised [Ada Brown].")
    assert tuple(found) == POLARITIES
    assert sum(found.values()) == pytest.approx(1)


def test_negation_takes_praise_back(nlp: Language) -> None:
    praised, denied = (judged(nlp, f"Voters {did} [Ada Brown].") for did in ("supported", "did not support"))
    assert praised["supports"] > denied["supports"]


def test_a_model_without_vectors_is_judged_by_words_alone(nlp: Language) -> None:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    known = nlp("[Ada Brown is a disgrace to this country.")[1:]
    plain = Doc(
        Vocab(),
        words=[token.text for token in known],
        pos=[token.pos_ for token in known],
        tags=[token.tag_ for token in known],
        lemmas=[token.lemma_ for token in known],
        deps=[token.dep_ for token in known],
        heads=[token.head.i - 1 for token in known],
    )
    found = probabilities(plain[0:2])
    assert found["opposes"] > found["supports"]


@pytest.mark.parametrize(("polarity", "contradicted"), [("supports", True), ("opposes", False), ("neutral", False)])
def test_the_tone_of_its_sentence_may_contradict_a_claim(nlp: Language, polarity: Polarity, contradicted: bool) -> None:
    doc = nlp("Ada Brown is a disgrace to this country.")
    claim = Claim("karl-lind", Endpoint("ada-brown", None, 1), polarity, "praises", (2, 3), 0.7)
    assert tone.contradicted(doc, claim) == contradicted
    assert not tone.contradicted(doc, replace(claim, endpoint=Endpoint(None, None, 1)))


def test_each_polarity_is_scored_alone() -> None:
    scores = score_polarity([("opposes", "opposes"), ("opposes", "neutral"), ("supports", "opposes")])
    assert (scores["opposes"].precision, scores["opposes"].recall) == (0.5, 0.5)
    assert (scores["supports"].gold, scores["supports"].found, scores["supports"].f1) == (1, 0, 0)
    assert (scores["neutral"].precision, scores["neutral"].gold) == (0, 0)
