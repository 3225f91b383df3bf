"""Finds the noun phrases that can describe an actor: around a role ("spokesman for the ministry") or a group noun."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from tui.analysis.aliases import Cluster
from tui.analysis.gazetteer import fold, rows, words
from tui.analysis.lexicon import lemma

GOVERNMENT = words("government administration regime cabinet")
LAND = words("country nation kingdom republic")
DETERMINERS = words("the a an this that these those his her its their our my some many several no all both one any")
_INDEFINITE = words("a an some many several one any no")
_GENERIC = words("most few any no every each")
_OFFICES = words("seat post job position race election")
_OF_VERBS = words("accuse acquit assure convict cure deprive inform notify relieve remind rid rob strip suspect warn")
"""Verbs that join their object to something else by "of"."""
_APOSTROPHES = ("'s", "’s", "'", "’")
_REACH = 12
"""A noun phrase reaches at most this many tokens to either side of its head."""


@dataclass(slots=True)
class Phrase:
    """A noun phrase around the noun `head`; token indices, `end` exclusive."""

    doc: Doc
    start: int
    head: int
    end: int
    role: str
    """The role that it names, folded, or the noun of a group."""

    @property
    def definite(self) -> bool:
        """Whether it points at somebody known: "the", "his", "Erdogan's", or nothing as in a headline."""
        return self.doc[self.start].lower_ not in _INDEFINITE


@lru_cache(maxsize=1)
def roles() -> frozenset[str]:
    """Folded nouns for a person's office or position."""
    return frozenset(fold(row[0]) for row in rows("roles.txt"))


@lru_cache(maxsize=1)
def groups() -> dict[str, bool]:
    """Folded group nouns in the form in which they act -> whether they are collectives ("army")."""
    return {fold(row[0].lstrip("+")): row[0].startswith("+") for row in rows("groups.txt")}


def phrases(doc: Doc, named: dict[int, Cluster]) -> Iterator[Phrase]:
    """The describing phrases of `doc` in order. `named` tells which tokens belong to a name, and whose."""
    taken = -1
    for token in doc:
        if token.i <= taken or token.i in named or token.is_space or not (token.is_alpha or "-" in token.text):
            continue
        role = _role(token)
        if not role or (token.pos_ not in ("NOUN", "PROPN") and role != "police") or _modifies(token, named):
            continue
        start = _leftwards(token, named)
        if doc[start].lower_ in _GENERIC or (start and doc[start - 1].lower_ in _GENERIC):
            continue
        end = _rightwards(token, named)
        inside = any(i in named for i in range(token.i + 1, end))
        taken = token.i if inside else end - 1
        yield Phrase(doc, start, token.i, end, role)


def _role(token: Token) -> str:
    word = fold(token.text)
    if word == "house" and token.text != "House":
        return ""
    if word in groups() or word in GOVERNMENT or word in LAND:
        return word
    pair = f"{fold(token.nbor(-1).text)} {word}" if token.i else ""
    if pair in roles():
        return pair
    if word in roles():
        return word
    return word[3:] if word.startswith("ex-") and word[3:] in roles() else ""


def _modifies(token: Token, named: dict[int, Cluster]) -> bool:
    """Whether the noun only modifies the next one: "police bureau", "government policy", "the governor's seat"."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.nbor()
    if following.text in _APOSTROPHES and following.i + 1 < len(token.doc):
        return following.nbor().lower_ in _OFFICES
    if following.i in named:
        return False
    return following.pos_ == "NOUN" or (following.pos_ == "PROPN" and token.text[:1].isupper())


def _leftwards(token: Token, named: dict[int, Cluster]) -> int:
    doc = token.doc
    start = token.i
    while start > max(token.sent.start, token.i - _REACH):
        before = doc[start - 1]
        if before.is_space:
            break
        if before.lower_ in DETERMINERS:
            return start - 1
        if start != token.i and start - 1 in named and named[start - 1].kind == "person" and start in named:
            break
        joining = before.lower_ in ("and", "of", "&") and start - 1 in named
        hyphen = before.text in ("-", "–", *_APOSTROPHES) and start - 2 >= 0 and not doc[start - 2].is_space
        if before.pos_ in ("ADJ", "NOUN", "PROPN", "NUM") or start - 1 in named or joining or hyphen:
            start -= 1
        else:
            break
    return start


def _rightwards(token: Token, named: dict[int, Cluster]) -> int:
    """The end of the phrase, "of the ministry" included; a person's name after it stays outside."""
    doc = token.doc
    end = token.i + 1
    if end >= len(doc) or doc[end].head.head != token or (doc[end].lower_ == "of" and _is_accused(token)):
        return end
    role = fold(token.text) in roles()
    if doc[end].lower_ != "of" and not (role and doc[end].lower_ in ("for", "at")):
        return end
    reach = end + 1
    while reach < min(len(doc), token.i + _REACH) and _continues(doc, reach, named):
        reach += 1
    person = next((i for i in range(end + 1, reach) if i in named and named[i].kind == "person"), None)
    if person is not None and person > end + 1:
        reach = person
    while doc[reach - 1].pos_ == "DET" or doc[reach - 1].lower_ in ("of", "for", "at", "-"):
        reach -= 1
    return max(end, reach)


def _is_accused(token: Token) -> bool:
    """Whether the "of" behind `token` belongs to the verb before it: "accused the government of fraud"."""
    start = max(token.sent.start, token.left_edge.i - 1)
    return any(lemma(word) in _OF_VERBS for word in token.doc[start : token.i])


def _continues(doc: Doc, i: int, named: dict[int, Cluster]) -> bool:
    token = doc[i]
    if i in named or token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or token.lower_ in ("of", "-", *_APOSTROPHES):
        return True
    if i + 1 >= len(doc):
        return False
    if token.pos_ == "ADV":
        return doc[i + 1].text == "-"
    return token.lower_ == "and" and doc[i + 1].text[:1].isupper() and doc[i - 1].text[:1].isupper()
