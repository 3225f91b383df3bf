"""Which of the actors that an article names or describes matter: those that do something, or to whom something is done.

Measured on news: a definite description ("the protesters") points at somebody known, a bare plural ("students") is
mostly generic; a name that only modifies a noun or says where something happens is no actor's.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tui.analysis.gazetteer import words
from tui.model import Actor

_DEFINITE = words("the this these those that")
_ARGUMENTS = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "conj"))
_OWNING = words("of by from to")
"""Prepositions between an act, an office or a statement and the organisation behind it: "the head of the Court"."""
_MODIFIERS = frozenset(("amod", "compound", "nmod:desc", "flat", "dep", "ROOT"))
"""Relations of a word that takes no part in what a sentence tells."""
_WITHIN = words("in at near across around inside outside within throughout")


def matters(doc: Doc, actor: Actor, token_at: dict[int, int]) -> bool:
    """Whether `actor` matters even if it neither speaks nor takes a stance. `token_at`: first character -> token."""
    named = any(mention.kind == "name" for mention in actor.mentions)
    roots = list(_roots(doc, actor, token_at))
    if actor.kind == "person":
        return named and _is_person(actor, roots)
    if actor.kind == "country":
        return named and not all(_is_modifier(root) or _case(root) in _WITHIN for root in roots)
    if actor.kind == "party" and named:
        return True
    acts = any(root.dep_ == "nsubj" and root.head.pos_ == "VERB" for root in roots)
    if acts and (named or actor.kind == "group" or len(roots) > 1):
        return True
    if any(root.ent_type_ in ("GPE", "LOC") for root in roots):
        return False
    if not named:
        return _is_known(doc, actor, token_at, roots) or (
            actor.kind == "group" and len(roots) > 1 and any(root.dep_ in ("obj", "nsubj:pass") for root in roots)
        )
    if actor.kind != "organisation":
        return False
    if len(roots) > 1:
        return not all(_is_modifier(root) for root in roots)
    return roots[0].dep_ in ("nsubj", "nsubj:pass", "appos", "obj") or _case(roots[0]) in _OWNING


def _is_person(actor: Actor, roots: list[Token]) -> bool:
    """A single word that is said once, and of whom nothing is said, is rather no name at all."""
    if len(roots) > 1 or " " in actor.name:
        return True
    return roots[0].dep_ not in _MODIFIERS


def _is_known(doc: Doc, actor: Actor, token_at: dict[int, int], roots: list[Token]) -> bool:
    """Whether the article points at the group with a definite description that takes part in a sentence."""
    first = (doc[token_at[m.span.start]].lower_ for m in actor.mentions if m.kind == "nominal")
    return any(word in _DEFINITE for word in first) and any(root.dep_ in _ARGUMENTS for root in roots)


def _roots(doc: Doc, actor: Actor, token_at: dict[int, int]) -> Iterator[Token]:
    """The heads of the actor's names and descriptions."""
    for mention in actor.mentions:
        if mention.kind == "pronoun":
            continue
        start = end = token_at[mention.span.start]
        while end < len(doc) and doc[end].idx < mention.span.end:
            end += 1
        yield doc[start:end].root


def _is_modifier(root: Token) -> bool:
    return root.dep_ in _MODIFIERS


def _case(root: Token) -> str:
    return next((child.lower_ for child in root.children if child.dep_ == "case"), "")
