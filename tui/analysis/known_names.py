"""Closed lists of names: countries, capitals, demonyms, leaders, parties, organisations, titles.

Sources: the World Factbook (`data/world.json`, CC0) and own lists (`data/*.txt`).
"""

import json
from collections.abc import Iterator
from functools import lru_cache

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tui.analysis.gazetteer import DATA, rows

_TOO_COMMON = frozenset(
    ["Akrotiri", "Jersey", "Niue", "Montserrat", "Valley", "Road Town", "Flying Fish Cove", "San Juan"]
)
"""Names of small places that mean something else more often."""


@lru_cache(maxsize=1)
def labels() -> dict[str, str]:
    """From each listed name, as it is written, to PERSON, ORG, GPE, LOC or NORP."""
    found: dict[str, str] = {}
    for row in json.loads((DATA / "world.json").read_text(encoding="utf-8")):
        found |= {_name(leader): "PERSON" for leader in row["leaders"] if " " in leader}
        found |= {party: "ORG" for party, _ in row["parties"] if " " in party and " or " not in party}
        found |= {word: "NORP" for word in (*row["nouns"], *row["adjectives"]) if word[:1].isupper()}
        found |= {place: "GPE" for place in (*row["names"], row["capital"]) if place}
    for name in ("organisations", "places", "peoples"):
        label = {"organisations": "ORG", "places": "GPE", "peoples": "NORP"}[name]
        found |= {line[0]: label for line in rows(f"{name}.txt")}
    for name in _TOO_COMMON:
        found.pop(name, None)
    return found


def _name(leader: str) -> str:
    """The factbook writes family names in capitals: "XI Jinping"."""
    return " ".join(part.capitalize() if part.isupper() and len(part) > 2 else part for part in leader.split())


@lru_cache(maxsize=1)
def titles() -> frozenset[tuple[str, ...]]:
    """Words that stand before a person's name, lower case, without full stops."""
    return frozenset(tuple(line[0].lower().rstrip(".").split()) for line in rows("titles.txt"))


@lru_cache(maxsize=1)
def common_acronyms() -> frozenset[str]:
    """Acronyms that are no names: "CEO", "GDP"."""
    return frozenset(line[0] for line in rows("common_acronyms.txt"))


@lru_cache(maxsize=1)
def _matcher(vocab: Vocab) -> PhraseMatcher:
    tokenizer = English(vocab=vocab).tokenizer
    by_label: dict[str, list[Doc]] = {}
    for name, label in labels().items():
        by_label.setdefault(label, []).append(tokenizer(name))
        if len(name) > 3 and label == "GPE":
            by_label[label].append(tokenizer(name.upper()))
    matcher = PhraseMatcher(vocab)
    for label, phrases in by_label.items():
        matcher.add(label, phrases)
    return matcher


def matches(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """The listed names in `doc` as (first token, end token, label); the longest where they overlap, in order."""
    strings = doc.vocab.strings
    found = sorted(_matcher(doc.vocab)(doc), key=lambda match: (match[1], -match[2]))
    position = 0
    for label, start, end in found:
        if start >= position:
            yield start, end, strings[label]
            position = end
