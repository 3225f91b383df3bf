"""How corpora become texts with names, how names are invented, and how the judges of attributions are trained."""

import importlib.util
import random
from pathlib import Path

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Span

from tests.evaluation import gold
from tui.analysis import pipeline
from tui.analysis.gazetteer import DATA
from tui.analysis.training import attributions, named_texts, treebank, vectors
from tui.analysis.training.conventions import harmonise
from tui.analysis.training.invented import Names
from tui.analysis.training.named_texts import Name, Text

CONLLU = """# newdoc id = one
# text = Ada Brown's plan, I think, failed.
1	Ada	Ada	PROPN	NNP	Number=Sing	4	nmod:poss	_	Entity=(1-person-new-nnnnn-cf1-1,2-sgl
2	Brown	Brown	PROPN	NNP	Number=Sing	1	flat	_	Entity=1)|SpaceAfter=No
3	's	's	PART	POS	_	1	case	_	_
4	plan	plan	NOUN	NN	Number=Sing	9	nsubj	_	SpaceAfter=No
5	,	,	PUNCT	,	_	7	punct	_	_
6	I	I	PRON	PRP	_	7	nsubj	_	_
7	think	think	VERB	VBP	_	9	parataxis	_	SpaceAfter=No
8	,	,	PUNCT	,	_	7	punct	_	_
9	failed	fail	VERB	VBD	_	0	root	_	SpaceAfter=No
10	.	.	PUNCT	.	_	9	punct	_	_

# text = Turkish Lira fell.
1	Turkish	Turkish	ADJ	JJ	_	2	amod	_	_
2	Lira	Lira	PROPN	NNP	_	3	nsubj	_	_
3	fell	fall	VERB	VBD	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_
"""


@pytest.fixture
def gum(tmp_path: Path) -> Path:
    """A treebank's repository with one free file, and one that is not free."""
    lists, sources = (tmp_path / "not-to-release" / name for name in ("file-lists", "sources"))
    lists.mkdir(parents=True)
    sources.mkdir()
    (lists / "files.train").write_text("GUM_news_one\nGUM_reddit_two\n", encoding="utf-8")
    for name in ("news_one", "reddit_two"):
        (sources / f"GUM_{name}.conllu").write_text(CONLLU, encoding="utf-8")
    return tmp_path


def test_a_treebank_gives_its_free_texts_as_annotated_docs(gum: Path) -> None:
    (doc,) = treebank.read(gum, "train")
    assert doc.text.strip() == "Ada Brown's plan, I think, failed. Turkish Lira fell."
    assert [sentence.root.text for sentence in doc.sents] == ["failed", "fell"]
    assert doc[8].tag_ == "VBD"


def test_names_in_gum_are_those_with_a_proper_noun_for_a_head(gum: Path) -> None:
    (text,) = named_texts.gum(gum, "train")
    assert [(text.text[name.start : name.end], name.label) for name in text.names] == [
        ("Ada Brown", "PERSON"),
        ("Turkish", "NORP"),
        ("Lira", named_texts.UNSURE),
    ]


def test_tokens_are_joined_as_people_write() -> None:
    written = "He said : \" We ca n't pay $ 5 ( or more ) , \" in Turkey 's name ."
    joined = named_texts.join([[(token, "O") for token in written.split()]], lambda tag, name: tag)
    assert joined.text == "He said: \"We can't pay $5 (or more),\" in Turkey's name."


def test_labels_are_told_apart_by_the_closed_lists() -> None:
    sentence = [
        ("French", "B-gpe"),
        ("troops", "O"),
        ("left", "O"),
        ("Kenya", "B-gpe"),
        ("for", "O"),
        ("Alta", "B-geo"),
    ]
    joined = named_texts.join([sentence], lambda tag, name: named_texts.people_or(name, named_texts.place(name)))
    assert [name.label for name in joined.names] == ["NORP", "GPE", "GPE"]
    assert named_texts.place("Lower Alta River") == "LOC"


def test_what_cuts_a_token_or_is_unsure_is_left_out_of_the_training() -> None:
    text = Text("Brown met the Senate-men and Ada", [Name(0, 5, "PERSON"), Name(14, 18, "ORG"), Name(29, 32, "?")])
    (doc,) = named_texts.docs([text])
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Brown", "PERSON")]
    assert {token.text for token in doc if token.ent_iob == 0} >= {"Ada"}
    assert doc[1].ent_iob_ == "O"


def test_corpora_follow_one_convention() -> None:
    nlp = spacy.blank("en")
    doc = nlp("Then President Ada Brown of the Turkish Labour Party spoke.")
    doc.ents = [Span(doc, 1, 4, "PERSON"), Span(doc, 5, 9, "ORG")]
    assert [(entity.text, entity.label_) for entity in harmonise(doc).ents] == [
        ("Ada Brown", "PERSON"),
        ("Turkish Labour Party", "ORG"),
    ]


@pytest.mark.parametrize("label", ["PERSON", "ORG", "GPE", "NORP", "EVENT"])
def test_invented_names_are_like_the_names_that_they_replace(label: str) -> None:
    names = Names(DATA / "world.json", random.Random(1))
    doc = spacy.blank("en")("the Alta Brown")
    short, long = Span(doc, 2, 3, label), Span(doc, 1, 3, label)
    invented = [names.like(span) for _ in range(50) for span in (short, long)]
    assert all(name == name.strip() and name for name in invented)
    assert (len(set(invented)) > 20) == (label != "EVENT")


def test_rare_words_share_the_centre_of_their_cluster() -> None:
    points = numpy.array([[1, 0], [0.99, 0.14], [0, 1], [0.14, 0.99]], dtype=numpy.float32)
    centres, nearest = vectors.cluster(points, 2)
    assert nearest[0] == nearest[1] != nearest[2] == nearest[3]
    assert numpy.allclose(numpy.linalg.norm(centres, axis=1), 1)


@pytest.mark.skipif(importlib.util.find_spec("sklearn") is None, reason="the training alone needs scikit-learn")
def test_the_judges_learn_from_marked_articles(nlp: Language) -> None:
    found = []
    for record in gold.read_quotes(gold.OWN)[1:3]:
        marked = [
            {"content": [list(span) for span in quote.content], "cue": [list(span) for span in quote.cue or ()]}
            for quote in record.quotes
        ]
        found += attributions.examples(pipeline.parse(nlp, record.text), marked)
    assert 5 < sum(example.is_attribution for example in found) < len(found) / 2
    learnt = attributions.train(found)
    assert learnt["cue"]["say/VERB"] == 1
    assert any("say/VERB" in feature for feature in learnt["attribution"])
