"""Where a name begins and ends: articles, titles and possessives off, hyphens on."""

from collections.abc import Iterator

from spacy.tokens import Doc

from tui.analysis import known_names, name_patterns
from tui.analysis.gazetteer import words

Name = tuple[int, int, str]
"""First token, end token, label."""

PLACES = frozenset(["GPE", "LOC", "FAC"])
_EDGES = frozenset(["the", "a", "an", "'s", "’s", "'", "’", "and", "of", "by", "in"])
_ENDINGS = words("based born built era esque held led like owned run style turned type wide wing")
"""Words behind a hyphen that are no part of the name before it: "Moscow-backed"."""
_ALSO_NAMES = words("Christian German English Norman")
"""Words for peoples that are first names as well."""


def bounded(doc: Doc, start: int, end: int, label: str) -> Iterator[Name]:
    """The names within the tokens that the NER took for one name: usually one."""
    first = doc[start].text
    belongs = known_names.labels().get(first) == "NORP" and first not in _ALSO_NAMES
    if label == "PERSON" and end - start > 1 and belongs:  # "the Iraqi Ali Hassan"
        yield start, start + 1, "NORP"
        start += 1
    if name := _trimmed(doc, start, end, label):
        yield name


def _trimmed(doc: Doc, start: int, end: int, label: str) -> Name | None:
    """A name without articles, possessives, punctuation and titles at its edges; None when nothing is left."""
    while start < end and (doc[start].lower_ in _EDGES or doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].lower_ in _EDGES or _is_loose(doc, start, end)):
        end -= 1
    # "Ada Brown said": no name ends so, unless a hyphen leads there, as in "Kim Ki-hyun"
    while label == "PERSON" and end - start > 1 and doc[end - 1].is_lower and doc[end - 2].text != "-":
        end -= 1
    size = name_patterns.title_length(doc, start, end) if label in ("PERSON", "ORG", "NORP", *PLACES) else 0
    if size:
        if label != "PERSON" and (start + size < end and doc[end - 1].text in name_patterns.HEADS):
            return start, end, label
        start += size
        while start < end and (doc[start].is_punct or doc[start].is_space):
            start += 1
        label = "PERSON"
    while label == "ORG" and end - start > 1 and doc[end - 1].is_lower:  # "the Upper House election"
        end -= 1
    if start >= end or not any(token.text[:1].isupper() or token.is_digit for token in doc[start:end]):
        return None
    return (*hyphenated(doc, start, end, label), label)


def _is_loose(doc: Doc, start: int, end: int) -> bool:
    last = doc[end - 1]
    if last.text == ")":
        return not any(token.text == "(" for token in doc[start:end])
    return last.is_space or (last.is_punct and last.text != ".") or (last.text == "." and end - start > 1)


def hyphenated(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    """The name with the words that hyphens tie to it: "Ben-[Gvir]", "Kim [Ki]-hyun", "Ben-[Gurion University]"."""
    if label not in ("PERSON", "ORG"):
        return start, end
    while end + 1 < len(doc) and _ties(doc, end) and end - start < 6:
        following = doc[end + 1]
        given = label == "PERSON" and following.is_lower and len(following) < 7 and doc[start:end].text.count(" ")
        plain = following.is_lower and (following.text in _ENDINGS or following.text.endswith("ed"))
        if not following.text[:1].isupper() and (plain or not given):
            break
        if _is_name(following.text) or doc[end + 1].text in name_patterns.HEADS:
            break
        end += 2
    while start > 1 and _ties(doc, start - 1) and doc[start - 2].text[:1].isupper():
        before = doc[start - 2]
        if before.text.isupper() or _is_name(before.text) or before.text in ("Anti", "Pro", "Non", "Ex"):
            break
        if label == "PERSON" and (before.ent_type_ in PLACES or len(before) > 4):
            break
        start -= 2
    return start, end


def _is_name(text: str) -> bool:
    return text in known_names.labels()


def _ties(doc: Doc, index: int) -> bool:
    """Whether the token at `index` is a hyphen without white space on either side."""
    return doc[index].text == "-" and not doc[index].whitespace_ and not doc[index - 1].whitespace_


def with_articles(doc: Doc, names: list[Name]) -> list[Name]:
    """Gives organisations the article that is part of their name: within a sentence, no other "The" is capitalised."""
    proper = {
        doc[start:end].text
        for start, end, label in names
        if label == "ORG" and start > 1 and doc[start - 1].text == "The" and _goes_on(doc, start - 2)
    }
    taken = {end for _, end, _ in names}
    found = []
    for start, end, label in names:
        article = start > 0 and doc[start - 1].text == "The" and start not in taken
        found.append((start - (article and label == "ORG" and doc[start:end].text in proper), end, label))
    return found


def _goes_on(doc: Doc, index: int) -> bool:
    """Whether the token at `index` stands within a sentence, so that no capital is due behind it."""
    token = doc[index]
    return not (token.is_punct or token.is_space or token.is_title) and not doc[index + 1].is_sent_start
