"""The countries and places before and behind the organs of their states: "the [Turkish] [Foreign Ministry]".

An organ of state is named by its task, and the country says whose it is. Whoever looks for Turkey in an article wants
to find "Turkish" there, so the entities that are shown stand side by side and name both. Companies, parties and
universities keep the place in their names, and actors and stances read every name whole.
"""

from itertools import pairwise

from spacy.tokens import Doc

from tui.analysis import known_names
from tui.analysis.gazetteer import alias, words
from tui.analysis.name_edges import Name

_ORGANS = words(
    "Administration Agency Army Assembly Authority Board Bureau Cabinet Command Commission Committee Consulate Council "
    "Court Courts Customs Department Directorate Embassy Force Forces Government Guard Guards Intelligence Judiciary "
    "Military Ministries Ministry Navy Office Parliament Police Presidency Senate Service Services Survey Treasury"
)
_BANKS = frozenset([("Central", "Bank"), ("Reserve", "Bank")])
_LONGEST = 4


def apart(doc: Doc, names: list[Name]) -> list[Name]:
    """`names` with each organ of state taken apart from the country or place that its name begins or ends with.

    Those of the closed list are taken apart at countries only: the European Commission stays whole.
    """
    places = {doc[start:end].text for start, end, label in names if label == "GPE"}
    found: list[Name] = []
    for name in names:
        parts = _parts(doc, name, places) if name[2] == "ORG" else [name]
        organ = next((doc[start:end] for start, end, label in parts if label == "ORG"), None)
        spelt = [token.text for token in organ] if organ is not None else []
        keeps = _ORGANS.isdisjoint(spelt) and _BANKS.isdisjoint(pairwise(spelt))
        found += [name] if keeps else parts
    return found


def _parts(doc: Doc, name: Name, places: set[str]) -> list[Name]:
    start, end, label = name
    parts: list[Name] = []
    whole = known_names.labels().get(doc[start:end].text) == "ORG"
    head = start + 1 if doc[start].text == "The" else start
    for size in range(min(_LONGEST, end - head - 1), 0, -1):
        if inner := _inner(doc[head : head + size].text, places, whole):
            parts.append((head, head + size, inner))
            start = head + size
            break
    tail = end
    for size in range(min(_LONGEST, end - start - 2), 0, -1):
        before = doc[end - size - 1].lower_
        if before in ("of", "the", "for") and _inner(doc[end - size : end].text, places, whole) in ("GPE", "LOC"):
            tail = end - size
            break
    parts.append((start, tail, label))
    return [*parts, (tail, end, "GPE")] if tail < end else parts


def _inner(text: str, places: set[str], whole: bool) -> str | None:
    """The label of a country, place or nationality; other peoples and faiths are part of a name."""
    label = known_names.labels().get(text) or ("GPE" if text in places else None)
    if label not in ("GPE", "LOC", "NORP") or ((whole or label != "GPE") and alias(text) is None):
        return None
    return label
