"""Reads the corpora of named entities, each in its own format, into Docs with our labels.

Labels that a corpus does not tell apart (peoples from places, say) are told apart by the closed lists of the analysis.
What cannot be decided is marked as missing: the model then learns nothing there.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.tokens import Doc, Span

from tui.analysis.gazetteer import DATA, alias, rows, words
from tui.analysis.training import treebank

SENTENCES = 4
"""Sentences joined to one text, where a corpus knows no paragraphs."""
UNSURE = "?"
"""Label of a span that may or may not be a name."""

_LANDSCAPE = words(
    "river sea ocean lake mount mountain mountains valley gulf strait desert peninsula coast delta east west north "
    "south europe africa asia america balkans caucasus bay basin plateau horn middle eastern western northern southern"
)
_JOINING = words("of the for and de la al el bin von van")
_GMB = {"org": "ORG", "per": "PERSON", "eve": "EVENT", "art": UNSURE, "nat": UNSURE}
_CROSSNER = {
    **dict.fromkeys(("politicalparty", "organisation", "band", "university"), "ORG"),
    **dict.fromkeys(("politician", "person", "writer", "scientist", "musicalartist", "researcher"), "PERSON"),
    **dict.fromkeys(("election", "event"), "EVENT"),
}
_RE3D = {"Organisation": "ORG", "Person": "PERSON", "Location": "place", "Nationality": "people"}
_GUM = {"person": "PERSON", "organization": "ORG", "place": "place", "event": "EVENT"}
_NOT_FREE = ("BBC Online", "Delegation of the European Union to Syria")


class Name(NamedTuple):
    """A labelled span: characters of its text."""

    start: int
    end: int
    label: str


class Text(NamedTuple):
    """A text with its names."""

    text: str
    names: list[Name]


def place(name: str) -> str:
    """LOC for a piece of landscape or a region of the world, GPE for a place that somebody governs."""
    return "LOC" if words(name.lower()) & _LANDSCAPE else "GPE"


def people_or(name: str, otherwise: str) -> str:
    """NORP when `name` is a demonym, GPE when it is a country or capital, else `otherwise`."""
    known = alias(name)
    if known is None:
        return "NORP" if name in _peoples() else otherwise
    if known.kind in ("adjective", "people"):
        return "NORP"
    return "GPE" if known.actor in _countries() and known.kind in ("name", "seat") else otherwise


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(row["name"] for row in json.loads((DATA / "world.json").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    return frozenset(row[0] for row in rows("peoples.txt"))


def join(sentences: Iterable[list[tuple[str, str]]], label: Callable[[str, str], str]) -> Text:
    """Tokens with IOB tags, sentence after sentence, as one text; `label(tag, name)` gives our label, "" for none."""
    text = ""
    names: list[Name] = []
    for sentence in sentences:
        opened = ""
        open_quotes: set[str] = set()
        for number, (word, tag) in enumerate(sentence):
            closing = word in _RIGHT or (word in open_quotes) or (word.startswith("'") and len(word) > 1)
            glued = number and (closing or text.endswith(tuple(_LEFT)) or opened == "quote")
            text += "" if glued or not text else " "
            opened = ""
            if word in ('"', "'"):
                open_quotes ^= {word}
                opened = "quote" if word in open_quotes else ""
            start, text = len(text), text + word
            inside = tag.startswith("I-") and names and names[-1].end >= start - 1 and names[-1].label == tag[2:]
            if inside:
                names[-1] = names[-1]._replace(end=len(text))
            elif tag != "O":
                names.append(Name(start, len(text), tag[2:]))
    renamed = [name._replace(label=label(name.label, text[name.start : name.end])) for name in names]
    return Text(text, [name for name in renamed if name.label])


_RIGHT = words(". , ; : ? ! ) ] % n't ’s ”")
_LEFT = "([$£€“"


def _grouped(sentences: Iterable[list[tuple[str, str]]]) -> Iterator[list[list[tuple[str, str]]]]:
    group: list[list[tuple[str, str]]] = []
    for sentence in sentences:
        group.append(sentence)
        if len(group) == SENTENCES:
            yield group
            group = []
    if group:
        yield group


def _columns(text: str, tag: int) -> Iterator[list[tuple[str, str]]]:
    """Sentences of a file with a token a line and the tag in column `tag`; the word is the column before it."""
    for block in re.split(r"\n\s*\n", text.strip()):
        cells = [line.split() for line in block.split("\n") if line.strip() and not line.startswith("# ")]
        yield [(cell[tag - 1], cell[tag]) for cell in cells if len(cell) > tag]


def gmb(folder: Path) -> Iterator[Text]:
    """Groningen Meaning Bank, as `ner_dataset.zip` holds it: a CSV with a token a row."""

    def label(tag: str, name: str) -> str:
        if tag in ("geo", "gpe"):
            return people_or(name, place(name) if tag == "geo" else "NORP")
        return _GMB.get(tag, "")

    def sentences() -> Iterator[list[tuple[str, str]]]:
        with zipfile.ZipFile(folder / "ner_dataset.zip") as archive, archive.open("ner_dataset.csv") as file:
            sentence: list[tuple[str, str]] = []
            for row in csv.DictReader(io.TextIOWrapper(file, encoding="latin-1")):
                if row["Sentence #"] and sentence:
                    yield sentence
                    sentence = []
                sentence.append((row["Word"], row["Tag"]))
            yield sentence

    return (join(group, label) for group in _grouped(sentences()))


def uner(folder: Path, part: str) -> Iterator[Text]:
    """Universal NER's layer over EWT; `part` is "train" or "dev"."""
    labels = {"PER": "PERSON", "ORG": "ORG"}

    def label(tag: str, name: str) -> str:
        if tag in ("LOC", "OTH"):
            return people_or(name, place(name) if tag == "LOC" else UNSURE)
        return labels.get(tag, "")

    text = (folder / f"en_ewt-ud-{part}.iob2").read_text(encoding="utf-8")
    return (join(group, label) for group in _grouped(_columns(text, 2)))


