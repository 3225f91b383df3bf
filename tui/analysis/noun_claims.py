"""Reads nouns, adjectives and prepositions that carry a stance: "Iran's criticism of", "an ally of", "opposed to"."""

from collections.abc import Iterator

from spacy.tokens import Token

from tui.analysis.arguments import Arguments, Endpoint
from tui.analysis.claim import BY_NOUN, BY_PREDICATE, BY_RELATION, Finding
from tui.analysis.gazetteer import words
from tui.analysis.lexicon import FLIPPED, Cue, lemma
from tui.analysis.polarity import hypothetical, negated

_LIGHT = words(
    "express voice show declare announce launch impose issue have make offer give reiterate reaffirm extend pledge "
    "provide wage carry stage hold lead mount raise file lodge lift place put levy release publish send deliver pay "
    "reach sign convey signal state repeat underline stress renew start begin open conduct order join organise "
    "organize attend increase expand strengthen deepen boost step intensify enter forge"
)
"""Verbs whose subject holds the stance that their object names: "voiced support"."""
_RECEIVING = words("face draw receive win enjoy get suffer attract gain meet trigger provoke spark")
"""Verbs whose subject is the target of the stance that their object names: "drew criticism from"."""
_ENDING = words("lift end drop ease remove")
"""Verbs that take a hostile act back: "lifted the sanctions"."""
_CONSISTING = words("include contain comprise cover")
"""Verbs whose object says what the noun is about: "their demands include"."""
_DOUBTED = words("alleged so-called possible potential apparent supposed purported")


