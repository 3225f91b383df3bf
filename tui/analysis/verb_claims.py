"""Reads verbs that carry a stance: "X condemned Y", "was condemned by", "refused to support", "urged Y to stop"."""

from collections.abc import Iterator

from spacy.tokens import Token

from tui.analysis.arguments import Arguments, Endpoint, is_passive
from tui.analysis.claim import BY_DENIED_VERB, BY_NEIGHBOUR, BY_REQUEST, BY_VERB, Finding
from tui.analysis.gazetteer import words
from tui.analysis.lexicon import FLIPPED, HALTING, Cue, lemma
from tui.analysis.polarity import negated

_PLANS = frozenset(("promises", "announces", "proposes", "calls-for"))
_ADOPTING = words(
    "consider adopt accept approve support implement start begin sign ratify pass raise discuss study restore hold "
    "grant"
)
"""Whoever asks others to do this to a plan wants the plan."""
_PAPERS = words("letter statement petition autograph")
"""Signing one of these says nothing yet."""


class VerbReader:
    """Reads the verbs of one article."""

    def __init__(self, arguments: Arguments) -> None:
        self.arguments = arguments
        self.doc = arguments.doc

    def read(self, verb: Token, cue: Cue, end: int) -> Iterator[Finding]:
        """What the verb cue from `verb` to token `end` (exclusive) says."""
        polarity, type_ = cue.polarity, cue.type
        if verb.dep_ in ("amod", "compound"):
            return
        if is_passive(verb) and "obj" in cue.arguments:
            yield from self._passive(verb, cue)
            return
        if is_passive(verb) and "addr" not in cue.arguments:
            return
        endpoints, addressed = self._targets(verb, cue, end)
        if not endpoints:
            return
        confidence = BY_VERB
        holders = self.arguments.agents(verb) if is_passive(verb) else self.arguments.subjects(verb)
        if not holders:
            if is_passive(verb) or any(child.dep_ in ("nsubj", "nsubj:pass") for child in verb.children):
                return
            nearest = self.arguments.nearest_left(verb)
            if nearest is None or verb.dep_ in ("acl:relcl", "ccomp"):
                return
            holders, confidence = [nearest], BY_NEIGHBOUR
        if negated(verb):
            if polarity == "opposes" or type_ in _PLANS:
                return
            polarity, type_, confidence = FLIPPED[polarity], "rejects", min(confidence, BY_DENIED_VERB)
        if addressed is not None and type_ == "calls-for" and lemma(addressed) in HALTING:
            polarity = "opposes"
        for holder in holders:
            for endpoint in endpoints:
                yield Finding(holder, endpoint, polarity, type_, confidence)
            if addressed is not None and polarity == "neutral" and lemma(addressed) in _ADOPTING:
                wanted = next((child for child in addressed.children if child.dep_ == "obj"), None)
                issue = self.arguments.issue(wanted) if wanted is not None else None
                if issue is not None and self.arguments.actor(wanted) is None:  # type: ignore[arg-type]  # not None here
                    yield Finding(holder, Endpoint(None, issue, addressed.i), "supports", "calls-for", BY_REQUEST)

    def _passive(self, verb: Token, cue: Cue) -> Iterator[Finding]:
        patient = next((child for child in verb.children if child.dep_ == "nsubj:pass"), None)
        if patient is not None and patient.lower_ in ("who", "which", "that") and verb.dep_ == "acl:relcl":
            patient = verb.head
        if patient is None and verb.dep_ == "acl":
            patient = verb.head
        if patient is None and verb.dep_ in ("conj", "xcomp"):
            patient = next((child for child in verb.head.children if child.dep_ == "nsubj:pass"), None)
        if patient is None:
            return
        polarity, type_, confidence = cue.polarity, cue.type, BY_VERB
        if negated(verb):
            if polarity == "opposes":
                return
            polarity, type_ = FLIPPED[polarity], "rejects"
        for holder in self.arguments.agents(verb):
            for endpoint in self.arguments.endpoints(patient):
                yield Finding(holder, endpoint, polarity, type_, confidence)

    def _targets(self, verb: Token, cue: Cue, end: int) -> tuple[list[Endpoint], Token | None]:
        """Where the verb's stance points, and the verb of what it asks for."""
        last = self.doc[end - 1]
        for argument in cue.arguments:
            if argument == "addr":
                if found := self._addressee(verb, last):
                    return found
            elif argument == "comp":
                complement = self._complement(verb, cue.type)
                if complement is not None and (issue := self.arguments.issue(complement)) is not None:
                    return [Endpoint(None, issue, complement.i)], None
            elif argument == "obj":
                noun = self._object(verb, last)
                if noun is not None and lemma(noun) in _PAPERS:
                    return [], None
                if noun is not None:
                    return self.arguments.endpoints(noun), None
                if len(cue.lemmas) == 1 and not any(child.dep_ in ("xcomp", "ccomp") for child in verb.children):
                    nearest = self.arguments.nearest_right(verb)
                    if nearest is not None:
                        return self.arguments.endpoints(nearest, sure=False), None
            else:
                noun = self.arguments.after_preposition(last, argument) or (
                    self.arguments.after_preposition(verb, argument) if last != verb else None
                )
                if cue.type == "calls-for" and self._object(verb, verb) is not None:
                    continue
                if noun is not None and cue.type == "calls-for" and (asked := self._asked(verb, noun)) is not None:
                    return self.arguments.endpoints(noun), asked
                if noun is not None and noun.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
                    return self.arguments.endpoints(noun), None
        return [], None

    def _object(self, verb: Token, last: Token) -> Token | None:
        for child in verb.children:
            # A name is no predicate: "the House confirmed Pierluisi", parsed as "confirmed (to be) Pierluisi".
            if child.i > verb.i and (child.dep_ == "obj" or (child.dep_ == "xcomp" and child.pos_ == "PROPN")):
                return child
        if last != verb:  # a preposition that belongs to the cue: "call out", "hold talks"
            for child in verb.children:
                if child.dep_ == "obl" and child.i > last.i and any(part.i == last.i for part in child.children):
                    return child
        return None

    def _complement(self, verb: Token, type_: str) -> Token | None:
        """The clause that says what is promised, demanded or announced; a plan lies in the future."""
        for child in verb.children:
            if child.dep_ in ("xcomp", "ccomp") and child.i > verb.i and child.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
                if type_ in ("announces", "promises", "proposes") and not _in_future(child):
                    continue
                return child
        return None

    def _addressee(self, verb: Token, last: Token) -> tuple[list[Endpoint], Token | None] | None:
        """ "urged Iran to stop": Iran and "stop"."""
        noun = None
        if last == verb:
            noun = next((child for child in verb.children if child.dep_ in ("obj", "iobj") and child.i > verb.i), None)
            if noun is None and is_passive(verb):
                noun = next((child for child in verb.children if child.dep_ == "nsubj:pass"), None)
            if noun is None:  # "urged Iran to stop" read as a clause
                clause = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i), None)
                noun = next((c for c in clause.children if c.dep_ == "nsubj"), None) if clause is not None else None
        else:
            noun = next((part for part in self.doc[last.i + 1 : last.i + 8] if last.head == part), None)
        if noun is None or not (verb.sent.start <= noun.i < verb.sent.end):
            return None
        asked = self._asked(verb, noun)
        if asked is None:
            return None
        issue = self.arguments.issue(asked)
        endpoints = [Endpoint(e.actor, issue, e.token) for e in self.arguments.endpoints(noun) if e.actor]
        return (endpoints, asked) if endpoints else None

    def _asked(self, verb: Token, noun: Token) -> Token | None:
        """The verb after "to" that says what the addressee shall do."""
        for i in range(noun.i + 1, min(verb.sent.end - 1, noun.i + 10)):
            part = self.doc[i]
            if part.lower_ == "to":
                if part.dep_ == "mark" and part.head.i > i:
                    return part.head
                following = self.doc[i + 1]
                return (
                    following
                    if following.pos_ in ("VERB", "AUX") or (part.dep_ == "case" and following.pos_ == "ADJ")
                    else None
                )
            if part.text in ';:."“”' or part.tag_ in ("VBD", "VBZ", "VBP", "MD"):
                return None
        return None


def _in_future(verb: Token) -> bool:
    """Whether the clause is an infinitive or speaks of what will or should be."""
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "mark", "cop", "aux:pass")}
    return bool(words & {"to", "will", "would", "should", "'ll", "’ll", "going", "shall", "must"})