def crossner(folder: Path) -> Iterator[Text]:
    """CrossNER, all domains and all parts: none of them is used for evaluation."""

    def label(tag: str, name: str) -> str:
        if tag in ("location", "country", "misc"):
            return people_or(name, UNSURE if tag == "misc" else place(name))
        return _CROSSNER.get(tag, UNSURE)

    for path in sorted((folder / "ner_data").glob("*/*.txt")):
        for group in _grouped(_columns(path.read_text(encoding="utf-8"), 1)):
            yield join(group, label)


def wikigold(folder: Path) -> Iterator[Text]:
    """Wikigold, in its CoNLL format."""
    labels = {"PER": "PERSON", "ORG": "ORG"}

    def label(tag: str, name: str) -> str:
        if tag in ("LOC", "MISC"):
            return people_or(name, place(name) if tag == "LOC" else UNSURE)
        return labels[tag]

    text = next(folder.rglob("wikigold.conll.txt")).read_text(encoding="utf-8")
    return (join(group, label) for group in _grouped(_columns(text, 1)))


def re3d(folder: Path) -> Iterator[Text]:
    """re3d, paragraph by paragraph, without the sources whose texts are not free.

    It also marks pronouns, roles and descriptions ("the enemy forces"): whatever is not written like a name is unsure.
    """
    for source in sorted(path for path in folder.iterdir() if path.is_dir() and path.name not in _NOT_FREE):
        marked: dict[str, list[Name]] = {}
        for line in (source / "entities.json").read_text(encoding="utf-8").splitlines():
            entity = json.loads(line)
            label = _RE3D.get(entity["type"])
            if label:
                value = entity["value"]
                if label == "place":
                    label = people_or(value, place(value))
                elif label == "people":
                    label = people_or(value, "NORP")
                label = label if _like_a_name(value) else UNSURE
                marked.setdefault(entity["documentId"], []).append(Name(entity["begin"], entity["end"], label))
        for line in (source / "documents.json").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            names = marked.get(document["_id"], [])
            for match in re.finditer(r"[^\n]+", document["text"]):
                start, end = match.span()
                inside = [Name(a - start, b - start, label) for a, b, label in names if start <= a and b <= end]
                yield Text(match.group(), inside)