class NounReader:
    """Reads the nouns, adjectives and prepositions of one article."""

    def __init__(self, arguments: Arguments) -> None:
        self.arguments = arguments
        self.doc = arguments.doc

    def noun(self, noun: Token, cue: Cue, end: int) -> Iterator[Finding]:
        """What the noun cue at `noun` says: "Iran's criticism of", "voiced support for", "drew protests from"."""
        arguments = self.arguments
        polarity, type_, confidence = cue.polarity, cue.type, BY_NOUN
        if any(child.lower_ == "no" or child.lower_ in _DOUBTED for child in noun.children):
            return
        if "poss" in cue.arguments:
            yield from self._relation(noun, cue)
            return
        verb = noun.head if noun.dep_ in ("obj", "nsubj:pass", "obl") and noun.head.pos_ == "VERB" else None
        target: Token | None = None
        for argument in cue.arguments:
            if argument == "comp":
                target = next(
                    (
                        c
                        for c in noun.children
                        if c.dep_ in ("acl", "ccomp", "xcomp") and c.i > noun.i and c.pos_ == "VERB"
                    ),
                    None,
                )
                if target is not None and not any(c.lower_ in ("to", "that") for c in target.children):
                    target = None
            else:
                target = arguments.after_preposition(noun, argument)
                if target is not None and target.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ"):
                    target = None
            if target is not None:
                break
        if verb is not None and lemma(verb) in _RECEIVING and noun.dep_ == "obj":
            source = arguments.after_preposition(noun, "from") or arguments.after_preposition(verb, "from")
            if source is not None:
                for holder in arguments.keys(source):
                    for key in arguments.subjects(verb):
                        yield Finding(holder, Endpoint(key, None, verb.i), polarity, type_, confidence)
            return
        if target is None and verb is None and noun.dep_ == "nsubj" and lemma(noun.head) in _CONSISTING:
            verb_of = noun.head
            target = next((child for child in verb_of.children if child.dep_ == "obj"), None)
        if target is None:
            return
        if "comp" in cue.arguments and target.pos_ == "VERB":
            issue = arguments.issue(target)
            endpoints = [Endpoint(None, issue, target.i)] if issue is not None else []
        else:
            endpoints = arguments.endpoints(target)
        holders = arguments.owners(noun)
        if not holders and verb is not None and (lemma(verb) in _LIGHT or lemma(verb) in _ENDING):
            holders = arguments.agents(verb) if noun.dep_ == "nsubj:pass" else arguments.subjects(verb)
            if negated(verb) or hypothetical(verb):
                return
            if lemma(verb) in _ENDING:
                if polarity != "opposes":
                    return
                polarity, type_ = "supports", "concedes"
        if not holders:
            source = arguments.after_preposition(noun, "from")
            holders = arguments.keys(source) if source is not None else []
        if not holders and type_ == "protests" and arguments.protesters is not None:
            holders = [arguments.protesters]
        for holder in holders:
            for endpoint in endpoints:
                yield Finding(holder, endpoint, polarity, type_, confidence)

    def _relation(self, noun: Token, cue: Cue) -> Iterator[Finding]:
        """ "X is an ally of Y", "X, Y's opponent", "Y's ally X"."""
        arguments = self.arguments
        others: list[str] = []
        for child in noun.children:
            if child.dep_ == "nmod:poss":
                others = arguments.keys(child)
        if not others and (target := arguments.after_preposition(noun, "of")) is not None:
            others = arguments.keys(target)
        if not others:
            return
        holders: list[str] = []
        part = noun
        if part.dep_ == "nmod" and part.head.lower_ == "one":
            part = part.head
        if any(child.dep_ == "cop" for child in part.children):
            holders = [] if negated(part) else arguments.subjects(part)
        elif part.dep_ == "xcomp" and lemma(part.head) in ("remain", "become", "stay"):
            holders = [] if negated(part.head) else arguments.subjects(part.head)
        elif part.dep_ == "obj" and lemma(part.head) in ("remain", "become"):
            holders = arguments.subjects(part.head)
        elif part.dep_ == "appos" or part.i in arguments.heads:
            key = arguments.heads.get(part.i) or arguments.actor(part.head)
            holders = [key] if key else []
        for child in noun.children:
            if not holders and child.dep_ in ("appos", "flat") and child.i in arguments.heads:
                holders = [arguments.heads[child.i]]
        for holder in holders:
            for other in others:
                if other != holder:
                    yield Finding(holder, Endpoint(other, None, noun.i), cue.polarity, cue.type, BY_RELATION)

    def adjective(self, word: Token, cue: Cue, end: int) -> Iterator[Finding]:
        """What the predicate at `word` says: "was critical of", "is ready to"."""
        arguments = self.arguments
        polarity, type_ = cue.polarity, cue.type
        linked = any(child.dep_ in ("cop", "aux:pass") for child in word.children) or word.dep_ == "xcomp"
        if not linked:
            return
        holders = arguments.subjects(word)
        if not holders:
            for child in word.children:
                if child.dep_ == "nsubj:pass":
                    holders = arguments.keys(child)
        endpoints: list[Endpoint] = []
        for argument in cue.arguments:
            if argument == "comp":
                clause = next(
                    (c for c in word.children if c.dep_ in ("xcomp", "ccomp", "advcl", "acl") and c.i > word.i), None
                )
                issue = arguments.issue(clause) if clause is not None and clause.pos_ == "VERB" else None
                endpoints = [Endpoint(None, issue, word.i)] if issue is not None else []
            elif (target := arguments.after_preposition(word, argument)) is not None:
                endpoints = arguments.endpoints(target)
            if endpoints:
                break
        if negated(word):
            polarity, type_ = FLIPPED[polarity], "rejects" if polarity == "supports" else "supports"
        for holder in holders:
            for endpoint in endpoints:
                yield Finding(holder, endpoint, polarity, type_, BY_PREDICATE)

    def preposition(self, word: Token, cue: Cue, end: int) -> Iterator[Finding]:
        """What a complex preposition says: "is in favour of", "voted in support of"."""
        arguments = self.arguments
        noun = next((part for part in self.doc[end : end + 6] if self.doc[end - 1].head == part), None)
        if noun is None:
            return
        pivot = self.doc[end - 2]
        linked = [part for part in (noun, pivot) if any(child.dep_ == "cop" for child in part.children)]
        governor = linked[0] if linked else pivot.head
        if (
            lemma(governor)
            not in ("be", "vote", "speak", "come", "argue", "rally", "march", "demonstrate", "rule", "write", "act")
            and not linked
        ):
            return
        polarity = FLIPPED[cue.polarity] if negated(governor) else cue.polarity
        for holder in arguments.subjects(governor):
            for endpoint in arguments.endpoints(noun):
                if endpoint.actor != holder:
                    yield Finding(holder, endpoint, polarity, cue.type, BY_PREDICATE)
