"""Turns the World Factbook (CC0) into the closed list of countries that the analysis and the training use.

The list holds, for every country: its names, demonyms, capital, leaders and parties.
"""

import html
import json
import re
from pathlib import Path
from typing import Any

_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
_TITLES = re.compile(
    r"^(?:(?:overall|interim|acting|caretaker|transitional|vice|president|prime|minister|premier|king|queen|emperor|sultan|amir|emir|"
    r"prince|princess|grand|duke|pope|chancellor|federal|chairman|chairperson|head|chief|executive|governor|general|gen|lt|col|maj|dr|"
    r"captain|of|the|state|government|council|ministers|cabinet|leader|supreme|taliban|taoiseach|presidential|leadership|secretary|"
    r"crown|sir|lady|his|her|majesty|highness|excellency|sovereign|counsellor|sheikh|shaykh|administrator|commissioner)\b\.?\s*)+",
    re.IGNORECASE,
)


def build(factbook: Path) -> list[dict[str, Any]]:
    """Reads every country file under `factbook`; returns rows sorted by name.

    A row is {"name", "names", "nouns", "adjectives", "capital", "leaders", "parties": [[name, acronym or ""], ...]}.
    """
    rows = []
    for path in sorted(factbook.glob("*/*.json")):
        if path.parent.name in ("world", "oceans", "meta", "antarctica"):
            continue
        page = json.loads(path.read_text(encoding="utf-8"))
        if row := _row(page):
            rows.append(row)
    return sorted(rows, key=lambda row: str(row["name"]))


def _text(page: dict[str, Any], *keys: str) -> str:
    value: Any = page
    for key in (*keys, "text"):
        value = value.get(key) if isinstance(value, dict) else None
    return html.unescape(re.sub(r"<[^>]+>", "\n", value)) if isinstance(value, str) else ""


def _clean(name: str) -> str:
    name = _PARENTHESIS.sub("", name).split(";")[0].split("\n")[0].strip()
    return "" if name.lower() in ("none", "") else name


def _row(page: dict[str, Any]) -> dict[str, Any] | None:
    country = ("Government", "Country name")
    short = _clean(_text(page, *country, "conventional short form"))
    long = _clean(_text(page, *country, "conventional long form"))
    if short.count(",") == 1:
        short = " ".join(reversed([part.strip() for part in short.split(",")]))
    if not (short or long):
        return None
    return {
        "name": short or long,
        "names": sorted({name for name in (short, long) if name}),
        "nouns": _nouns(_text(page, "People and Society", "Nationality", "noun")),
        "adjectives": _adjectives(_text(page, "People and Society", "Nationality", "adjective")),
        "capital": re.split(r"\s+in\s+|,|\s+is\s", _clean(_text(page, "Government", "Capital", "name")))[0],
        "leaders": _leaders(page),
        "parties": _parties(_text(page, "Government", "Political parties")),
    }


def _nouns(text: str) -> list[str]:
    """`Turk(s)` -> Turk, Turks; `Frenchman(men), Frenchwoman(women)` -> the four forms."""
    found: list[str] = []
    for part in re.split(r"[,;]| or ", text.split("\n")[0]):
        match = re.match(r"\s*([A-Z][\w'’ -]*?)\s*(?:\(([^)]*)\))?\s*$", part)
        if not match:
            continue
        word, ending = match.group(1), match.group(2) or ""
        found.append(word)
        if ending in ("s", "es"):
            found.append(word + ending)
        elif ending in ("men", "women"):
            found.append(re.sub(r"(wo)?man$", ending, word))
    return sorted(set(found))


def _adjectives(text: str) -> list[str]:
    parts = re.split(r"[,;]| or ", _PARENTHESIS.sub("", text.split("\n")[0]))
    return sorted({part.strip() for part in parts if re.fullmatch(r"\s*[A-Z][\w'’ -]+", part)})


def _leaders(page: dict[str, Any]) -> list[str]:
    found = set()
    for office in ("chief of state", "head of government"):
        for part in _text(page, "Government", "Executive branch", office).split(";")[:2]:
            name = part.split(" of the ")[0] if "King" in part else part
            match = re.search(r"(.*?)\s*\(since", name)
            if match:
                name = re.sub(r"^represented by\s+", "", match.group(1).strip())
                name = _TITLES.sub("", name).split(",")[0].strip()
                words = [_cased(word) for word in name.split()]
                if 1 < len(words) <= 5 and not any(word.islower() and len(word) > 4 for word in words):
                    found.add(" ".join(words))
    return sorted(found)


def _cased(word: str) -> str:
    """The Factbook prints family names in capitals: ERDOGAN -> Erdogan; III and initials stay."""
    if word.isupper() and len(word) > 2 and not re.fullmatch(r"[IVX]+", word):
        return word.title()
    return word


def _parties(text: str) -> list[list[str]]:
    found = []
    for line in text.split("\n"):
        match = re.fullmatch(r"([A-Z][^:;]{3,60}?)(?:\s+or\s+([A-Z][\w-]{1,9}))?", _PARENTHESIS.sub("", line).strip())
        if match and re.search(
            r"Part(?:y|ies)|Movement|Front|Union|Alliance|Congress|League|Democrat|Coalition|Labou?r|Rally|Bloc",
            match.group(1),
        ):
            found.append([match.group(1), match.group(2) or ""])
    return found


def write(factbook: Path, target: Path) -> None:
    """Writes the rows of `build` to `target`, one country a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in build(factbook))
    target.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
