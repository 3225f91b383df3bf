"""Who a reporting verb belongs to, and the words that name them."""

from spacy.tokens import Token

from tui.analysis import lexicon_speech as lexicon
from tui.analysis.layout import Layout

SUBJECTS = frozenset(["nsubj", "nsubj:outer"])
OBJECTS = frozenset(["obj", "iobj"])
_BEFORE = frozenset(
    ["det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "flat", "nmod", "nmod:unmarked", "advmod"]
)
_AFTER = frozenset(["flat", "compound", "fixed", "nummod", "nmod", "conj", "cc", "case", "nmod:poss"])
_CONTROLLED = frozenset(["xcomp", "advcl", "aux", "dep"])
_EXPLETIVES = frozenset(["it", "there"])


def subject_of(verb: Token) -> Token | None:
    """The head of the noun phrase that does what `verb` says, also where the clause leaves it out.

    Subjects of coordinated verbs, infinitives and participles are those of the verb above; the subject of
    "a statement saying" is who made the statement.
    """
    token = verb
    for _ in range(6):
        own = own_subject(token)
        if own is not None:
            return None if own.lower_ in _EXPLETIVES else own
        if token != verb:
            passive = passive_subject(token)
            if passive is not None:
                return passive
        above = token.head
        if above == token:
            return None
        if token.dep_ == "acl:relcl":
            relative = next((c for c in token.lefts if c.tag_ in ("WP", "WDT") and c.dep_ not in OBJECTS), None)
            if relative is not None:
                return relative
        if token.dep_ == "acl" or (token.dep_ in ("acl:relcl", "advcl") and above.pos_ in ("NOUN", "PROPN")):
            if above.lower_ in lexicon.DOCUMENTS and above.dep_ in ("obj", "obl", "nmod"):
                issuer = subject_of_issuing(above)
                return issuer if issuer is not None else above
            return above
        if token.dep_ == "xcomp":
            listener = next((child for child in above.children if child.dep_ in OBJECTS and child.i < token.i), None)
            if listener is not None and token == verb and lexicon.LEMMAS.get(above.lower_) in lexicon.DIRECTIVE:
                return listener
        elif token.dep_ != "conj" and token.dep_ not in _CONTROLLED:
            return None
        token = above
    return None


def subject_of_issuing(document: Token) -> Token | None:
    """Who issued `document`: "in a statement" and "issued a statement" name them as subject of their verb."""
    above = document.head
    return own_subject(above) if above != document else None


def own_subject(verb: Token) -> Token | None:
    """The active subject within the clause of `verb`."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def passive_subject(verb: Token) -> Token | None:
    """The subject of a passive clause."""
    return next((child for child in verb.children if child.dep_ == "nsubj:pass"), None)


def agent_of(verb: Token) -> Token | None:
    """Who does it in a passive clause: "by X"."""
    behind = (child for child in verb.rights if child.dep_ in ("obl", "obl:agent", "nmod"))
    return next((c for c in behind if any(mark.lower_ == "by" and mark.dep_ == "case" for mark in c.lefts)), None)


def is_passive(verb: Token) -> bool:
    """Whether `verb` is passive."""
    return any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children)


def phrase(layout: Layout, head: Token) -> tuple[int, int]:
    """Tokens of the noun phrase around `head`: determiners, titles, names, "of" phrases; no clauses or appositions."""
    doc = layout.doc
    start, end = head.i, head.i + 1
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _BEFORE or child.right_edge.i != start - 1:
            break
        start = child.left_edge.i
    for child in head.rights:
        parted = layout.doc[end].text == "," and child.dep_ != "conj"
        if child.dep_ not in _AFTER or child.left_edge.i > end + 1 or parted:
            break
        stop = child.right_edge.i + 1
        for index in range(child.i, stop):
            if doc[index].is_punct or doc[index].dep_ in ("acl", "acl:relcl", "advcl", "appos"):
                stop = max(index, child.i + 1)
                break
        end = max(end, stop)
    if head.ent_type_:
        while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].sent_start != 1:
            end += 1
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
    unit_start, unit_end = layout.bounds(head)
    return max(start, unit_start), min(end, unit_end)


def owner(noun: Token) -> Token | None:
    """Whose claim, plan or view `noun` is: its possessor, its author behind "by" or "from", or who makes it."""
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            return child
        behind = child.i > noun.i and child.dep_ in ("nmod", "obl")
        if behind and any(mark.lower_ in ("by", "from", "among") and mark.dep_ == "case" for mark in child.lefts):
            return child
    above = noun.head
    if noun.dep_ in ("obj", "obl") and above != noun:
        return agent_of(above) if is_passive(above) else subject_of(above)
    return None
