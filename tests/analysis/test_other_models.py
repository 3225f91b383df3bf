"""READER_MODEL: pipelines of other makers are adapted to the rules, or refused in one plain sentence."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from tui.analysis import entity_labels, model_check, pipeline
from tui.analysis.convert import to_analysis
from tui.analysis.document import analyse, rules
from tui.errors import AnalysisError

PIPES = ("tagger", "parser", "attribute_ruler", "trainable_lemmatizer", "ner")
TEXT = (
    "Ada Brown said on Monday that the harbour was a mistake.\n\nShe is opposed to it, and to the Harbour Act of 2016."
)

Keep = Callable[..., Path]


@cache
def untrained(pipes: tuple[str, ...], dependencies: tuple[str, ...], entities: tuple[str, ...]) -> Language:
    """A pipeline in the order and with the labels of spaCy's models, or of others."""
    nlp = spacy.blank("en", meta={"name": "test"})
    for name in pipes:
        nlp.add_pipe(name)
    for name, labels in (("tagger", ("NN", "VBD", "IN")), ("parser", dependencies), ("ner", entities)):
        for label in labels:
            nlp.get_pipe(name).add_label(label)  # type: ignore[attr-defined]
    known = {"lemmas": ["it", "be"], "pos": ["PRON", "AUX"]}
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("it was"), known)] * 3)
    return nlp


@pytest.fixture
def keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keep:
    """Writes such a pipeline with the changes to meta.json given as keywords, and chooses it."""

    def write(
        pipes: tuple[str, ...] = PIPES,
        dependencies: tuple[str, ...] = ("nsubj", "dobj", "prep", "pobj", "attr", "ROOT", "punct"),
        entities: tuple[str, ...] = ("PERSON", "DATE", "LAW", "MONEY"),
        **meta: object,
    ) -> Path:
        model = tmp_path / "model"
        untrained(pipes, dependencies, entities).to_disk(model)
        file = model / "meta.json"
        file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | meta), encoding="utf-8")
        monkeypatch.setenv("READER_MODEL", str(model))
        return model

    return write


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def refused() -> str:
    with pytest.raises(AnalysisError) as raised:
        pipeline.load()
    sentence = str(raised.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.filterwarnings("ignore:.*W036")  # an attribute ruler without rules
def test_a_model_with_clear_labels_is_adapted(keep: Keep) -> None:
    keep()
    nlp = pipeline.load()
    assert nlp.pipe_names == [
        "tagger",
        "parser",
        "attribute_ruler",
        "reader_clear_style",
        "reader_finite_verbs",
        "trainable_lemmatizer",
        "ner",
        "reader_entity_labels",
    ]
    analysis = analyse(nlp, TEXT)
    assert analysis.engine == pipeline.engine() == f"test 0.0.0+{pipeline.RULES}"
    assert {entity.label for entity in analysis.entities} <= {
        "PERSON",
        "ORG",
        "GPE",
        "LOC",
        "NORP",
        "EVENT",
        "DATE",
        "LAW",
    }


def test_without_an_attribute_ruler_the_tree_is_adapted_behind_the_parser(keep: Keep) -> None:
    keep(("ner", "tagger", "morphologizer", "parser", "trainable_lemmatizer"), entities=("PER", "LOC"))
    assert pipeline.load().pipe_names == [
        "ner",
        "reader_entity_labels",
        "tagger",
        "morphologizer",
        "reader_whole_names",
        "parser",
        "reader_clear_style",
        "reader_finite_verbs",
        "trainable_lemmatizer",
    ]


def test_a_model_with_universal_dependencies_and_known_names_is_taken_as_it_is(keep: Keep) -> None:
    keep(dependencies=("nsubj", "obj", "obl", "ROOT"), entities=("PERSON", "GPE"))
    assert set(pipeline.load().pipe_names) - set(PIPES) == {"reader_finite_verbs"}


def test_the_shipped_model_is_taken_as_it_is(nlp: Language) -> None:
    assert not {"reader_clear_style", "reader_entity_labels"} & set(nlp.pipe_names)


@pytest.mark.parametrize(
    ("without", "words"),
    [
        ("tagger", "has no tagger:"),
        ("parser", "has no parser:"),
        ("ner", "has no ner:"),
        ("attribute_ruler", "has no morphologizer or attribute_ruler:"),
        ("trainable_lemmatizer", "has no lemmatizer:"),
    ],
)
def test_a_component_that_is_switched_off_is_missing(keep: Keep, without: str, words: str) -> None:
    edit(keep() / "config.cfg", "disabled = []", f'disabled = ["{without}"]')
    assert words in refused()


def test_all_missing_components_are_named() -> None:
    with pytest.raises(AnalysisError, match=r"has no tagger and no parser and no ner and no .* and no lemmatizer: "):
        model_check.check_components(spacy.blank("en"))


def test_a_parser_of_another_school_is_refused(keep: Keep) -> None:
    keep(dependencies=("SBJ", "OBJ", "ROOT"))
    assert "Universal Dependencies" in refused()


def test_another_language_is_refused_before_anything_is_loaded(keep: Keep) -> None:
    model = keep(lang="de")
    assert "de_test is made for the language 'de'" in refused()
    (model / "config.cfg").unlink()
    with pytest.raises(AnalysisError, match="English"):
        pipeline.engine()


def test_a_missing_package_is_named(keep: Keep) -> None:
    model = keep(name="web_trf", requirements=["spacy-no-such-transformers>=0.2.2,<1.0.0", "spacy>=3.8"])
    edit(model / "config.cfg", 'factory = "tagger"', 'factory = "no_such_transformer"')
    assert "en_web_trf needs spacy-no-such-transformers: install it" in refused()


@pytest.mark.filterwarnings("ignore:.*W095")  # spaCy's own, longer words for it
def test_a_model_for_another_spacy_is_told_so(keep: Keep) -> None:
    model = keep(spacy_version=">=2.2.0,<2.3.0")
    (model / "config.cfg").unlink()
    assert "en_test is made for spaCy >=2.2.0,<2.3.0, and this is spaCy 3." in refused()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"name": "x"}', "\0"])
