"""Names made consistent over an article. "[words|LABEL]" is what must be found; "<words|LABEL>" what the NER said."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc, Span

from tui.analysis import entities, name_parts

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
    "an acronym is no person": (
        "The vote shows that <HWX|PERSON> is strong.",
        "The vote shows that [HWX|ORG] is strong.",
    ),
    "a common acronym is no name": (
        "The <CEO|ORG> left.",
        "The CEO left.",
    ),
    "a lone head noun is no name": (
        "The <Agency|ORG> left.",
        "The Agency left.",
    ),
    "a hyphen ties a given name together": (
        "<Lam Chung|PERSON>-wang left.",
        "[Lam Chung-wang|PERSON] left.",
    ),
    "a hyphen ties a family name together": (
        "The lawyer <Amin|PERSON>-Gvirel left.",
        "The lawyer [Amin-Gvirel|PERSON] left.",
    ),
    "what a hyphen adds may be no name": (
        "A <Brown|PERSON>-led party and a <Brown|PERSON>-backed strike failed.",
        "A [Brown|PERSON]-led party and a [Brown|PERSON]-backed strike failed.",
    ),
    "a nationality is no part of a person's name": (
        "The <Iraqi Ada Brown|PERSON> won.",
        "The [Iraqi|NORP] [Ada Brown|PERSON] won.",
    ),
    "a capital within the sentence makes the article part of the name": (
        "They told The <Lowtown Herald|ORG>. The <Lowtown Herald|ORG> agreed.",
        "They told [The Lowtown Herald|ORG]. [The Lowtown Herald|ORG] agreed.",
    ),
    "a head noun makes a place": (
        "The <Ada Brown Bridge|ORG> fell, and Lowtown County paid.",
        "The [Ada Brown Bridge|LOC] fell, and [Lowtown County|GPE] paid.",
    ),
    "a hyphen and an 'and' lead into a head noun": (
        "The Anti-Corruption Commission met the Food and Water Authority.",
        "The [Anti-Corruption Commission|ORG] met the [Food and Water Authority|ORG].",
    ),
    "common nouns end no organisation's name": (
        "The <Lowtown Herald group|ORG> met.",
        "The [Lowtown Herald|ORG] group met.",
    ),
    "a person may be called Park": (
        "<Ada Park|PERSON> left.",
        "[Ada Park|PERSON] left.",
    ),
    "a minister's field is no part of the name": (
        "The Minister of <Energy and Water Ada Brown|ORG> left.",
        "The Minister of Energy and Water [Ada Brown|PERSON] left.",
    ),
    "a part has the extent of the full name": (
        "<Ada Brown|PERSON> left. Then Ada <Brown|PERSON> came.",
        "[Ada Brown|PERSON] left. Then [Ada Brown|PERSON] came.",
    ),
    "words before a name speak for a place": (
        "The people of <Lowtown|PERSON> left.",
        "The people of [Lowtown|GPE] left.",
    ),
    "words before a name speak for an organisation": (
        "The newspaper <Lowtown|GPE> closed.",
        "The newspaper [Lowtown|ORG] closed.",
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


PARTS = {
    "the country in an organisation's name": (
        "the <Turkish Foreign Ministry|ORG> met",
        "the [Turkish|NORP] [Foreign Ministry|ORG] met",
    ),
    "the country at its end": (
        "the <Central Bank of Kenya|ORG> met",
        "the [Central Bank of|ORG] [Kenya|GPE] met",
    ),
    "a place of the article": (
        "in <Lowtown|GPE> the <Lowtown Police|ORG> met",
        "in [Lowtown|GPE] the [Lowtown|GPE] [Police|ORG] met",
    ),
    "a company keeps its country": (
        "the <Kenya Airways|ORG> met",
        "the [Kenya Airways|ORG] met",
    ),
    "a university keeps its place": (
        "in <Lowtown|GPE> the <University of Lowtown|ORG> met",
        "in [Lowtown|GPE] the [University of Lowtown|ORG] met",
    ),
    "a party keeps its people": (
        "the <Turkish Labour Party|ORG> met",
        "the [Turkish Labour Party|ORG] met",
    ),
    "a faith is part of a name": (
        "the <Islamic Army|ORG> met",
        "the [Islamic Army|ORG] met",
    ),
    "a listed organisation stays whole": (
        "the <European Union|ORG> met",
        "the [European Union|ORG] met",
    ),
    "a person's name stays whole": (
        "then <Jordan Brown|PERSON> spoke",
        "then [Jordan Brown|PERSON] spoke",
    ),
}


@pytest.mark.parametrize(("given", "expected"), PARTS.values(), ids=PARTS)
def test_countries_within_names(given: str, expected: str) -> None:
    doc = read(given)
    parts = name_parts.apart(doc, [(entity.start, entity.end, entity.label_) for entity in doc.ents])
    doc.ents = [Span(doc, start, end, label) for start, end, label in parts]
    assert shown(doc) == expected


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


@pytest.mark.parametrize("end", [2, 3])
def test_titles_before_a_gap_leave_no_gap_at_the_edge(end: int) -> None:
    doc = Doc(BLANK.vocab, words=["President", "\n\n", "Brown"], pos=["PROPN", "SPACE", "PROPN"])
    doc.ents = [Span(doc, 0, end, "PERSON")]
    assert all(entity.text == entity.text.strip() for entity in entities.reader_entities(doc).ents)


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
