"""What the correction editor asks, and what the answers mean. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from tui.model import Actor, ActorKind, Analysis, Mention, Polarity, Quote, QuoteKind, Span, Stance, Verdict
from tui.widgets.correction_editor import Field

Correctable = Actor | Quote | Stance
KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
_FOR = ("supports", "endorses", "praises", "allies", "agrees", "aids", "concedes", "defends", "proposes", "promises")
_AGAINST = ("opposes", "criticises", "condemns", "accuses", "rejects", "denies", "threatens", "protests", "withdraws")
_DEEDS = ("sanctions", "attacks", "disagrees", "sues", "investigates", "calls-for", "announces", "recognises")
TYPES = (*_FOR, *_AGAINST, *_DEEDS, "consults", "orders", "warns")
"""After PLOVER (Open Event Data Alliance), as the machine's; any other word may be typed."""
NEW = ("actor", "quote", "stance")
_OPENING = "“\"„«‘'"
_SHORT = 40
"""Characters; a longer selection is hardly a name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user wants done with `item`."""

    verdict: Verdict
    item: Correctable
    replacement: Correctable | None = None


def fields_of(item: Correctable, analysis: Analysis, mention: str = "") -> list[Field]:
    """The lines for an item that exists; `mention` is the actor's mention under the caret, if there is one."""
    match item:
        case Actor():
            others = _names(actor for actor in analysis.actors if actor.key != item.key)
            fields = [
                Field("name", "name", item.name),
                Field("kind", "kind", item.kind, KINDS, closed=True),
                Field("merge", "same as", choices=others, closed=True, optional=True, hint="another actor"),
            ]
            if mention:
                hint = "that is somebody else: who?"
                fields.append(Field("split", f"not “{mention}”", choices=others, optional=True, hint=hint))
            return fields
        case Quote():
            return [_speaker(analysis, item.actor)]
        case Stance():
            return [
                Field("polarity", "polarity", item.polarity, POLARITIES, closed=True),
                Field("type", "type", item.type, TYPES),
                *_target(analysis, item.target, item.issue),
            ]


def fields_of_new(selection: Span, text: str, analysis: Analysis) -> list[Field]:
    """The lines for an item that the selection is to become."""
    words = " ".join(text[selection.start : selection.end].split())
    quoted = words.startswith(tuple(_OPENING))
    what = "quote" if quoted else "actor" if len(words) <= _SHORT else "stance"
    named = [
        (mention.span, actor.name)
        for actor in analysis.actors
        for mention in actor.mentions
        if mention.span.overlaps(selection)
    ]
    holder = min(named)[1] if named else ""
    return [
        Field("what", "add", what, NEW, closed=True),
        Field("name", "name", words, only_for="actor"),
        Field("kind", "kind", "person", KINDS, closed=True, only_for="actor"),
        replace(_speaker(analysis, None), only_for="quote"),
        Field("holder", "holder", holder, _names(analysis.actors), closed=True, hint="who", only_for="stance"),
        Field("polarity", "polarity", "", POLARITIES, closed=True, hint="for or against", only_for="stance"),
        Field("type", "type", "", TYPES, hint="what he does", only_for="stance"),
        *(replace(field, only_for="stance") for field in _target(analysis, None, None)),
    ]


def meaning(item: Correctable, values: Mapping[str, str], analysis: Analysis, mention: Mention | None) -> Answer | str:
    """What `values` of `fields_of` mean, or a sentence on why they cannot stand."""
    match item:
        case Actor():
            return _actor_meaning(item, values, analysis, mention)
        case Quote():
            return Answer("edited", item, replace(item, actor=_key(values["speaker"], analysis)))
        case Stance():
            target, issue = _key(values["target"], analysis), values["issue"] or None
            if wrong := _wrong(item.holder, target, issue):
                return wrong
            changed = replace(item, polarity=_polarity(values), type=values["type"], target=target, issue=issue)
            return Answer("edited", item, changed)


def new_meaning(values: Mapping[str, str], selection: Span, text: str, analysis: Analysis) -> Answer | str:
    """What `values` of `fields_of_new` mean, or a sentence on why they cannot stand."""
    if values["what"] == "actor":
        return Answer("added", Actor("", values["name"], _kind(values), (Mention(selection, "name"),)))
    if values["what"] == "quote":
        kind: QuoteKind = "direct" if text[selection.start] in _OPENING else "indirect"
        return Answer("added", Quote((selection,), kind, actor=_key(values["speaker"], analysis)))
    holder, target = _key(values["holder"], analysis), _key(values["target"], analysis)
    issue = values["issue"] or None
    assert holder is not None
    if wrong := _wrong(holder, target, issue):
        return wrong
    evidence = tuple(sentence for sentence in analysis.sentences if sentence.overlaps(selection)) or (selection,)
    return Answer("added", Stance(holder, target, issue, _polarity(values), values["type"], evidence))


def _actor_meaning(item: Actor, values: Mapping[str, str], analysis: Analysis, mention: Mention | None) -> Answer | str:
    edited = replace(item, name=values["name"], kind=_kind(values))
    wishes = [edited != item, bool(values["merge"]), bool(values.get("split"))]
    if sum(wishes) > 1:
        return "One thing at a time: a new name or kind, or the same as another, or a mention that is not his."
    if values["merge"]:
        into = analysis.actor(_key(values["merge"], analysis, but=item.key))
        assert into is not None
        return Answer("merged", item, into)
    if values.get("split") and mention:
        owner = analysis.actor(_key(values["split"], analysis, but=item.key))
        kind = owner.kind if owner else item.kind
        return Answer("split", item, Actor("", values["split"], kind, (mention,)))
    return Answer("edited", item, edited)


def _speaker(analysis: Analysis, key: str | None) -> Field:
    actor = analysis.actor(key)
    names = _names(analysis.actors)
    return Field("speaker", "speaker", actor.name if actor else "", names, closed=True, optional=True, hint="nobody")


def _target(analysis: Analysis, key: str | None, issue: str | None) -> list[Field]:
    actor = analysis.actor(key)
    names = _names(analysis.actors)
    return [
        Field("target", "target", actor.name if actor else "", names, closed=True, optional=True, hint="no actor"),
        Field("issue", "issue", issue or "", optional=True, hint="in words"),
    ]


def _wrong(holder: str, target: str | None, issue: str | None) -> str:
    if target == holder:
        return "Holder and target are the same actor: choose another target."
    return "" if target or issue else "A stance needs a target or an issue."


def _names(actors: Iterable[Actor]) -> tuple[str, ...]:
    ordered = sorted(actors, key=lambda actor: -len(actor.mentions))
    return tuple(dict.fromkeys(actor.name for actor in ordered))


def _key(name: str, analysis: Analysis, but: str = "") -> str | None:
    """The key of the actor of that name, the most mentioned where several have it."""
    found = [actor for actor in analysis.actors if actor.name.casefold() == name.casefold() and actor.key != but]
    return max(found, key=lambda actor: len(actor.mentions)).key if found and name else None


def _kind(values: Mapping[str, str]) -> ActorKind:
    return next(kind for kind in KINDS if kind == values["kind"])


def _polarity(values: Mapping[str, str]) -> Polarity:
    return next(polarity for polarity in POLARITIES if polarity == values["polarity"])
