"""Names that show by their own words what they are: "the Ministry of Foreign Affairs", "General Yaşar Güler"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tui.analysis.gazetteer import rows, words
from tui.analysis.known_names import labels, titles

_LINES = [line[0] for line in rows("organisation_heads.txt")]
HEADS = frozenset(line.lstrip("+") for line in _LINES)
"""Last words of the names of organisations."""
_WITH_OF = frozenset(line[1:] for line in _LINES if line.startswith("+"))
_NO_SURNAMES = frozenset(["Affairs", "Election", "Elections", "House", "Staff", "State", "Strike"])
"""Capitalised words behind "General", "Chief", "Speaker" that begin no name."""
PLACE_HEADS = frozenset(line[0] for line in rows("place_heads.txt"))
"""Last words of the names of places."""
_STATES = words("City County District Governorate Oblast Prefecture Province Region State Territory Township")
_PORTFOLIO = words(
    "Affairs Agriculture Commerce Communications Communities Cooperation Culture Defence Defense Development "
    "Economy Education Employment Energy Environment Finance Fisheries Health Home Housing Industry Information "
    "Infrastructure Innovation Interior Investment Justice Labor Labour Lands Mines Petroleum Planning Power "
    "Relations Resources Roads Science Security Services Sport Sports State Technology Tourism Trade Transport "
    "Transportation Treasury War Water Welfare Women Works Youth"
)
"""Last words of what a minister is minister of."""
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
        while start > position and (size := _goes_back(doc, start, position)):
            start -= size
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


def _goes_back(doc: Doc, start: int, position: int) -> int:
    """How many tokens before `start` belong to the name: one word, or two with a hyphen or "and"."""
    before = doc[start - 1]
    if is_capitalised(before):
        return 0 if _is_title(before) else 1
    if start - 2 < position or not is_capitalised(doc[start - 2]) or _is_title(doc[start - 2]):
        return 0
    first = doc[start - 2]
    if before.text == "-":
        return 0 if before.whitespace_ or first.whitespace_ else 2
    joined = before.lower_ in ("and", "&") and first.ent_type_ in ("", "ORG") and first.text not in HEADS
    return 2 if joined and first.text not in labels() and not first.is_stop else 0


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
    spelt: list[str] = []
    for token in doc[start:end]:
        if not token.text[:1].isupper() and not spelt:
            break
        spelt.append(token.lower_.rstrip("."))
    size = 0
    while size < len(spelt) and doc[start + size].text[:1].isupper():
        step = next((step for step in (2, 1) if tuple(spelt[size : size + step]) in titles()), 0)
        if not step:
            break
        size += step
    return min(size, end - start)


def titled(doc: Doc) -> Iterator[tuple[int, int]]:
    """Tokens of the names behind a title, in order: one to four capitalised words."""
    position = 0
    for token in doc:
        if token.i < position or not token.text[:1].isupper():
            continue
        size = title_length(doc, token.i, min(token.i + 4, len(doc)))
        if not size:
            continue
        start = end = _behind_portfolio(doc, token.i + size)
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


def _behind_portfolio(doc: Doc, index: int) -> int:
    """Where the person begins behind a title with its field: "Minister | of Energy and Water | Jane Brown"."""
    if index >= len(doc) or doc[index].lower_ not in ("of", "for"):
        return index
    found, end = index, index + 1
    while end < len(doc) and end - index < _LONGEST and (is_capitalised(doc[end]) or doc[end].lower_ in (*_LINKS, ",")):
        end += 1
        if doc[end - 1].text in _PORTFOLIO:
            found = end
    return found


def places(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Names with a head such as "River" as (first token, end token, GPE or LOC), in order, none overlapping."""
    position = 0
    for token in doc:
        if token.i <= position or token.text not in PLACE_HEADS or token.i + 1 == len(doc):
            continue
        start = token.i
        while start > position and is_capitalised(doc[start - 1]) and not _is_title(doc[start - 1]):
            start -= 1
        while start < token.i and (doc[start].is_stop or doc[start].pos_ in ("DET", "ADP", "PRON", "VERB")):
            start += 1
        if start == token.i or doc[token.i + 1].text in HEADS | PLACE_HEADS:
            continue
        yield start, token.i + 1, "GPE" if token.text in _STATES else "LOC"
        position = token.i + 1


def acronyms(doc: Doc, spans: list[tuple[int, int, str]]) -> dict[str, str]:
    """From each acronym that brackets introduce behind a name to that name's label."""
    found = {}
    for _, end, label in spans:
        if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
            short = doc[end + 1].text
            if 2 <= len(short) <= 10 and sum(character.isupper() for character in short) >= 2:
                found[short] = label if label in ("GPE", "LOC") else "ORG"
    return found
