"""Who supports or opposes whom or what in an article, with the sentences that show it."""

from dataclasses import replace
from math import prod

from spacy.language import Language
from spacy.tokens import Doc

import tui.analysis.extensions  # noqa: F401
from tui.analysis import judged, tone
from tui.analysis.actors import entity_actors
from tui.analysis.arguments import Arguments
from tui.analysis.claim import Claim
from tui.analysis.claims import ClaimFinder
from tui.analysis.gazetteer import is_medium, words
from tui.analysis.relevance import matters
from tui.model import Actor, Span, Stance

_LEAST_CONFIDENCE = 0.2
_WE = words("we us our ours ourselves")


def find(doc: Doc) -> tuple[Stance, ...]:
    """The stances of `doc`, from its parse, `doc._.actors` and `doc._.quotes`, in the order of their first evidence.

    There is one for each holder, target (or issue, where there is no target) and polarity.
    """
    actors: tuple[Actor, ...] = doc._.actors
    arguments = Arguments(doc, actors)
    speech = judged.Speech(doc, doc._.quotes)
    claims = [*ClaimFinder(doc, arguments).find(), *judged.find(doc, arguments, speech)]
    claims = [claim for claim in claims if not tone.contradicted(doc, claim)]
    claims.sort(key=lambda claim: claim.cue)
    text = doc.text
    grouped: dict[tuple[str, str, str], list[Stance]] = {}
    for claim in claims:
        if claim.confidence < _LEAST_CONFIDENCE:
            continue
        stance = _stance(doc, text, claim, speech)
        subject = stance.target or f"issue {' '.join((stance.issue or '').lower().split())}"
        grouped.setdefault((stance.holder, subject, stance.polarity), []).append(stance)
    return tuple(_joined(alike) for alike in grouped.values())


def _stance(doc: Doc, text: str, claim: Claim, speech: judged.Speech) -> Stance:
    first, last = doc[claim.cue[0]], doc[claim.cue[1] - 1]
    issue = claim.endpoint.issue
    speaker = speech.speaker(first)
    return Stance(
        holder=claim.holder,
        target=claim.endpoint.actor,
        issue=text[issue.start : issue.end] if issue is not None else None,
        polarity=claim.polarity,
        type=claim.type,
        evidence=(sentence_of(doc, claim.cue[0]),),
        cue=Span(first.idx, last.idx + len(last)),
        asserted_by=speaker if speaker != claim.holder else None,
        confidence=round(claim.confidence, 2),
    )


def _joined(alike: list[Stance]) -> Stance:
    """The stances as one: all evidence, the words of the most confident; each independent sign adds confidence."""
    best = max(alike, key=lambda stance: stance.confidence)
    reporters = {stance.asserted_by for stance in alike}
    doubt = prod(1 - stance.confidence for stance in alike)
    return replace(
        best,
        issue=best.issue or next((stance.issue for stance in alike if stance.issue), None),
        evidence=tuple(sorted({span for stance in alike for span in stance.evidence})),
        asserted_by=best.asserted_by if len(reporters) == 1 else None,
        confidence=round(min(0.99, 1 - doubt), 2),
    )


def sentence_of(doc: Doc, i: int) -> Span:
    """The sentence around token `i`, without white space at its ends."""
    sentence = doc[i].sent
    start, end = sentence.start, sentence.end
    while start < i and doc[start].is_space:
        start += 1
    while end - 1 > i and doc[end - 1].is_space:
        end -= 1
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last))


def relevant(doc: Doc, actors: tuple[Actor, ...], stances: tuple[Stance, ...]) -> tuple[Actor, ...]:
    """The actors that matter: those with a stance or a quote, and those of whom `relevance` says so."""
    used = {stance.asserted_by for stance in stances} | {quote.actor for quote in doc._.quotes}
    endpoints = {stance.holder for stance in stances} | {stance.target for stance in stances}
    token_at = {token.idx: token.i for token in doc}
    return tuple(
        actor
        for actor in actors
        if actor.key in endpoints or (not _is_source(actor) and (actor.key in used or matters(doc, actor, token_at)))
    )


def _is_source(actor: Actor) -> bool:
    return actor.kind == "organisation" and is_medium(actor.name)


def without_we(text: str, actor: Actor) -> Actor:
    """`actor` without the "we" of a person: it speaks for the person's stances, but means others too."""
    if actor.kind != "person":
        return actor
    kept = [mention for mention in actor.mentions if text[slice(*mention.span)].lower() not in _WE]
    return replace(actor, mentions=tuple(kept))


@Language.component(
    "reader_stances",
    requires=["doc._.actors", "doc._.quotes", "token.dep"],
    assigns=["doc._.stances", "doc._.actors", "doc._.entity_actors", "doc._.quotes"],
)
def reader_stances(doc: Doc) -> Doc:
    """Sets the stances, keeps the actors that matter and forgets the others everywhere."""
    found = find(doc)
    text = doc.text
    doc._.actors = tuple(without_we(text, actor) for actor in relevant(doc, doc._.actors, found))
    kept = {actor.key for actor in doc._.actors}
    doc._.stances = tuple(s if s.asserted_by in kept else replace(s, asserted_by=None) for s in found)
    doc._.quotes = tuple(q if q.actor in kept else replace(q, actor=None) for q in doc._.quotes)
    doc._.entity_actors = entity_actors(doc, doc._.actors)
    return doc