def test_a_broken_description(keep: Keep, content: str) -> None:
    (keep() / "meta.json").write_text(content, encoding="utf-8")
    assert "install it again" in refused()


def test_broken_weights(keep: Keep) -> None:
    (keep() / "parser" / "model").write_bytes(b"\x93no weights")
    assert "en_test cannot be loaded (" in refused()


def test_a_long_message_of_a_library_is_cut() -> None:
    sentence = str(model_check.not_loaded({"lang": "en", "name": "test"}, ValueError("one\n\ntwo " * 500)))
    assert len(sentence) < 300
    assert "\n" not in sentence


def test_labels_are_judged_shown_or_dropped() -> None:
    nlp = spacy.blank("en")
    words = ["Ada", "Brown", "paid", "5", "euros", "on", "Monday", "under", "the", "Harbour", "Act"]
    ents = ["B-PER", "I-PER", "O", "B-MONEY", "I-MONEY", "O", "B-DATE", "O", "O", "B-LAW", "I-LAW"]
    doc = Doc(nlp.vocab, words=words, ents=ents, pos=["PROPN", "PROPN", "VERB", *["NOUN"] * 8], tags=["NN"] * 11)
    doc.set_ents(list(doc.ents))
    for token in doc:
        token.dep_, token.head = "dep", doc[2]
    doc = rules(nlp.vocab)(entity_labels.reader_entity_labels(doc))
    shown = [(doc.text[slice(*entity.span)], entity.label) for entity in to_analysis(doc, "hand 1").entities]
    assert shown == [("Ada Brown", "PERSON"), ("Monday", "DATE"), ("Harbour Act", "LAW")]
    assert [actor.name for actor in doc._.actors] == ["Ada Brown"]


def test_what_the_rules_found_wins_over_what_is_only_shown() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["Tokyo", "Tower", "Friday"], ents=["B-FAC", "I-FAC", "B-DATE"])
    doc = entity_labels.reader_entity_labels(doc)
    assert [entity.label_ for entity in entity_labels.entities(doc)] == ["FAC", "DATE"]
    doc.set_ents([doc.char_span(0, 5, label="GPE")])  # type: ignore[list-item]  # these characters are a token
    assert [(entity.text, entity.label_) for entity in entity_labels.entities(doc)] == [
        ("Tokyo", "GPE"),
        ("Friday", "DATE"),
    ]
