"""Changes to who is who, and what follows for all that names them."""

from dataclasses import replace

from tui.model import Actor, Analysis, Entity, Mention, MentionKind, Quote, Span, Stance


def merge(analysis: Analysis, key: str, into: str) -> Analysis:
    """All that the actor `key` is, says and holds becomes that of the actor `into`.

    A stance of the two towards each other goes; two that are now the same become one with the evidence of both.
    """
    gone, kept = analysis.actor(key), analysis.actor(into)
    assert gone is not None
    assert kept is not None
    whole = replace(kept, mentions=_ordered((*kept.mentions, *gone.mentions)), user="edited")
    renamed = _with_keys(analysis, key, into)
    actors = tuple(whole if actor.key == into else actor for actor in renamed.actors if actor.key != key)
    return replace(renamed, actors=actors, stances=_united(renamed.stances, into))


def reject_actor(analysis: Analysis, key: str) -> Analysis:
    """Without this actor: his quotes have no speaker, his stances go, and so do those towards nothing else."""
    nobody = _with_keys(analysis, key, None)
    stances = (
        replace(stance, target=None) if stance.target == key else stance
        for stance in nobody.stances
        if stance.holder != key and (stance.target != key or stance.issue)
    )
    actors = tuple(actor for actor in analysis.actors if actor.key != key)
    return replace(nobody, actors=actors, stances=tuple(stances))


def take_mention(analysis: Analysis, key: str, span: Span) -> Analysis:
    """The passage `span` names the actor `key` and nobody else: so do the quotes whose speaker it names."""

    def with_mentions(actor: Actor) -> Actor:
        others = tuple(mention for mention in actor.mentions if not mention.span.overlaps(span))
        if actor.key != key:
            return actor if len(others) == len(actor.mentions) else replace(actor, mentions=others)
        kind: MentionKind = next((mention.kind for mention in taken if mention.span == span), "name")
        return replace(actor, mentions=_ordered((*others, Mention(span, kind))))

    taken = [mention for actor in analysis.actors for mention in actor.mentions if mention.span.overlaps(span)]
    return replace(
        analysis,
        actors=tuple(map(with_mentions, analysis.actors)),
        entities=tuple(
            replace(entity, actor=key) if entity.span.overlaps(span) else entity for entity in analysis.entities
        ),
        quotes=tuple(
            replace(quote, actor=key) if quote.speaker and quote.speaker.overlaps(span) else quote
            for quote in analysis.quotes
        ),
    )


def _with_keys(analysis: Analysis, key: str, new: str | None) -> Analysis:
    """Every `key` in entities, quotes and reports becomes `new`; holders and targets too, where `new` is an actor."""

    def entity(old: Entity) -> Entity:
        return replace(old, actor=new) if old.actor == key else old

    def quote(old: Quote) -> Quote:
        return replace(old, actor=new) if old.actor == key else old

    def stance(old: Stance) -> Stance:
        reported = replace(old, asserted_by=new) if old.asserted_by == key else old
        if new is None:
            return reported
        return replace(
            reported,
            holder=new if old.holder == key else old.holder,
            target=new if old.target == key else old.target,
        )

    return replace(
        analysis,
        entities=tuple(map(entity, analysis.entities)),
        quotes=tuple(map(quote, analysis.quotes)),
        stances=tuple(map(stance, analysis.stances)),
    )


def _united(stances: tuple[Stance, ...], key: str) -> tuple[Stance, ...]:
    """Without those of the actor `key` towards himself, and each of his only once."""
    found: dict[tuple[object, ...], Stance] = {}
    for number, stance in enumerate(stances):
        if key not in (stance.holder, stance.target):
            found[(number,)] = stance
            continue
        if stance.holder == stance.target:
            continue
        same = (stance.holder, stance.target, stance.issue, stance.polarity, stance.type, stance.asserted_by)
        if first := found.get(same):
            evidence = tuple(sorted({*first.evidence, *stance.evidence}))
            stance = replace(first, evidence=evidence, confidence=max(first.confidence, stance.confidence))
        found[same] = stance
    return tuple(found.values())


def _ordered(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(sorted(dict.fromkeys(mentions), key=lambda mention: mention.span))
