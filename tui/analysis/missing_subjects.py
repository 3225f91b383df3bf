"""Who speaks where the parse does not tell: the words around the verb do."""

from spacy.tokens import Token

from tui.analysis import lexicon_speech as lexicon
from tui.analysis import speakers
from tui.analysis.layout import ENDS, Layout
from tui.model import Span

NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM"])
"""Parts of speech that head a noun phrase."""
_CLAUSE_ENDS = ENDS | {":", ";"}
_TALKING = frozenset(["spoke", "speaks", "speaking", "talked", "talks", "talking"]) | frozenset(lexicon.LEMMAS)
_INSIDE_PHRASE = frozenset(["compound", "amod", "det", "nmod", "flat", "nmod:poss", "nummod"])


def of_participle(layout: Layout, verb: Token) -> Token | None:
    """For ", adding that X": the subject of the last main clause before it that is not itself part of a content.

    Parsers hang such a participle on the content's verb more often than on the verb of saying.
    """
    doc = layout.doc
    start, _ = layout.bounds(verb)
    if verb.i == start:
        return _of_fragment(layout, verb)
    if verb.i <= start + 1 or doc[verb.i - 1].text not in (",", "—", "–", "-", "and", '"', "”", "''"):
        return None
    above = verb
    found = None
    while above.head != above and layout.unit[above.head.i] == layout.unit[verb.i]:
        above = above.head
        own = speakers.own_subject(above)
        if own is None or layout.is_quoted(own.i) or own.i > verb.i:
            continue
        if found is None or above.lower_ in lexicon.LEMMAS:
            found = own
    if found is not None:
        return found
    for index in range(verb.i - 1, start - 1, -1):
        if not layout.is_quoted(index) and doc[index].dep_ in speakers.SUBJECTS:
            return doc[index]
    return None


def _of_fragment(layout: Layout, verb: Token) -> Token | None:
    """For a fragment such as "Saying, 'X'": who talks in the sentence before it, else the last subject there."""
    start, end = layout.bounds(verb)
    if any(child.dep_ in speakers.SUBJECTS for child in verb.children) or layout.unit[verb.i] == 0:
        return None
    if any(layout.doc[index].dep_ in speakers.SUBJECTS and not layout.is_quoted(index) for index in range(start, end)):
        return None
    before, stop = layout.units[layout.unit[verb.i] - 1]
    for index in range(stop - 1, before - 1, -1):
        token = layout.doc[index]
        if token.lower_ in _TALKING and not layout.is_quoted(index):
            talker = speakers.own_subject(token) or _name_before(token, before)
            if talker is not None:
                return talker
    for index in range(stop - 1, before - 1, -1):
        if layout.doc[index].dep_ in speakers.SUBJECTS and not layout.is_quoted(index):
            return layout.doc[index]
    return None


def _name_before(verb: Token, start: int) -> Token | None:
    """The name right in front of `verb`, its subject where the parser takes "talks" for a noun."""
    if verb.i <= start or not verb.nbor(-1).tag_.startswith("NNP"):
        return None
    name = verb.nbor(-1)
    while name.dep_ in ("flat", "compound") and start <= name.head.i < name.i:
        name = name.head
    return name


def nearest(layout: Layout, verb: Token, contents: list[Span]) -> Token | None:
    """Where the parser saw no subject: the first noun phrase of the clause in front of the verb."""
    doc = layout.doc
    start, _ = layout.bounds(verb)
    for index in range(verb.i - 1, start - 1, -1):
        token = doc[index]
        covered = any(span.start <= token.idx < span.end for span in contents)
        if covered or layout.is_quoted(index) or token.text in _CLAUSE_ENDS or token.pos_ == "SCONJ":
            start = index + 1
            break
    for index in range(start, verb.i):
        token = doc[index]
        if token.pos_ not in NOMINAL or token.lower_ in lexicon.DAYS:
            continue
        if index == start or not _in_phrase_with_preposition(token):
            return _head(token, verb.i)
    return None


def last_before(layout: Layout, word: Token, contents: list[Span]) -> Token | None:
    """The last subject before `word` in its sentence that is not part of what was said."""
    start, _ = layout.bounds(word)
    for index in range(word.i - 1, start - 1, -1):
        token = layout.doc[index]
        covered = any(span.start <= token.idx < span.end for span in contents)
        if token.dep_ in speakers.SUBJECTS and not covered and not layout.is_quoted(index):
            return token
    return None


def inverted(layout: Layout, verb: Token) -> Token | None:
    """The subject right behind the verb where the parser gave none: "X, said Price"."""
    _, unit_end = layout.bounds(verb)
    for index in range(verb.i + 1, min(verb.i + 8, unit_end)):
        token = layout.doc[index]
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            return _head(token, unit_end)
        if token.pos_ not in ("DET", "ADJ", "NUM", "ADV"):
            # "said one Republican involved in the planning"
            return next((word for word in layout.doc[verb.i + 1 : index] if word.pos_ == "ADJ" and word.is_title), None)
    return None


def first_noun(layout: Layout, start: int, end: int) -> Token | None:
    """Head of the noun phrase that begins at token `start` or a little behind it."""
    for index in range(start, min(start + 10, end)):
        token = layout.doc[index]
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            return _head(token, end)
        if token.is_punct and not layout.is_quoted(index):
            return None
    return None


def _head(token: Token, end: int) -> Token:
    """The head of the noun phrase that `token` begins, before token `end`."""
    while token.i < token.head.i < end and token.dep_ in _INSIDE_PHRASE:
        token = token.head
    return token


def _in_phrase_with_preposition(token: Token) -> bool:
    return token.dep_ in ("obl", "nmod") and any(child.dep_ == "case" for child in token.lefts)
