"""Judgements that speakers pass: "Mawlawi said the attack was unacceptable", "“Israel violates the law,” Khan said"."""

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tui.analysis.arguments import Arguments, Endpoint
from tui.analysis.claim import BY_DUTY, BY_JUDGEMENT, BY_LABEL, Claim
from tui.analysis.gazetteer import words
from tui.analysis.lexicon import FLIPPED, HALTING, judgements, lemma
from tui.analysis.polarity import hypothetical, negated
from tui.model import Polarity, Quote

_OBLIGED = words("must should ought")
_NAMING = words("call describe brand label dub dismiss denounce term characterise characterize portray deem")


class Speech:
    """Who says what at each place of one article."""

    def __init__(self, doc: Doc, quotes: tuple[Quote, ...]) -> None:
        spans = sorted(
            (span.start, span.end, quote.actor, quote.kind) for quote in quotes if quote.actor for span in quote.spans
        )
        self.spans = spans
        self.starts = [span[0] for span in spans]

    def speaker(self, token: Token) -> str | None:
        """The actor in whose quote `token` stands, or None."""
        position = bisect_right(self.starts, token.idx) - 1
        for span in self.spans[max(0, position - 1) : position + 1][::-1]:
            if span[0] <= token.idx < span[1]:
                return span[2]
        return None


def find(doc: Doc, arguments: Arguments, speech: Speech) -> Iterator[Claim]:
    """What speakers think of actors and issues, from words of judgement, duty and naming inside their quotes."""
    known = judgements()
    for token in doc:
        if lemma(token) in _NAMING and token.pos_ == "VERB":
            yield from _named(doc, arguments, token)
            continue
        if token.pos_ not in ("ADJ", "NOUN", "VERB"):
            continue
        speaker = speech.speaker(token)
        if speaker is None:
            continue
        word_class = {"ADJ": "adjective", "NOUN": "noun", "VERB": "verb"}[token.pos_]
        polarity = known.get((lemma(token), word_class)) or (
            known.get((token.lower_, word_class)) if word_class == "adjective" else None
        )
        if token.pos_ == "VERB" and any(child.dep_ == "aux" and child.lower_ in _OBLIGED for child in token.children):
            yield from _obliged(arguments, token, speaker)
        elif polarity and not hypothetical(token):
            yield from _judged(arguments, token, speaker, polarity)


def _judged(arguments: Arguments, token: Token, speaker: str, polarity: Polarity) -> Iterator[Claim]:
    if negated(token):
        if polarity == "opposes":
            return
        polarity = FLIPPED[polarity]
    cue = (token.i, token.i + 1)
    if token.pos_ == "VERB":
        issue = arguments.issue(token)
        type_ = "accuses" if polarity == "opposes" else "praises"
        for key in arguments.subjects(token):
            if key != speaker:
                yield Claim(speaker, Endpoint(key, issue, token.i), polarity, type_, cue, BY_JUDGEMENT)
        return
    if not any(child.dep_ == "cop" for child in token.children):
        return
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    if subject is None or (subject.pos_ == "PRON" and subject.i not in arguments.heads):
        return
    type_ = "criticises" if polarity == "opposes" else "praises"
    for endpoint in arguments.endpoints(subject):
        if endpoint.actor != speaker:
            yield Claim(speaker, endpoint, polarity, type_, cue, BY_JUDGEMENT)


def _obliged(arguments: Arguments, token: Token, speaker: str) -> Iterator[Claim]:
    """ "Iran must stop": the speaker calls for it."""
    issue = arguments.issue(token)
    halting = lemma(token) in HALTING
    polarity: Polarity = "opposes" if halting or negated(token) else "neutral"
    for key in arguments.subjects(token):
        if key != speaker:
            yield Claim(speaker, Endpoint(key, issue, token.i), polarity, "calls-for", (token.i, token.i + 1), BY_DUTY)


def _named(doc: Doc, arguments: Arguments, verb: Token) -> Iterator[Claim]:
    """ "called the move a disgrace", "described him as a hero"."""
    if hypothetical(verb) or negated(verb):
        return
    noun = next((child for child in verb.children if child.dep_ == "obj" and child.i > verb.i), None)
    if noun is None:
        return
    known = judgements()
    polarity: Polarity | None = None
    where = 0
    for i in range(noun.i + 1, min(verb.sent.end, noun.i + 14)):
        part = doc[i]
        if part.text in ";:.":
            break
        word_class = {"ADJ": "adjective", "NOUN": "noun"}.get(part.pos_, "")
        polarity = known.get((lemma(part), word_class)) or known.get((part.lower_, word_class))
        if part.lower_ == "anti" and doc[i + 1].text == "-":
            polarity = "opposes"
        if polarity:
            where = i
            break
    if polarity is None and lemma(verb) == "dismiss":
        polarity, where = "opposes", verb.i
    if polarity is None:
        return
    type_ = "criticises" if polarity == "opposes" else "praises"
    for holder in arguments.subjects(verb):
        for endpoint in arguments.endpoints(noun):
            if endpoint.actor != holder:
                yield Claim(holder, endpoint, polarity, type_, (where, where + 1), BY_LABEL)
