"""Who does what to whom around a word: subjects, objects and the actors behind noun phrases.

Dependency labels are those of Universal Dependencies. The parse is asked first; where it gives nothing, the nearest
actor in the same clause is taken ("clause window"), and the caller is told so.
"""

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tui.analysis.gazetteer import is_medium, words
from tui.analysis.lexicon import lemma
from tui.analysis.polarity import REQUESTS
from tui.model import Actor, Span

RELATIVE = words("who which that whom")
_CLAUSE_ENDS = frozenset(";:.!?—–()[]")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_ISSUE_END = frozenset(';:.!?—–()[]"“”,')
_DONE_TO = words(
    "massacre killing murder genocide assassination execution bombing invasion occupation annexation arrest detention "
    "imprisonment deportation expulsion persecution repression oppression torture election appointment recognition "
    "release withdrawal use construction creation legalisation legalization ban weakening abolition"
)
"""Acts whose "of" names the one they are done to, not the one who does them."""
_LONGEST_ISSUE = 18
_WINDOW = 12
_DEPTH = 6
"""Heads followed from a verb to its subject."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a stance points: an actor, an act of an actor, or an issue of its own."""

    actor: str | None
    issue: Span | None
    token: int
    """Index of the head of the words that name it."""
    sure: bool = True
    """Whether the parse gives it, not only the neighbourhood."""


