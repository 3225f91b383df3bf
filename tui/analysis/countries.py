"""Countries in a text: capitals that stand for a government, and names that the language model overlooked."""

from spacy.tokens import Doc, Span

from tui.analysis.gazetteer import Alias, alias, words

_PLACES_BEFORE = words("in at from near around outside inside into through across to toward towards of")
_BETWEEN = frozenset(("with", "between", "against"))


def acts_as_seat(entity: Span) -> bool:
    """Whether a capital stands for its government here ("Ankara said") and not for the place ("in Ankara").

    A place follows a preposition of place or gives its name to something else ("the Paris court").
    """
    before = entity.doc[entity.start - 1] if entity.start else None
    if before is not None and before.lower_ == "the" and before.i:
        before = entity.doc[before.i - 1]
    if before is not None and before.lower_ in _PLACES_BEFORE:
        return False
    root = entity.root
    if root.dep_ == "conj" and root.head.ent_type_ and root.head.i < root.i:
        head = root.head
        return head.i > 0 and head.nbor(-1).lower_ in _BETWEEN
    if root.dep_ in ("nsubj", "nsubj:pass"):
        return root.head.pos_ == "VERB" and not any(child.dep_ == "conj" for child in root.children)
    if root.dep_ == "nmod:poss":
        return True
    return any(child.dep_ == "case" and child.lower_ in _BETWEEN for child in root.children)


def overlooked_countries(doc: Doc) -> list[tuple[int, int, Alias]]:
    """Names and adjectives of countries outside every entity, of one word or two ("Zionist regime")."""
    found = []
    for token in doc:
        if token.ent_type_ or not token.text[:1].isupper() or len(token.text) < 2:
            continue
        for end in (token.i + 2, token.i + 1):
            known = alias(doc[token.i : end].text) if end <= len(doc) else None
            if known and known.kind != "seat" and (token.pos_ in ("PROPN", "ADJ") or known.kind == "name"):
                found.append((token.i, end, known))
                break
    return found
