"""Notes as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), in JSON-LD.

Written: an AnnotationPage of one Annotation a note. Its id is the note's; its bodies are the note's text (TextualBody,
text/markdown) and each tag (TextualBody with purpose "tagging"); its target is the article's source, and for a note on
a passage a TextQuoteSelector and a TextPositionSelector, which count characters (code points). What a note on an actor
or a stance is about stands under `reader:about` in a namespace of our own, and its motivation is "describing".

Read: that, a collection, single annotations, and annotations as Hypothesis exports them (`rows` of its API, or a list
of objects with `uri`, `text`, `tags`, `target`), whose replies follow the note that they answer. Annotations carry no
text of the article: the passage is looked for in the text that the library has, and a note whose passage is not found
there is an orphan with its quote.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tui.anchors import locate, make_anchor
from tui.errors import ExchangeError
from tui.exchange.checked import Plain, checked, checked_time, plain
from tui.model import ActorSketch, Anchor, Article, Note, Reading, Record, Span, StanceSketch
from tui.sanitise import sanitise_line

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"reader": "urn:reader:"}]
_ABOUT = "reader:about"
_LONGEST_QUOTE = 100_000

FindArticle = Callable[[str], Article | None]
"""The article of the library whose source is this address."""


@dataclass(frozen=True)
class _About:
    about: ActorSketch | StanceSketch


@dataclass(frozen=True)
class _Read:
    """An annotation on an article of the library."""

    article: Article
    note: Note
    text: str | None
    answered: str
    """The uid of the annotation to which it replies, or empty."""


def export_webannotation(reading: Reading) -> str:
    """The notes of an article as an AnnotationPage."""
    notes = (*reading.notes, *reading.orphans)
    page = {
        "@context": CONTEXT,
        "id": f"urn:reader:article:{reading.article.id}",
        "type": "AnnotationPage",
        "items": [_annotation(note, reading.article) for note in notes],
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def is_webannotation(value: Plain) -> bool:
    """Whether a JSON file looks like web annotations at all."""
    if isinstance(value, list):
        return True
    return isinstance(value, dict) and bool(
        {"items", "rows", "annotations", "first", "target", "uri", "body"} & value.keys()
    )


def read_webannotation(value: Plain, find: FindArticle) -> tuple[tuple[Record, ...], int]:
    """One record for each article that `find` knows, and how many annotations are of articles that it does not.

    Raises ExchangeError, which names the place, when something is no annotation.
    """
    read: list[_Read] = []
    unknown = 0
    for place, one in _annotations(value, "annotations"):
        if not isinstance(one, dict):
            raise ExchangeError(f"{place}: it is no annotation.")
        source = _source(one, place)
        article = find(source)
        if article is None:
            unknown += 1
            continue
        references = one.get("references")
        answered = _uid(str(references[0])) if isinstance(references, list) and references else ""
        read.append(_Read(article, *_note(one, article, place), answered))
    found: dict[str, list[_Read]] = {}
    for kept in _with_replies(read):
        found.setdefault(kept.article.id, []).append(kept)
    records = (Record(kept[0].article, tuple((one.note, one.text) for one in kept)) for kept in found.values())
    return tuple(records), unknown


def _annotation(note: Note, article: Article) -> dict[str, Any]:
    bodies: list[dict[str, str]] = []
    if note.body:
        body = {"type": "TextualBody", "value": note.body, "format": "text/markdown"}
        bodies.append({**body, "purpose": "describing" if note.about else "commenting"})
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in note.tags]
    source = _iri(article)
    target: Any = source
    if note.anchor:
        anchor = note.anchor
        quote = {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
        position = {"type": "TextPositionSelector", "start": anchor.span.start, "end": anchor.span.end}
        target = {"type": "SpecificResource", "source": source, "selector": [quote, position]}
    made: dict[str, Any] = {
        "id": note.uid or f"urn:reader:note:{note.id}",
        "type": "Annotation",
        "motivation": "describing" if note.about else "commenting" if note.body else "highlighting",
    }
    if note.created:
        made["created"] = note.created
    if note.updated:
        made["modified"] = note.updated
    if bodies:
        made["body"] = bodies
    made["target"] = target
    if note.about:
        about = plain(_About(note.about))
        assert isinstance(about, dict)
        made[_ABOUT] = about["about"]
    return made


def _iri(article: Article) -> str:
    """The article's source as an IRI, which a target must have."""
    if article.source.startswith(("http://", "https://")):
        return article.source
    path = Path(article.source)
    return path.as_uri() if path.is_absolute() else f"urn:reader:article:{article.id}"