class Arguments:
    """Answers questions about one article."""

    def __init__(self, doc: Doc, actors: tuple[Actor, ...]) -> None:
        self.doc = doc
        self.kinds = {actor.key: actor.kind for actor in actors}
        token_at = {token.idx: token.i for token in doc}
        ends = {token.idx + len(token): token.i + 1 for token in doc}
        self.heads: dict[int, str] = {}
        self.inside: dict[int, str] = {}
        self.adjectives: set[int] = set()
        located: Counter[str] = Counter()
        self.media = {actor.key for actor in actors if actor.kind == "organisation" and is_medium(actor.name)}
        self.protesters = next((actor.key for actor in actors if _protests(actor)), None)
        """Who holds the article's protests where nobody else is named."""
        mentions = [(m.span.end - m.span.start, m, actor.key) for actor in actors for m in actor.mentions]
        for _, mention, key in sorted(mentions, key=lambda entry: -entry[0]):
            start, end = token_at.get(mention.span.start), ends.get(mention.span.end)
            if start is None or end is None:
                continue
            for i in range(start, end):
                self.inside[i] = key
            head = doc[start:end].root.i
            self.heads[head] = key
            if mention.kind == "adj":
                self.adjectives.add(head)
            if mention.kind == "name" and self.kinds[key] == "organisation":
                located[key] += 1 if doc[head].ent_type_ in ("GPE", "LOC") else -1
        self.places = {key for key, balance in located.items() if balance > 0}

    def is_place(self, key: str) -> bool:
        """Whether the actor is a town or region: neither a country nor its government."""
        return key in self.places

    def actor(self, token: Token) -> str | None:
        """The actor that the noun phrase around `token` names, its title or apposition included."""
        if token.i in self.adjectives:
            return None if token.pos_ == "ADJ" else self.heads.get(token.i)
        if key := self.heads.get(token.i):
            return key
        for child in token.children:
            if child.i in self.adjectives or child.i not in self.heads:
                continue
            key = self.heads[child.i]
            if child.dep_ in ("flat", "appos") or (child.dep_ == "compound" and self.kinds.get(key) == "person"):
                return key
        if token.pos_ == "PROPN" and token.i in self.inside:
            return self.inside[token.i]
        following = self.inside.get(token.i + 1, "")  # "by archbishop Jorge Scheinig", parsed as two phrases
        return following if self.kinds.get(following) == "person" and token.pos_ in ("NOUN", "PROPN") else None

    def with_conjuncts(self, token: Token) -> list[Token]:
        """`token` and what "and" or a comma joins to it."""
        return [token, *(child for child in token.conjuncts if child.i > token.i and child.i - token.i < 40)]

    def subjects(self, verb: Token, depth: int = 0) -> list[str]:
        """The actors that do what `verb` says, from the parse; the logical subject of an infinitive or participle."""
        if depth > _DEPTH:
            return []
        for child in verb.children:
            if child.dep_ == "nsubj" or (child.dep_ == "nsubj:pass" and depth and not is_passive(verb)):
                if child.lower_ in RELATIVE and verb.dep_ == "acl:relcl":
                    return self.keys(verb.head)
                return self.keys(child)
        if any(child.dep_ == "nsubj:pass" for child in verb.children):
            return []
        head = _coordinated_with(verb) if verb.dep_ == "conj" else verb.head
        if head == verb:
            return []
        if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            return self.agents(head) if is_passive(head) else self.subjects(head, depth + 1)
        if verb.dep_ in ("xcomp", "advcl", "ccomp", "parataxis") and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            if verb.dep_ in ("ccomp", "parataxis") and verb.tag_ in _FINITE:
                return []
            if verb.dep_ != "advcl" and lemma(head) in REQUESTS:
                return []
            return self.agents(head) if is_passive(head) else self.subjects(head, depth + 1)
        if verb.dep_ in ("acl", "acl:relcl"):
            if verb.dep_ == "acl" and verb.tag_ != "VBG" and not self._is_infinitive(verb):
                return []
            if keys := self.keys(head):
                return keys
            return self.owners(head) or self._through_light_verb(head, depth)
        return []

    def _is_infinitive(self, verb: Token) -> bool:
        return any(child.dep_ == "mark" and child.lower_ == "to" for child in verb.children)

    def _through_light_verb(self, noun: Token, depth: int) -> list[str]:
        """Who "issued a statement condemning": the subject of the verb whose object the noun is."""
        if noun.dep_ in ("obj", "obl") and noun.head.pos_ == "VERB":
            return self.subjects(noun.head, depth + 1)
        if noun.dep_ == "nsubj:pass":
            return self.agents(noun.head)
        return []

    def keys(self, token: Token) -> list[str]:
        """The actors that the phrase around `token` names, with what "and" joins to it."""
        found: list[str] = []
        for part in self.with_conjuncts(token):
            key = self.actor(part)
            if key and key not in found:
                found.append(key)
        return found

    def owners(self, noun: Token) -> list[str]:
        """Whose act the noun is: "Israel's attacks", "Israeli attacks", "attacks by Israel"."""
        for child in noun.children:
            if child.dep_ == "nmod:poss" and (keys := self.keys(child)):
                return keys
        for child in noun.children:
            case = next((part.lower_ for part in child.children if part.dep_ == "case"), "")
            if child.dep_ in ("nmod", "obl") and case == "by" and (keys := self.keys(child)):
                return keys
        for child in noun.children:
            if child.dep_ in ("amod", "compound") and child.i in self.heads and child.i < noun.i:
                return [self.heads[child.i]]
        return []

    def agents(self, verb: Token) -> list[str]:
        """Who does it in a passive: "was condemned by Iran and Syria"."""
        for child in verb.children:
            if child.dep_ in ("obl", "obl:agent", "nmod") and any(
                part.dep_ == "case" and part.lower_ == "by" for part in child.children
            ):
                return self.keys(child)
        return []

    def nearest_left(self, token: Token) -> str | None:
        """The last actor before `token` in the same clause, unless a verb stands between."""
        for i in range(token.i - 1, max(token.sent.start, token.i - _WINDOW) - 1, -1):
            part = self.doc[i]
            if part.text in _CLAUSE_ENDS or (part.pos_ == "VERB" and part.tag_ in _FINITE) or part.lower_ in RELATIVE:
                return None
            if part.i in self.heads and part.i not in self.adjectives:
                first = part
                while first.dep_ == "conj":
                    first = first.head
                if first.dep_ in ("obl", "nmod", "nmod:poss") or self.doc[part.left_edge.i].pos_ == "ADP":
                    continue
                return self.heads[part.i]
        return None

    def nearest_right(self, token: Token) -> Token | None:
        """The first actor after `token` in the same clause, unless a verb or a preposition stands between."""
        for i in range(token.i + 1, min(token.sent.end, token.i + _WINDOW)):
            part = self.doc[i]
            if part.text in _CLAUSE_ENDS or part.pos_ in ("VERB", "ADP", "SCONJ") or part.text == ",":
                return None
            if part.i in self.heads and part.i not in self.adjectives:
                return part
        return None

    def after_preposition(self, token: Token, preposition: str) -> Token | None:
        """The noun that `preposition` joins to `token`, by the parse or, within six tokens, by its place."""
        for child in token.children:
            if child.dep_ in ("obl", "nmod", "advcl", "acl") and any(
                part.dep_ in ("case", "mark") and part.lower_ == preposition for part in child.children
            ):
                return child
        for i in range(token.i + 1, min(token.sent.end, token.i + 7)):
            part = self.doc[i]
            if part.text in _CLAUSE_ENDS or part.text == "," or (part.pos_ == "VERB" and part.tag_ in _FINITE):
                return None
            if part.pos_ == "SCONJ" and part.lower_ in ("that", "if", "whether", "because"):
                return None
            if part.lower_ == preposition and part.dep_ in ("case", "mark") and part.head.i > part.i:
                return part.head
        return None

    def endpoints(self, noun: Token, sure: bool = True) -> list[Endpoint]:
        """What the phrase around `noun` points at; several when "and" joins actors."""
        found = []
        parts = self.with_conjuncts(noun)
        keyed = [(part, self.actor(part)) for part in parts]
        if any(key for _, key in keyed):
            return [Endpoint(key, None, part.i, sure) for part, key in keyed if key]
        owners = self.owners(noun)
        issue = self.issue(noun)
        if not owners and lemma(noun) not in _DONE_TO:
            for child in noun.children:
                case = next((part.lower_ for part in child.children if part.dep_ == "case"), "")
                if child.dep_ == "nmod" and case == "of" and (owners := self.keys(child)):
                    break
        if owners:
            return [Endpoint(owner, issue, noun.i, sure) for owner in owners]
        if issue is not None:
            found.append(Endpoint(None, issue, noun.i, sure))
        return found

    def issue(self, head: Token) -> Span | None:
        """The words of the phrase around `head`, cut where its clause ends; None for a bare pronoun."""
        if head.pos_ == "PRON":
            return None
        start = head.i
        while start > max(head.sent.start, head.i - _WINDOW):
            before = self.doc[start - 1]
            if before.is_space or before.text in _ISSUE_END or (before.dep_ == "case" and before.head == head):
                break
            if not head.is_ancestor(before) or before.pos_ in ("SCONJ", "CCONJ"):
                break
            start -= 1
        end = head.i + 1
        limit = min(head.sent.end, head.i + _LONGEST_ISSUE)
        while end < limit:
            part = self.doc[end]
            if part.is_space or part.text in _ISSUE_END or part.lower_ in ("which", "who", "but", "while", "as"):
                break
            if not (head.is_ancestor(part) or (part.dep_ in ("case", "det", "mark") and head.is_ancestor(part.head))):
                break
            end += 1
        while end > start and self.doc[end - 1].pos_ in ("ADP", "CCONJ", "DET", "SCONJ"):
            end -= 1
        if end <= start or not any(part.is_alpha for part in self.doc[start:end]):
            return None
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last))


def _protests(actor: Actor) -> bool:
    return actor.kind == "group" and any(word in actor.key for word in ("protester", "protestor", "demonstrator"))


def is_passive(verb: Token) -> bool:
    """Whether `verb` is passive: "was condemned", "the law opposed by"."""
    relations = {child.dep_ for child in verb.children}
    if "aux:pass" in relations or ("nsubj:pass" in relations and "obj" not in relations):
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl"


def _coordinated_with(verb: Token) -> Token:
    """What "and" joins `verb` to: a finite verb goes with a finite one, whatever the parse says."""
    head = verb.head
    if verb.tag_ in _FINITE:
        for ancestor in verb.ancestors:
            if ancestor.tag_ in _FINITE and ancestor.i < verb.i:
                return ancestor
            if ancestor.dep_ in ("ccomp", "acl:relcl"):
                break
    return head
