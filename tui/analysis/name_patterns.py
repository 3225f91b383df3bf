"""Names that show by their own words what they are: "the Ministry of Foreign Affairs", "General Yaşar Güler"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tui.analysis.gazetteer import rows
from tui.analysis.known_names import titles

_LINES = [line[0] for line in rows("organisation_heads.txt")]
HEADS = frozenset(line.lstrip("+") for line in _LINES)
"""Last words of the names of organisations."""
_WITH_OF = frozenset(line[1:] for line in _LINES if line.startswith("+"))
_NO_SURNAMES = frozenset(["Affairs", "Election", "Elections", "House", "Staff", "State", "Strike"])
"""Capitalised words behind "General", "Chief", "Speaker" that begin no name."""
_LINKS = frozenset(["of", "for", "on", "and", "&", "the", "de", "del", "la", "des", "du"])
_LONGEST = 10


def is_capitalised(token: Token) -> bool:
    """Whether `token` could be a word of a name."""
    return token.text[:1].isupper() and (token.is_alpha or any(character.isalpha() for character in token.text))


def organisations(doc: Doc) -> Iterator[tuple[int, int]]:
    """Tokens of the names with a head such as "Ministry", in order, none overlapping."""
    position = 0
    for token in doc:
        if token.i < position or token.text not in HEADS:
            continue
        start = token.i
        while start > position and is_capitalised(doc[start - 1]) and not _is_title(doc[start - 1]):
            start -= 1
        while start < token.i and (doc[start].is_stop or doc[start].pos_ in ("DET", "ADP", "PRON")):
            start += 1
        end = token.i + 1
        while end < len(doc) and doc[end].text in HEADS:
            end += 1
        if doc[end - 1].text in _WITH_OF and end + 1 < len(doc) and doc[end].lower_ in ("of", "for"):
            end = _behind_links(doc, end)
        if end - start > 1:
            yield start, end
            position = end


def _behind_links(doc: Doc, end: int) -> int:
    """Where a name that goes on with "of" ends: "of Foreign Affairs and Trade"."""
    index = end
    while index < len(doc) and index - end < _LONGEST:
        if is_capitalised(doc[index]):
            index += 1
            end = index
        elif doc[index].lower_ in _LINKS:
            index += 1
        else:
            break
    while doc[end - 1].lower_ in _LINKS:
        end -= 1
    return end


def _is_title(token: Token) -> bool:
    return (token.lower_.rstrip("."),) in titles()


def title_length(doc: Doc, start: int, end: int) -> int:
    """How many tokens at `start` are titles; 0 when none is."""
    index = start
    while index < end:
        size = next(
            (
                size
                for size in (2, 1)
                if index + size <= end
                and doc[index].text[:1].isupper()
                and tuple(token.lower_.rstrip(".") for token in doc[index : index + size]) in titles()
            ),
            0,
        )
        if not size:
            break
        index += size
    return index - start


def titled(doc: Doc) -> Iterator[tuple[int, int]]:
    """Tokens of the names behind a title, in order: one to four capitalised words."""
    position = 0
    for token in doc:
        if token.i < position or not token.text[:1].isupper():
            continue
        size = title_length(doc, token.i, min(token.i + 4, len(doc)))
        if not size:
            continue
        start = end = token.i + size
        while (
            end < len(doc)
            and end - start < 4
            and is_capitalised(doc[end])
            and doc[end].pos_ in ("PROPN", "NOUN", "X", "ADJ")
        ):
            end += 1
        position = end
        if (
            end > start
            and doc[end - 1].text not in HEADS
            and doc[start].text not in HEADS | _NO_SURNAMES
            and not doc[start].is_stop
        ):
            yield start, end


def acronyms(doc: Doc, spans: list[tuple[int, int, str]]) -> dict[str, str]:
    """From each acronym that brackets introduce behind a name to that name's label."""
    found = {}
    for _, end, label in spans:
        if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
            short = doc[end + 1].text
            if 2 <= len(short) <= 10 and sum(character.isupper() for character in short) >= 2:
                found[short] = label if label in ("GPE", "LOC") else "ORG"
    return found
