"""How names are read: which words of a name count, which titles stand before it, and when one shortens another."""

import re

from spacy.tokens import Span

from tui.analysis.gazetteer import fold, land_of, words

_HONORIFICS = words(
    "mr mrs ms mme sir lady lord dame dr prof sen rep gov gen lt col maj capt president premier king queen prince "
    "princess pope minister general chancellor senator governor mayor judge justice secretary chief sheikh imam prime "
    "ambassador chairman colonel captain former ex-president the professor doctor congressman vice deputy"
)
_NAME_PARTICLES = words("al el de la da di van von der den bin ibn abu ben dos del le du jr sr ii iii iv")
_EMPTY = words("affairs states kingdom united federal national")
_MINOR = words("of the and for in on to de la del des du e y")
_SEATED = words("of for in")
"""What follows them may be left out of an acronym: the "CDP" is the Constitutional Democratic Party of Japan."""
BODIES = words("staff assembly office court union party department ministry council committee house")
"""Last words of names that are never a person's."""


def is_titled_person(entity: Span) -> bool:
    """Whether a name taken for an organisation's begins with a title of persons: "General Yasar Güler"."""
    start, end = without_titles(entity)
    title = fold(entity[0].text).rstrip(".")
    if start == entity.start or title in ("the", "former", "vice", "deputy", "secretary", "judge", "justice", "prime"):
        return False
    least = 2 if title in ("general", "chief", "captain", "colonel") else 1
    rest = entity.doc[start:end]
    return least <= len(rest) <= 4 and all(token.tag_ == "NNP" and token.text[0].isupper() for token in rest)


def without_titles(entity: Span) -> tuple[int, int]:
    """The entity without titles before the name and without a possessive ending."""
    start, end = entity.start, entity.end
    while end - start > 1 and fold(entity.doc[start].text).rstrip(".") in _HONORIFICS:
        start += 1
    while end - start > 1 and entity.doc[end - 1].text in ("'s", "’s", "'", "’", ",", "."):
        end -= 1
    return start, end


def person_words(entity: Span) -> tuple[str, ...]:
    """The folded words of a person's name, without titles and "Jr.": ("recep", "tayyip", "erdogan")."""
    start, end = without_titles(entity)
    words = [fold(token.text).strip(".'\"") for token in entity.doc[start:end]]
    words = [word for word in words if word and word[0].isalnum()]
    while len(words) > 1 and words[-1] in ("jr", "sr", "ii", "iii", "iv"):
        words.pop()
    return tuple(words)


def fit(words: tuple[str, ...], full: tuple[str, ...]) -> int:
    """How well `words` shorten the name `full`: 0 not at all."""
    if words == full:
        return 5
    if words[-1] == full[-1]:
        if len(words) == 1:
            return 4
        if len(full) == 1:
            return 3
        if words[0] == full[0] or (min(len(words[0]), len(full[0])) == 1 and words[0][0] == full[0][0]):
            return 4
        return 3 if set(words) <= set(full) or set(full) <= set(words) else 0
    if set(words) <= set(full) and any(word not in _NAME_PARTICLES for word in words):
        return 2 if len(full) > 2 or len(words) == 1 else 0
    return 0


def misspelt(word: str) -> list[str]:
    """`word` with one letter left out: two spellings that share one differ by a single letter."""
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]


def gender_of(entity: Span) -> str:
    """ "m" or "f" where a title before the name tells, else empty."""
    before = entity.doc[entity.start - 1] if entity.start else None
    for token in (before, entity[0]):
        word = token.lower_.rstrip(".") if token is not None else ""
        if word in ("mr", "sir", "lord", "king", "prince", "pope", "congressman", "emperor", "sultan", "sheikh"):
            return "m"
        if word in ("mrs", "ms", "mme", "lady", "dame", "queen", "princess", "congresswoman", "miss"):
            return "f"
    return ""


def organisation_words(text: str) -> tuple[str, ...]:
    """The folded words of an organisation's name, without articles and possessive endings."""
    words = [fold(word).strip(".,'\"()") for word in re.split(r"[\s\-–/]+", re.sub(r"['’]s?\b", "", text))]
    words = [word for word in words if word]
    while words and words[0] in ("the", "a", "an"):
        words.pop(0)
    return tuple(words)


def core_words(words: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """What is left of an organisation's name without its country, the order and small words; and that country.

    "US Department of State" and "State Department" have the same: {"department", "state"}.
    """
    lands = frozenset(known for word in words if (known := land_of(word)))
    kept = (word for word in words if word not in _MINOR and word not in _EMPTY and not land_of(word))
    return frozenset(kept), lands


def head_words(text: str) -> set[str]:
    """The words for what an organisation is, the last and the last before "of": "Court" in "Court of Appeals"."""
    words = organisation_words(text)
    cut = next((i for i, word in enumerate(words) if i and word in ("of", "for", "on", "in")), len(words))
    return {words[cut - 1], words[-1]} if words else set()


def is_short_form(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one of the two begins with the other: "National Movement" and "National Movement Party"."""
    short, long = sorted((words, full), key=len)
    return (
        len(short) < len(long)
        and long[: len(short)] == short
        and (len(short) > 1 or long[1] in _MINOR or len(long) == 2)
    )


def acronyms(entity: Span) -> set[str]:
    """Acronyms of a name of several words: its initials, with and without minor words, and one given in brackets."""
    words = [word for word in re.split(r"[\s\-–]+", entity.text) if word]
    found = set()
    if len(words) > 1:
        major = [word for word in words if word.lower() not in _MINOR]
        found.add("".join(word[0] for word in major).upper())
        found.add("".join(word[0] for word in words if word.lower() != "the").upper())
        own = major[: next((i for i, word in enumerate(words) if word.lower() in _SEATED), len(words))]
        if len(own) > 2:
            found.add("".join(word[0] for word in own).upper())
    following = entity.doc[entity.end : entity.end + 3]
    if len(following) == 3 and following[0].text == "(" and following[2].text == ")":
        bracketed = following[1].text
        if bracketed.replace(".", "").replace("-", "").isalnum() and sum(letter.isupper() for letter in bracketed) > 1:
            found.add(bracketed.replace(".", "").upper())
    return {acronym for acronym in found if len(acronym) > 1}
