"""The whole of a library, or of some articles, as JSON: schema `reader-library/1`.

```
{"schema": "reader-library/1",
 "tags": [{"name", "colour", "description", "parent"}],
 "texts": {SHA-256: text},
 "articles": [{"article": {"id", "title", "source", "byline", "published", "added", "text": SHA-256}, "position",
   "notes": [{"uid", "anchor": {"span": [start, end], "exact", "prefix", "suffix"} | null, "text": SHA-256 | null,
              "body", "tags", "created", "updated", "about": actor | stance | null}],
   "corrections": [{"uid", "verdict", "about": actor | quote | stance, "replacement", "created",
                    "text": SHA-256 | null}],
   "drafts": [{"span", "body", "tags", "note": uid | null, "about"}],
   "analyses": [{"engine", "sentences", "entities", "actors", "quotes", "stances"}]}]}
```

The fields are those of `tui.model`; `text` says which text the places of a note or a correction point into, null where
that is not known. Spans count characters. The same records always give the same file.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from tui.errors import ExchangeError
from tui.exchange.checked import Plain, checked, checked_time, plain
from tui.exchange.library_checks import check_analysis, check_anchor, check_sketch, check_span, check_uid, refuse_twins
from tui.labels import flat, flat_analysis
from tui.model import (
    ActorSketch,
    Analysis,
    Anchor,
    Article,
    Correction,
    Draft,
    Note,
    QuoteSketch,
    Record,
    Span,
    StanceSketch,
    Tag,
    TagColour,
    Verdict,
)
from tui.sanitise import sanitise_line
from tui.tag_names import tag_name

_ID = re.compile("[0-9a-f]{12}")
SCHEMA: Literal["reader-library/1"] = "reader-library/1"

Keep = Callable[[str | None], str | None]
"""Takes a text into the file; gives its SHA-256."""


@dataclass(frozen=True)
class _Tag:
    name: str
    colour: TagColour
    description: str
    parent: str | None


@dataclass(frozen=True)
class _Article:
    id: str
    title: str
    source: str
    byline: str
    published: str
    added: str
    text: str


@dataclass(frozen=True)
class _Note:
    uid: str
    anchor: Anchor | None
    text: str | None
    body: str
    tags: tuple[str, ...]
    created: str
    updated: str
    about: ActorSketch | StanceSketch | None


@dataclass(frozen=True)
class _Correction:
    uid: str
    verdict: Verdict
    about: ActorSketch | QuoteSketch | StanceSketch
    replacement: ActorSketch | QuoteSketch | StanceSketch | None
    created: str
    text: str | None


@dataclass(frozen=True)
class _Draft:
    span: Span
    body: str
    tags: tuple[str, ...]
    note: str | None
    about: ActorSketch | StanceSketch | None


@dataclass(frozen=True)
class _Filed:
    article: _Article
    position: int
    notes: tuple[_Note, ...]
    corrections: tuple[_Correction, ...]
    drafts: tuple[_Draft, ...]
    analyses: tuple[Analysis, ...]


@dataclass(frozen=True)
class _File:
    schema: Literal["reader-library/1"]
    tags: tuple[_Tag, ...]
    texts: dict[str, str]
    articles: tuple[_Filed, ...]


def export_json(records: Iterable[Record], tags: Iterable[Tag]) -> str:
    """The records and the code book as one JSON file."""
    texts: dict[str, str] = {}

    def keep(text: str | None) -> str | None:
        if text is None:
            return None
        digest = _digest(text)
        texts[digest] = text
        return digest

    articles = [_filed(record, keep) for record in sorted(records, key=lambda record: record.article.id)]
    book = sorted((_Tag(tag.name, tag.colour, tag.description, tag.parent) for tag in tags), key=lambda tag: tag.name)
    file = _File(SCHEMA, tuple(book), dict(sorted(texts.items())), tuple(articles))
    return json.dumps(plain(file), ensure_ascii=False, indent=1) + "\n"


def read_json(value: Plain) -> tuple[tuple[Record, ...], tuple[Tag, ...]]:
    """The records and the code book of an exported file; `value` is its JSON, all text of it safe for a terminal.

    Raises ExchangeError, which names the place, when anything is not as the schema has it, or lies outside its text.
    """
    file = checked(_File, value)
    refuse_twins([filed.article.id for filed in file.articles], "articles")
    refuse_twins([note.uid for filed in file.articles for note in filed.notes], "notes")
    refuse_twins([one.uid for filed in file.articles for one in filed.corrections], "corrections")
    for digest, text in file.texts.items():
        if _digest(text) != digest:
            raise ExchangeError(f"texts.{digest[:12]}: the text is not the one that this SHA-256 belongs to.")
    records = tuple(_record(filed, file.texts, f"articles[{number}]") for number, filed in enumerate(file.articles))
    return records, tuple(
        Tag(tag_name(tag.name), tag.colour, sanitise_line(tag.description), tag_name(tag.parent or "") or None)
        for tag in file.tags
        if tag_name(tag.name)
    )


def _filed(record: Record, keep: Keep) -> _Filed:
    article = record.article
    uids = {note.id: note.uid for note, _ in record.notes}
    return _Filed(
        _Article(
            article.id, article.title, article.source, article.byline, article.published, article.added,
            keep(article.text) or "",
        ),
        record.position,
        tuple(
            _Note(one.uid, one.anchor, keep(text), one.body, one.tags, one.created, one.updated, one.about)
            for one, text in record.notes
        ),
        tuple(
            _Correction(one.uid, one.verdict, one.about, one.replacement, one.created, keep(text))
            for one, text in record.corrections
        ),
        tuple(_Draft(d.span, d.body, d.tags, uids.get(d.note_id), d.about) for d in record.drafts),
        record.analyses,
    )  # fmt: skip


def _record(filed: _Filed, texts: dict[str, str], place: str) -> Record:
    def text_of(digest: str | None, where: str) -> str | None:
        if digest is not None and digest not in texts:
            raise ExchangeError(f"{place}.{where}: the text {digest[:12]} is not among the texts of the file.")
        return None if digest is None else texts[digest]

    own = text_of(filed.article.text, "article.text")
    assert own is not None
    said = filed.article
    if not _ID.fullmatch(said.id):
        raise ExchangeError(f"{place}.article.id: {said.id[:40]!r} is no id of an article (12 hexadecimal digits).")
    line = sanitise_line
    added = checked_time(said.added, f"{place}.article.added")
    article = Article(said.id, line(said.title), own, line(said.source), line(said.byline), line(said.published), added)
    notes, numbers = [], {}
    for number, note in enumerate(filed.notes):
        where = f"notes[{number}]"
        text = text_of(note.text, where)
        if note.anchor:
            check_anchor(note.anchor, text, f"{place}.{where}.anchor")
        check_uid(note.uid, f"{place}.{where}.uid")
        numbers[note.uid] = number + 1
        created, updated = (checked_time(time, f"{place}.{where}") for time in (note.created, note.updated))
        about = note.about and flat(note.about)
        made = Note(number + 1, note.anchor, note.body, note.tags, created, updated, about, note.uid)
        notes.append((made, text))
    corrections = []
    for number, one in enumerate(filed.corrections):
        where = f"corrections[{number}]"
        text = text_of(one.text, where)
        check_uid(one.uid, f"{place}.{where}.uid")
        check_sketch(one.about, text, f"{place}.{where}")
        if one.replacement:
            check_sketch(one.replacement, text, f"{place}.{where}.replacement")
        created = checked_time(one.created, f"{place}.{where}.created")
        replacement = one.replacement and flat(one.replacement)
        corrections.append((Correction(None, one.verdict, flat(one.about), replacement, created, one.uid), text))
    for number, draft in enumerate(filed.drafts):
        check_span(draft.span, own, f"{place}.drafts[{number}].span")
    for number, analysis in enumerate(filed.analyses):
        check_analysis(analysis, own, f"{place}.analyses[{number}]")
    return Record(
        article,
        tuple(notes),
        tuple(corrections),
        tuple(
            Draft(one.span, one.body, one.tags, numbers.get(one.note or ""), one.about and flat(one.about))
            for one in filed.drafts
        ),
        tuple(map(flat_analysis, filed.analyses)),
        max(0, min(filed.position, len(own))),
    )


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
