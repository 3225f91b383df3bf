"""What the words around a name tell about it: speakers are persons, "in" stands before places."""

from collections.abc import Iterator

from spacy.tokens import Doc

from tui.analysis.gazetteer import rows, words
from tui.analysis.lexicon_speech import LEMMAS

_PLACE_NOUNS = words(
    "annexation area border capital cities city coast district governor island mayor municipality neighborhood "
    "neighbourhood outskirts people port province region residents state streets suburb town village"
)
"""Nouns before "of" and a place."""
_BEHIND_PLACES = words(
    "airport area border city county district governorate island mountains municipality peninsula prefecture province "
    "region river suburb town township valley village"
)
_BEHIND_ORGANISATIONS = words(
    "board caucus chairman executives group headquarters lawmakers newspaper party players shares spokesman "
    "spokesperson spokeswoman subsidiary"
)
_BEFORE_ORGANISATIONS = words(
    "agency airline automaker broadcaster channel club company firm giant group movement network newspaper outlet "
    "party platform retailer subsidiary website"
)
_KINSHIP = words("aunt brother cousin daughter father husband mother sister son uncle widow wife")


_ROLES = frozenset(line[0] for line in rows("roles.txt")) | _KINSHIP


def hints(doc: Doc, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Labels that the words around the name from `start` to `end` speak for, each with its weight."""
    before = doc[start - 1].lower_ if start else ""
    earlier = doc[start - 2].lower_ if start > 1 else ""
    after = doc[end].lower_ if end < len(doc) else ""
    later = doc[end + 1].lower_ if end + 1 < len(doc) else ""
    if after in LEMMAS and doc[end].pos_ == "VERB":
        yield "PERSON", 2
    if before in LEMMAS and doc[start - 1].pos_ == "VERB" and LEMMAS[before] in ("say", "add", "ask", "tell"):
        yield "PERSON", 2
    if after == "," and (later in ("who", "whose") or (later.isdigit() and 15 < int(later) < 100)):
        yield "PERSON", 3
    if before in _ROLES:
        yield "PERSON", 2
    if before in ("in", "near", "across", "throughout"):
        yield "GPE", 3
    if before == "of" and earlier in _PLACE_NOUNS:
        yield "GPE", 3
    if after in _BEHIND_PLACES:
        yield "GPE", 2
    if after in _BEHIND_ORGANISATIONS:
        yield "ORG", 2
    if before in _BEFORE_ORGANISATIONS:
        yield "ORG", 3
    if before == "the":
        yield "ORG", 1
    if end - start == 1 and _is_acronym(doc, start):
        yield "ORG", 3


def _is_acronym(doc: Doc, index: int) -> bool:
    """Whether a word in capitals stands among words that are not."""
    around = [token for token in doc[max(0, index - 2) : index + 3] if token.is_alpha and token.i != index]
    return doc[index].is_upper and 2 < len(doc[index]) < 7 and not any(token.is_upper for token in around)
