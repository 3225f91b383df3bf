"""Names made consistent over an article. "[words|LABEL]" is what must be found; "<words|LABEL>" what the NER said."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc, Span

from tui.analysis import entities

BLANK = English()

RULES = {
    "the full name decides": (
        "<Recep Tayyip Erdogan|PERSON> spoke. <Erdogan|GPE> left.",
        "[Recep Tayyip Erdogan|PERSON] spoke. [Erdogan|PERSON] left.",
    ),
    "a name is found wherever it stands": (
        "<Ada Brown|PERSON> spoke. Then Brown left.",
        "[Ada Brown|PERSON] spoke. Then [Brown|PERSON] left.",
    ),
    "countries and demonyms are known": (
        "In Turkey a Turkish vote failed.",
        "In [Turkey|GPE] a [Turkish|NORP] vote failed.",
    ),
    "the list corrects the NER": (
        "In <Turkey|ORG> it rained.",
        "In [Turkey|GPE] it rained.",
    ),
    "capitals of datelines are known": (
        "TEHRAN – It rained.",
        "[TEHRAN|GPE] – It rained.",
    ),
    "organisations are known": (
        "The NATO summit met.",
        "The [NATO|ORG] summit met.",
    ),
    "the longest listed name wins": (
        "The European Union met.",
        "The [European Union|ORG] met.",
    ),
    "a head noun makes an organisation": (
        "The Ministry of Foreign Affairs agreed.",
        "The [Ministry of Foreign Affairs|ORG] agreed.",
    ),
    "a head noun completes an organisation": (
        "The <National Movement|ORG> Party agreed.",
        "The [National Movement Party|ORG] agreed.",
    ),
    "titles are no part of a name": (
        "<General Yaşar Güler|ORG> spoke.",
        "General [Yaşar Güler|PERSON] spoke.",
    ),
    "a title makes a person": (
        "President Marandovic spoke.",
        "President [Marandovic|PERSON] spoke.",
    ),
    "a title's word in another phrase makes no person": (
        "The Chief of the General Staff spoke.",
        "The Chief of the General Staff spoke.",
    ),
    "a title alone is no name": (
        "The <Interior Minister|ORG> spoke.",
        "The Interior Minister spoke.",
    ),
    "articles and possessives are cut off": (
        "<The Lowtown Herald's|ORG> view counts.",
        "The [Lowtown Herald|ORG]'s view counts.",
    ),
    "punctuation is cut off": (
        "<Lowtown,|GPE> too, voted.",
        "[Lowtown|GPE], too, voted.",
    ),
    "brackets introduce an acronym": (
        "The <Harbour Workers|ORG> (HWX) met. <HWX|GPE> agreed.",
        "The [Harbour Workers|ORG] ([HWX|ORG]) met. [HWX|ORG] agreed.",
    ),
    "'in' speaks for a place": (
        "In <Lowtown|PERSON> it rained. In <Lowtown|GPE> it snowed.",
        "In [Lowtown|GPE] it rained. In [Lowtown|GPE] it snowed.",
    ),
    "words without a capital are no names": (
        "The <harbour|GPE> is closed.",
        "The harbour is closed.",
    ),
}


def read(marked: str) -> Doc:
    """The Doc of `marked` with its "<words|LABEL>" as entities; each capitalised word is a proper noun."""
    plain, names = "", []
    for part in re.split(r"(<[^>]+>)", marked):
        if part.startswith("<"):
            words, label = part[1:-1].split("|")
            names.append((len(plain), len(plain) + len(words), label))
            part = words
        plain += part
    doc = BLANK(plain)
    for token in doc:
        named = token.text[:1].isupper() and not token.is_stop
        token.pos_ = "PROPN" if named else "PUNCT" if token.is_punct else "VERB" if token.text == "spoke" else "NOUN"
        token.dep_ = "dep"
    spans = [doc.char_span(start, end, label=label) for start, end, label in names]
    doc.ents = [span for span in spans if span is not None]
    return doc


def shown(doc: Doc) -> str:
    text = doc.text
    for entity in reversed(doc.ents):
        text = f"{text[: entity.start_char]}[{entity.text}|{entity.label_}]{text[entity.end_char :]}"
    return text


@pytest.mark.parametrize(("given", "expected"), RULES.values(), ids=RULES)
def test_rules(given: str, expected: str) -> None:
    assert shown(entities.reader_entities(read(given))) == expected


NAMES = st.sampled_from(
    [
        "President",
        "General",
        "Brown",
        "Ada",
        "Turkey",
        "Turkish",
        "Ministry",
        "of",
        "the",
        "(",
        "NATO",
        ")",
        "'s",
        ",",
        "Party",
        "\n\n",
        "said",
        "in",
    ]
)


@given(st.lists(NAMES, min_size=1, max_size=20), st.data())
@settings(deadline=None)
def test_any_names_stay_apart(words: list[str], data: st.DataObject) -> None:
    doc = Doc(BLANK.vocab, words=words, pos=["PROPN" if word[0].isupper() else "NOUN" for word in words])
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    doc.ents = [Span(doc, start, end, data.draw(st.sampled_from(["PERSON", "ORG", "GPE", "NORP", "DATE"])))]
    found = entities.find(doc)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert all(entity.text == entity.text.strip() for entity in entities.reader_entities(doc).ents)