def _annotations(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Every annotation of a file, with its place in it."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield f"{place}[{number}]", one
    elif isinstance(value, dict):
        for name in ("items", "rows", "annotations"):
            if isinstance(value.get(name), list):
                yield from _annotations(value[name], name)
                return
        if isinstance(value.get("first"), dict):
            yield from _annotations(value["first"], "first")
        elif "target" in value or "uri" in value:
            yield place, value
    else:
        raise ExchangeError(f"{place}: there are no annotations in it.")


def _targets(one: dict[str, Any]) -> list[Any]:
    target = one.get("target")
    return target if isinstance(target, list) else [target] if target else []


def _source(one: dict[str, Any], place: str) -> str:
    named = one.get("uri")
    for target in _targets(one):
        named = target if isinstance(target, str) else target.get("source") if isinstance(target, dict) else None
        if isinstance(named, dict):
            named = named.get("id")
        named = named or (target.get("id") if isinstance(target, dict) else None)
        break
    if not isinstance(named, str) or not named:
        raise ExchangeError(f"{place}.target: it does not say which page it is on.")
    return named


def _note(one: dict[str, Any], article: Article, place: str) -> tuple[Note, str | None]:
    anchor, text = _anchored(one, article, place)
    bodies, tags = _bodies(one, place)
    about = checked(_About, {"about": one[_ABOUT]}).about if isinstance(one.get(_ABOUT), dict) else None
    times = [one.get(name) for name in ("created", "modified", "updated")]
    created, *changed = (checked_time(time, place) for time in times)
    identifier = one.get("id")
    if not isinstance(identifier, str) or not identifier:
        raise ExchangeError(f"{place}.id: an annotation needs an id of its own.")
    updated = next(filter(None, changed), created)
    note = Note(None, anchor, "\n\n".join(bodies), tuple(tags), created, updated, about, _uid(identifier))
    return note, text


def _bodies(one: dict[str, Any], place: str) -> tuple[list[str], list[str]]:
    """The texts and the tags of an annotation."""
    texts = [one["text"]] if isinstance(one.get("text"), str) and one["text"].strip() else []
    tags = [tag for tag in one.get("tags") or [] if isinstance(tag, str)] if isinstance(one.get("tags"), list) else []
    body = one.get("body", one.get("bodyValue"))
    for number, part in enumerate(body if isinstance(body, list) else [body] if body else []):
        value = part if isinstance(part, str) else part.get("value") if isinstance(part, dict) else None
        if value is not None and not isinstance(value, str):
            raise ExchangeError(f"{place}.body[{number}].value: it is no text.")
        if value and isinstance(part, dict) and part.get("purpose") == "tagging":
            tags.append(value)
        elif value:
            texts.append(value)
    return texts, [sanitise_line(tag.replace(",", " ").lstrip("#")) for tag in tags]


def _anchored(one: dict[str, Any], article: Article, place: str) -> tuple[Anchor | None, str | None]:
    """Where the annotation stands, and the text that this points into: None where it was not found."""
    quote: dict[str, Any] = {}
    position: Span | None = None
    for target in _targets(one):
        selectors = target.get("selector", []) if isinstance(target, dict) else []
        for number, selector in enumerate(selectors if isinstance(selectors, list) else [selectors]):
            where = f"{place}.target.selector[{number}]"
            if not isinstance(selector, dict):
                raise ExchangeError(f"{where}: it is no selector.")
            if selector.get("type") == "TextQuoteSelector":
                quote = selector
                _check_quote(quote, where)
            elif selector.get("type") == "TextPositionSelector":
                position = _position(selector, where)
        break
    if not quote:
        if position is None:
            return None, None
        if position.end > len(article.text):
            raise ExchangeError(
                f"{place}.target: {position.end} lies outside the text of {article.title!r}, "
                f"which has {len(article.text)} characters."
            )
        return make_anchor(article.text, position), article.text
    exact = quote["exact"]
    if position and article.text[position.start : position.end] == exact:
        return make_anchor(article.text, position), article.text
    prefix = quote.get("prefix") or ""
    whole = f"{prefix}{exact}{quote.get('suffix') or ''}"
    if article.text.count(whole) == 1:
        start = article.text.index(whole) + len(prefix)
        return make_anchor(article.text, Span(start, start + len(exact))), article.text
    start = position.start if position else 0
    wanted = Anchor(Span(start, start + len(exact)), exact, prefix, quote.get("suffix") or "")
    if span := locate(wanted, None, article.text):
        return make_anchor(article.text, span), article.text
    return wanted, None


def _check_quote(selector: dict[str, Any], place: str) -> None:
    if not isinstance(selector.get("exact"), str) or not selector["exact"]:
        raise ExchangeError(f"{place}.exact: the quote is missing.")
    if any(not isinstance(selector.get(name) or "", str) for name in ("prefix", "suffix")):
        raise ExchangeError(f"{place}: prefix and suffix are texts.")
    if len(selector["exact"]) > _LONGEST_QUOTE:
        raise ExchangeError(f"{place}.exact: it is longer than {_LONGEST_QUOTE:,} characters.")


def _position(selector: dict[str, Any], place: str) -> Span:
    start, end = selector.get("start"), selector.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end < 2**62:
        raise ExchangeError(f"{place}: start and end are no passage.")
    return Span(start, end)


def _uid(identifier: str) -> str:
    """An id that is an IRI as it is; a bare one, as Hypothesis has them, under its name."""
    return identifier if ":" in identifier else f"urn:hypothesis:{identifier}"


def _with_replies(read: list[_Read]) -> Iterator[_Read]:
    """The notes, each with what was replied to it behind its own text; a reply to nothing here is a note of its own."""
    there = {one.note.uid for one in read if not one.answered}
    answers: dict[str, list[str]] = {}
    for one in read:
        if one.answered in there:
            answers.setdefault(one.answered, []).append(one.note.body)
    for one in read:
        if one.answered not in there:
            texts = (one.note.body, *answers.get(one.note.uid, ()))
            yield replace(one, note=replace(one.note, body="\n\n".join(filter(None, texts))))
