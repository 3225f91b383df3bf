"""Lays the user's corrections over an analysis, one after the other in the order in which he made them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from tui.corrections.matching import find_actor, find_quote, find_stance, folded, held_spans, holds
from tui.corrections.merging import merge, reject_actor, take_mention
from tui.model import (
    Actor,
    ActorSketch,
    Analysis,
    Correction,
    Mention,
    Quote,
    QuoteSketch,
    Span,
    Stance,
    StanceSketch,
    UserMark,
)


def corrected(
    analysis: Analysis, corrections: Iterable[Correction], text: str
) -> tuple[Analysis, tuple[Correction, ...]]:
    """`analysis` of `text` with every correction that fits, and those that fit nothing, in their order.

    Every key that an item of the result names is an actor of the result, if that holds for `analysis`.
    """
    lost = []
    for correction in corrections:
        match correction.about:
            case ActorSketch() as actor:
                changed = _correct_actor(analysis, correction, actor, text)
            case QuoteSketch() as quote:
                changed = _correct_quote(analysis, correction, quote, text)
            case StanceSketch() as stance:
                changed = _correct_stance(analysis, correction, stance, text)
        if changed is None:
            lost.append(correction)
        else:
            analysis = changed
    return analysis, tuple(lost)


# Actors


def _correct_actor(analysis: Analysis, correction: Correction, about: ActorSketch, text: str) -> Analysis | None:
    found = find_actor(about, analysis, text)
    other = correction.replacement if isinstance(correction.replacement, ActorSketch) else None
    if correction.verdict == "added":
        return _add_actor(analysis, about, found, text)
    if found is None and correction.verdict == "edited" and other:
        found = find_actor(other, analysis, text)  # the newer model says what the user said
    if found is None:
        return None
    match correction.verdict, other:
        case "rejected", _:
            return reject_actor(analysis, found.key)
        case "confirmed", _:
            return _put_actor(analysis, replace(found, name=about.name, kind=about.kind, user="confirmed"))
        case "edited", ActorSketch():
            return _put_actor(analysis, replace(found, name=other.name, kind=other.kind, user="edited"))
        case "merged", ActorSketch():
            into = find_actor(other, analysis, text)
            return merge(analysis, found.key, into.key) if into and into.key != found.key else None
        case "split", ActorSketch():
            return _split(analysis, found, other, text)
    return None


def _put_actor(analysis: Analysis, actor: Actor) -> Analysis:
    return replace(analysis, actors=tuple(actor if old.key == actor.key else old for old in analysis.actors))


def _add_actor(analysis: Analysis, wanted: ActorSketch, found: Actor | None, text: str) -> Analysis | None:
    """The actor with its place, and with every other place where the same words stand and name nobody yet."""
    if wanted.place is None or not holds(wanted.place, text):
        return None
    if found is None:
        found = Actor(_new_key(analysis), wanted.name, wanted.kind, ())
        analysis = replace(analysis, actors=(*analysis.actors, found))
    analysis = take_mention(analysis, found.key, wanted.place.span)
    taken = [mention.span for actor in analysis.actors for mention in actor.mentions]
    copies = [
        Mention(Span(*match.span()), "name")
        for match in re.finditer(rf"(?<!\w){re.escape(wanted.place.exact)}(?!\w)", text)
        if not any(Span(*match.span()).overlaps(span) for span in taken)
    ]
    actor = analysis.actor(found.key)
    assert actor is not None
    mentions = tuple(sorted((*actor.mentions, *copies), key=lambda mention: mention.span))
    return _put_actor(analysis, replace(actor, name=wanted.name, kind=wanted.kind, mentions=mentions, user="added"))


def _split(analysis: Analysis, actor: Actor, part: ActorSketch, text: str) -> Analysis | None:
    """Gives the mention at the place of `part` to the actor of that name, who is new if there is none."""
    if part.place is None or not holds(part.place, text):
        return None
    span = part.place.span
    if not any(mention.span.overlaps(span) for mention in actor.mentions):
        return None
    owner = next(
        (one for one in analysis.actors if one.key != actor.key and folded(one.name) == folded(part.name)), None
    )
    if owner is None:
        owner = Actor(_new_key(analysis), part.name, part.kind, (), "added")
        analysis = replace(analysis, actors=(*analysis.actors, owner))
    analysis = take_mention(analysis, owner.key, span)
    for key in (actor.key, owner.key):
        now = analysis.actor(key)
        assert now is not None
        analysis = _put_actor(analysis, replace(now, user=now.user if now.user == "added" else "edited"))
    return analysis


def _new_key(analysis: Analysis) -> str:
    keys = {actor.key for actor in analysis.actors}
    return next(key for number in range(1, len(keys) + 2) if (key := f"user-{number}") not in keys)


# Quotes


def _correct_quote(analysis: Analysis, correction: Correction, about: QuoteSketch, text: str) -> Analysis | None:
    wanted = correction.replacement if isinstance(correction.replacement, QuoteSketch) else about
    spans = held_spans(wanted.places, text)
    speaker = find_actor(wanted.actor, analysis, text) if wanted.actor else None
    if not spans or (wanted.actor and speaker is None):
        return None
    key = speaker.key if speaker else None
    old = find_quote(about, analysis, text)
    match correction.verdict:
        case "rejected":
            # He rejected this claim; that another said the same words is another claim.
            return _put_quote(analysis, old, None) if old and old.actor == key else None
        case "confirmed" | "edited":
            return _put_quote(analysis, old, replace(old, actor=key, user=correction.verdict)) if old else None
        case "added":
            new = replace(old, spans=spans, actor=key, user="added") if old else None
            return _put_quote(analysis, old, new or Quote(spans, wanted.kind, actor=key, user="added"))
    return None


def _put_quote(analysis: Analysis, old: Quote | None, new: Quote | None) -> Analysis:
    quotes = [quote for quote in analysis.quotes if quote is not old]
    if new:
        quotes.append(new)
    return replace(analysis, quotes=tuple(sorted(quotes, key=lambda quote: (quote.start, quote.end))))


# Stances


def _correct_stance(analysis: Analysis, correction: Correction, about: StanceSketch, text: str) -> Analysis | None:
    if correction.verdict == "rejected":
        wrong = find_stance(about, analysis, text)
        return _put_stance(analysis, wrong, None) if wrong else None
    wanted = correction.replacement if isinstance(correction.replacement, StanceSketch) else about
    holder = find_actor(wanted.holder, analysis, text)
    target = find_actor(wanted.target, analysis, text) if wanted.target else None
    evidence = held_spans(wanted.places, text)
    if holder is None or not evidence or (wanted.target and target is None):
        return None
    new_one = correction.verdict == "added"
    old = find_stance(about, analysis, text, any_polarity=not new_one) or find_stance(wanted, analysis, text)
    if old is None and not new_one:
        return None
    mark: UserMark = "edited" if correction.verdict not in ("confirmed", "added") else correction.verdict
    new = Stance(
        holder=holder.key,
        target=target.key if target else None,
        issue=wanted.issue,
        polarity=wanted.polarity,
        type=wanted.type,
        evidence=old.evidence if old else evidence,
        cue=old.cue if old else None,
        asserted_by=old.asserted_by if old else None,
        user=mark,
    )
    return _put_stance(analysis, old, new)


def _put_stance(analysis: Analysis, old: Stance | None, new: Stance | None) -> Analysis:
    if old is None:
        return replace(analysis, stances=(*analysis.stances, *((new,) if new else ())))
    stances = ((new if stance is old else stance) for stance in analysis.stances)
    return replace(analysis, stances=tuple(stance for stance in stances if stance))