def _like_a_name(value: str) -> bool:
    parts = value.split()
    return value[:1].isupper() and all(part[:1].isupper() or part in _JOINING for part in parts) and len(parts) < 9


def gum(folder: Path, part: str) -> Iterator[Text]:
    """Persons, organisations, places and events of GUM whose head is a proper noun."""
    for path in treebank.files(folder, part):
        yield from map(_gum_text, treebank.blocks(path))


_ENTITY = re.compile(r"\((\d+)-(\w+)-([^()]*)(\))?|(\d+)\)")


def _gum_text(sentences: list[str]) -> Text:
    text = ""
    names: list[Name] = []
    for sentence in sentences:
        tokens: list[tuple[int, int, str]] = []
        spans: list[tuple[int, int, str, str]] = []
        opened: dict[str, list[tuple[int, str, str]]] = {}
        cells = [line.split("\t") for line in sentence.split("\n") if not line.startswith("#")]
        for cell in cells:
            if not cell[0].isdigit():
                continue
            tokens.append((len(text), len(text) + len(cell[1]), cell[3]))
            text += cell[1] + ("" if "SpaceAfter=No" in cell[9] else " ")
            entities = next((field[7:] for field in cell[9].split("|") if field.startswith("Entity=")), "")
            for number, kind, rest, closed, closing in _ENTITY.findall(entities):
                if closing:
                    if opened.get(closing):
                        start, kind_, rest_ = opened[closing].pop()
                        spans.append((start, len(tokens), kind_, rest_))
                elif closed:
                    spans.append((len(tokens) - 1, len(tokens), kind, rest))
                else:
                    opened.setdefault(number, []).append((len(tokens) - 1, kind, rest))
        names += _gum_names(text, tokens, spans)
    return Text(text, names)


def _gum_names(text: str, tokens: list[tuple[int, int, str]], spans: list[tuple[int, int, str, str]]) -> list[Name]:
    """The proper nouns around the head of each entity; other proper nouns are unsure, demonyms NORP."""
    taken: dict[int, Name] = {}
    for start, end, kind, rest in sorted(spans, key=lambda span: span[1] - span[0]):
        head = start + int(rest.split("-")[3].split(",")[0]) - 1 if rest.count("-") > 3 else start
        if kind not in _GUM or head >= end or tokens[head][2] != "PROPN":
            continue
        first = last = head
        while first > start and tokens[first - 1][2] == "PROPN":
            first -= 1
        while last + 1 < end and (tokens[last + 1][2] == "PROPN" or _joins(text, tokens, last + 1, end)):
            last += 1
        value = text[tokens[first][0] : tokens[last][1]]
        label = people_or(value, place(value)) if kind == "place" else _GUM[kind]
        name = Name(tokens[first][0], tokens[last][1], label)
        taken.update(dict.fromkeys(range(first, last + 1), name))
    for number, (start, end, pos) in enumerate(tokens):
        if number not in taken and pos in ("PROPN", "ADJ") and text[start].isupper():
            label = people_or(text[start:end], UNSURE if pos == "PROPN" else "")
            if label:
                taken[number] = Name(start, end, label)
    return sorted(set(taken.values()))


def _joins(text: str, tokens: list[tuple[int, int, str]], at: int, end: int) -> bool:
    word = text[tokens[at][0] : tokens[at][1]]
    return word in ("of", "-") and at + 1 < end and tokens[at + 1][2] == "PROPN"


def docs(texts: Iterable[Text]) -> Iterator[Doc]:
    """Docs of the English tokenizer with the names as entities; what is unsure or cuts a token is missing."""
    nlp = spacy.blank("en")
    for text in texts:
        doc = nlp.make_doc(text.text)
        sure: list[Span] = []
        unsure: list[Span] = []
        for name in sorted(text.names, key=lambda name: name.start - name.end):
            span = doc.char_span(name.start, name.end, label=name.label)
            whole = doc.char_span(name.start, name.end, alignment_mode="expand")
            if whole is None or any(whole.start < other.end and other.start < whole.end for other in sure + unsure):
                continue
            if span is None or name.label == UNSURE:
                unsure.append(whole)
            else:
                sure.append(span)
        doc.set_ents(sure, missing=unsure, default="outside")
        yield doc
