"""Reads web annotations: our own, those of other programs that keep to the W3C's model, and what Hypothesis exports.

A file is an AnnotationPage, an AnnotationCollection with its pages, an annotation, a list of them, or `rows` of the
API of Hypothesis (objects with `uri`, `text`, `tags`, `target`). Of several targets the first one counts, of a Choice
among bodies its first. A reply is a note of its own on the passage of the annotation that it answers, and says who
wrote it. Annotations carry no text of the article: the passage is looked for in the text that the library has, and a
note whose passage is not found there is an orphan with its quote.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tui.anchors import locate, make_anchor
from tui.errors import ExchangeError
from tui.exchange.checked import Plain, checked, checked_time
from tui.exchange.webannotation import ABOUT, About
from tui.labels import flat
from tui.model import Anchor, Article, Note, Record, Span
from tui.sanitise import sanitise_line
from tui.tag_names import tag_name

_LONGEST_QUOTE = 100_000
"""Characters; a longer one is only looked for as it stands."""
_DEEPEST = 20
"""Selectors that refine each other, or pages that name the next one within themselves."""

FindArticle = Callable[[str], Article | None]
"""The article of the library whose source is this address."""


@dataclass(frozen=True)
class _Read:
    """An annotation on an article of the library."""

    article: Article
    note: Note
    text: str | None
    answered: str
    """The uid of the annotation to which it replies, or empty."""


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
    places: dict[str, str] = {}
    unknown = 0
    for place, one in _annotations(value, "annotations"):
        if not isinstance(one, dict):
            raise ExchangeError(f"{place}: it is no annotation.")
        article = find(_source(one, place))
        if article is None:
            unknown += 1
            continue
        note, text = _note(one, article, place)
        if note.uid in places:
            raise ExchangeError(f"{place}.id: {places[note.uid]} has the same.")
        places[note.uid] = place
        read.append(_Read(article, note, text, _answered(one)))
    found: dict[str, list[_Read]] = {}
    for kept in _with_their_passages(read):
        found.setdefault(kept.article.id, []).append(kept)
    records = (Record(kept[0].article, tuple((one.note, one.text) for one in kept)) for kept in found.values())
    return tuple(records), unknown


def _annotations(value: Any, place: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Every annotation of a file, with its place in it."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield f"{place}[{number}]", one
    elif isinstance(value, dict):
        for name in ("items", "rows", "annotations"):
            if isinstance(value.get(name), list):
                yield from _annotations(value[name], name if place == "annotations" else f"{place}.{name}")
                break
        else:
            if "target" in value or "uri" in value:
                yield place, value
        for name in ("first", "next"):
            page = value.get(name)
            if isinstance(page, str) or depth > _DEEPEST:
                raise ExchangeError(f"{place}.{name}: a page of it is not in the file: save the whole collection.")
            if isinstance(page, dict):
                yield from _annotations(page, name if place == "annotations" else f"{place}.{name}", depth + 1)
    else:
        raise ExchangeError(f"{place}: there are no annotations in it.")


def _target(one: dict[str, Any]) -> Any:
    target = one.get("target")
    return next(iter(target), None) if isinstance(target, list) else target


def _source(one: dict[str, Any], place: str) -> str:
    target = _target(one)
    named = target
    if isinstance(target, dict):
        source = target.get("source")
        named = (source.get("id") if isinstance(source, dict) else source) or target.get("id")
    named = named or one.get("uri")
    if not isinstance(named, str) or not named:
        raise ExchangeError(f"{place}.target: it does not say which page it is on.")
    return named


def _note(one: dict[str, Any], article: Article, place: str) -> tuple[Note, str | None]:
    anchor, text = _anchored(one, article, place)
    bodies, tags = _bodies(one, place)
    about = flat(checked(About, {"about": one[ABOUT]}).about) if isinstance(one.get(ABOUT), dict) else None
    times = [one.get(name) for name in ("created", "modified", "updated")]
    created, *changed = (checked_time(time, place) for time in times)
    identifier = one.get("id")
    if not isinstance(identifier, str) or not identifier:
        raise ExchangeError(f"{place}.id: an annotation needs an id of its own.")
    updated = next(filter(None, changed), created)
    body = "\n\n".join(bodies)
    if _answered(one) and body and (author := _author(one)):
        body = f"{author}: {body}"
    return Note(None, anchor, body, tuple(tags), created, updated, about, _uid(identifier)), text


def _bodies(one: dict[str, Any], place: str) -> tuple[list[str], list[str]]:
    """The texts and the tags of an annotation."""
    texts = [one["text"]] if isinstance(one.get("text"), str) and one["text"].strip() else []
    tags = [tag for tag in one.get("tags") or [] if isinstance(tag, str)] if isinstance(one.get("tags"), list) else []
    body = one.get("body", one.get("bodyValue"))
    for number, part in enumerate(body if isinstance(body, list) else [body] if body else []):
        for value, is_tag in _said(part, f"{place}.body[{number}]"):
            (tags if is_tag else texts).append(value)
    return texts, list(map(tag_name, tags))


def _said(body: Any, place: str) -> Iterator[tuple[str, bool]]:
    """The text of a body and whether it is a tag; of a Choice, that of its first part; of a list, of every part."""
    if isinstance(body, str):
        yield body, False
    if not isinstance(body, dict):
        return
    value, parts = body.get("value"), body.get("items")
    if value is not None and not isinstance(value, str):
        raise ExchangeError(f"{place}.value: it is no text.")
    if value:
        yield value, _has(body, "purpose", "tagging")
    elif isinstance(parts, list):
        for part in parts[:1] if _has(body, "type", "Choice") else parts:
            if isinstance(part, str) or (isinstance(part, dict) and not part.get("items")):
                yield from _said(part, place)


def _has(value: dict[str, Any], name: str, wanted: str) -> bool:
    """Whether a property, which may have one value or a list of them, has this one."""
    there = value.get(name)
    return wanted in there if isinstance(there, list) else there == wanted


def _author(one: dict[str, Any]) -> str:
    """Who wrote an annotation: its creator, or its user at Hypothesis (`acct:name@host`)."""
    creator = one.get("creator", one.get("user"))
    if isinstance(creator, dict):
        creator = creator.get("name") or creator.get("nickname")
    if not isinstance(creator, str):
        return ""
    return sanitise_line(creator.removeprefix("acct:").partition("@")[0] if creator.startswith("acct:") else creator)


def _anchored(one: dict[str, Any], article: Article, place: str) -> tuple[Anchor | None, str | None]:
    """Where the annotation stands, and the text that this points into: None where it was not found."""
    quote: dict[str, Any] = {}
    position: Span | None = None
    target = _target(one)
    for where, selector in _selectors(target.get("selector") if isinstance(target, dict) else None, f"{place}.target"):
        if _has(selector, "type", "TextQuoteSelector"):
            quote = selector
            _check_quote(quote, where)
        elif _has(selector, "type", "TextPositionSelector"):
            position = _position(selector, where)
    if not quote:
        if position is None:
            return None, None
        if position.end > len(article.text):
            raise ExchangeError(
                f"{place}.target: {position.end} lies outside the text of {article.title!r}, "
                f"which has {len(article.text)} characters."
            )
        return make_anchor(article.text, position), article.text
    exact, prefix, suffix = quote["exact"], quote.get("prefix") or "", quote.get("suffix") or ""
    if position and article.text[position.start : position.end] == exact:
        return make_anchor(article.text, position), article.text
    whole = f"{prefix}{exact}{suffix}"
    if article.text.count(whole) == 1:
        start = article.text.index(whole) + len(prefix)
        return make_anchor(article.text, Span(start, start + len(exact))), article.text
    start = position.start if position else 0
    wanted = Anchor(Span(start, start + len(exact)), exact, prefix, suffix)
    if len(exact) <= _LONGEST_QUOTE and (span := locate(wanted, None, article.text)):
        return make_anchor(article.text, span), article.text
    return wanted, None


def _selectors(value: Any, place: str, depth: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    """The selectors of a target and those that refine them, with their places in the file."""
    for number, selector in enumerate(value if isinstance(value, list) else [value] if value else []):
        where = f"{place}.selector[{number}]"
        if not isinstance(selector, dict):
            raise ExchangeError(f"{where}: it is no selector.")
        yield where, selector
        if depth < _DEEPEST:
            yield from _selectors(selector.get("refinedBy"), where, depth + 1)


def _check_quote(selector: dict[str, Any], place: str) -> None:
    if not isinstance(selector.get("exact"), str) or not selector["exact"]:
        raise ExchangeError(f"{place}.exact: the quote is missing.")
    if any(not isinstance(selector.get(name) or "", str) for name in ("prefix", "suffix")):
        raise ExchangeError(f"{place}: prefix and suffix are texts.")


def _position(selector: dict[str, Any], place: str) -> Span:
    start, end = selector.get("start"), selector.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end < 2**53:
        raise ExchangeError(f"{place}: start and end are no passage.")
    return Span(start, end)


def _uid(identifier: str) -> str:
    """An id that is an IRI as it is; a bare one, as Hypothesis has them, under its name."""
    return identifier if ":" in identifier else f"urn:hypothesis:{identifier}"


def _answered(one: dict[str, Any]) -> str:
    references = one.get("references")
    return _uid(str(references[0])) if isinstance(references, list) and references else ""


def _with_their_passages(read: list[_Read]) -> Iterator[_Read]:
    """The notes in their order; a reply stands where the annotation does that it answers."""
    there = {one.note.uid: one for one in read}
    for one in read:
        answered = there.get(one.answered)
        if answered and one.note.anchor is None and answered.article == one.article:
            yield replace(one, note=replace(one.note, anchor=answered.note.anchor), text=answered.text)
        else:
            yield one
