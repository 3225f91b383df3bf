"""Closed lists of political fact: countries with their capitals, demonyms and leaders, and well-known metonyms.

Sources: the World Factbook (`data/world.json`), own lists (`data/metonyms.tsv`, `data/leaders.tsv`).
"""

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

DATA = Path(__file__).parent / "data"

AliasKind = Literal["name", "adjective", "people", "seat"]


class Alias(NamedTuple):
    """What a word stands for."""

    actor: str
    """The usual name of the country or organisation."""
    kind: AliasKind
    """Its name, its adjective ("Turkish"), its people ("Turks") or its seat of government ("Ankara")."""


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """`text` without diacritics and case: "Erdoğan" and "Erdogan" fold alike."""
    text = (
        text.replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L").replace("đ", "d")
    )
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def rows(name: str) -> list[list[str]]:
    """The rows of a tab-separated word list in `data/`, without its heading and `#` comments."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    return [line.split("\t") for line in (kept[1:] if name.endswith(".tsv") else kept)]


def words(text: str) -> frozenset[str]:
    """The words of `text` as a set: a short word list inside the code."""
    return frozenset(text.split())


@lru_cache(maxsize=1)
def _aliases() -> dict[str, Alias]:
    found: dict[str, Alias] = {}
    doubtful: set[str] = set()
    for row in json.loads((DATA / "world.json").read_text(encoding="utf-8")):
        listed: list[tuple[str, AliasKind]] = [(name, "name") for name in row["names"]]
        listed += [(word, "adjective") for word in row["adjectives"]]
        listed += [(word, "people") for word in row["nouns"] if word not in row["adjectives"]]
        listed += [(row["capital"], "seat")] if row["capital"] else []
        for text, kind in listed:
            alias = Alias(row["name"], kind)
            known = found.setdefault(text, alias)
            if known.actor != alias.actor and known.kind != "name":
                doubtful.add(text)
    for text in doubtful:
        del found[text]
    for text, actor, kind_ in rows("metonyms.tsv"):
        found[text] = Alias(actor, kind_)  # type: ignore[arg-type]  # the file's column holds the four kinds
    return found


_POSSESSIVE = re.compile(r"['’]s?$")


def alias(text: str) -> Alias | None:
    """The country or well-known organisation that `text` (a name, demonym or capital; case matters) stands for."""
    text = _POSSESSIVE.sub("", " ".join(text.split()))
    text = text[4:] if text.lower().startswith("the ") else text
    return _aliases().get(text)


@lru_cache(maxsize=1)
def _folded() -> dict[str, str]:
    return {fold(text): known.actor for text, known in _aliases().items() if known.kind != "seat"}


def land_of(word: str) -> str | None:
    """The country that a folded name or adjective stands for; letter case is lost, so it must stand in a name."""
    return _folded().get(word)


@lru_cache(maxsize=1)
def _leaders() -> dict[str, str]:
    found: dict[str, str] = {}
    surnames: dict[str, set[str]] = {}
    for row in json.loads((DATA / "world.json").read_text(encoding="utf-8")):
        for name in row["leaders"]:
            found[fold(name)] = row["name"]
    for name, actor in rows("leaders.tsv"):
        found[fold(name)] = actor
    for name, actor in found.items():
        surnames.setdefault(name.split()[-1], set()).add(actor)
    return found | {
        name: actors.copy().pop() for name, actors in surnames.items() if len(actors) == 1 and len(name) > 3
    }


def led_by(name: str) -> str | None:
    """The country whose head of state or government `name` is or was; a bare surname counts if it is unmistakable."""
    return _leaders().get(fold(name))


@lru_cache(maxsize=1)
def _media() -> frozenset[str]:
    return frozenset(row[0] for row in rows("media.txt"))


def is_medium(name: str) -> bool:
    """Whether an organisation of this name is a newspaper, broadcaster or news agency."""
    last = fold(name).split()[-1:]
    return bool(last) and last[0] in _media()


@lru_cache(maxsize=1)
def parties() -> frozenset[str]:
    """Folded names and acronyms of political parties."""
    found = set()
    for row in json.loads((DATA / "world.json").read_text(encoding="utf-8")):
        for name, acronym in row["parties"]:
            found.add(fold(name))
            if len(acronym) > 2:
                found.add(fold(acronym))
    return frozenset(found)
