"""The search of the library: articles by title and text, notes, quotes, stances and tags. The caller holds the
transaction.

Which kinds a query finds: with `tag:` notes, with `speaker:` quotes, with `stance:` stances, else all but stances, and
without words articles. Words alone also find tags, and behind everything else the notes that carry them. `actor:`,
`source:`, `before:` and `after:` narrow the articles down; with `stance:`, `actor:` is its holder. Of each kind the
newest matches, at most `_NEWEST`, are ranked by BM25; titles weigh more than notes, notes more than quotes, quotes more
than the text.
"""

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from tui.folding import fold
from tui.model import Hit, HitKind, Hits, Span
from tui.query import Query, parse
from tui.store.encode import storable
from tui.store.tags import of_note
from tui.wording import counted

_NEWEST = 400
_SNIPPET, _BEFORE = 160, 50
"""Characters of a snippet, and of it before the first phrase."""
_WEIGHTS: dict[HitKind, float] = {"article": 1.0, "quote": 1.4, "stance": 1.4, "note": 2.0}
_TITLE = 6.0

_TAGGED = (
    "SELECT note FROM note_tags WHERE tag IN (WITH RECURSIVE below (tag) AS "
    "(SELECT folded FROM tags WHERE fold(name) = ? UNION "
    "SELECT folded FROM tags JOIN below ON tags.parent = below.tag) SELECT tag FROM below)"
)
"""The notes with a tag, or one that stands under it."""

_Ranked = tuple[float, HitKind, int]


def search(conn: sqlite3.Connection, typed: str, limit: int) -> Hits:
    """The best `limit` hits of what a user typed; any string is allowed. Before anything is typed, the articles."""
    if not typed.strip():
        return _opened_last(conn, limit)
    query = parse(storable(typed))
    conn.create_function("fold", 1, fold, deterministic=True)
    if limit < 1 or query.not_dates or not (query.phrases or query.filters):
        return Hits((), False)
    tags = list(_tags(conn, query)) if query.phrases and not query.filters else []
    found = {found[1:]: found for kind in _kinds(query) for found in _ranked(conn, query, kind)}
    for tag in tags:
        for note in _ranked(conn, Query(filters=(("tag", tag.title),)), "note"):
            found.setdefault(note[1:], note)
    ranked = sorted(found.values(), key=_best_first)
    shown = ranked[: max(limit - len(tags), 0)]
    hits = [*tags[:limit], *(_hit(conn, query, kind, row) for _, kind, row in shown)]
    return Hits(tuple(hits), len(tags) + len(ranked) > limit)


def _opened_last(conn: sqlite3.Connection, limit: int) -> Hits:
    rows = conn.execute(
        "SELECT key, title, source, (SELECT count(*) FROM notes WHERE notes.article = articles.id) FROM articles "
        "ORDER BY visit DESC LIMIT ?",
        (limit + 1,),
    ).fetchall()
    hits = (
        Hit("article", key, title, source, about=counted(count, "note") if count else "")
        for key, title, source, count in rows
    )
    return Hits(tuple(hits)[:limit], len(rows) > limit)


def _best_first(found: _Ranked) -> tuple[float, int]:
    return found[0], -found[2]


def _kinds(query: Query) -> tuple[HitKind, ...]:
    if query.values("stance"):
        return ("stance",)
    if query.values("speaker"):
        return () if query.values("tag") else ("quote",)
    if query.values("tag"):
        return ("note",)
    return ("article", "note", "quote") if query.phrases else ("article",)


def _ranked(conn: sqlite3.Connection, query: Query, kind: HitKind) -> Iterator[_Ranked]:
    table = {"article": "articles", "note": "notes"}.get(kind, "found")
    index = f"{table}_fts"
    match = _match(query, kind)
    conditions, values = _conditions(query, kind)
    where = " AND ".join(conditions) or "TRUE"
    tags = [fold(" ".join(tag.lstrip("#").split())) for tag in query.values("tag")]
    if match:
        rank = f"bm25({index}, {_TITLE}, 1.0)" if kind == "article" else f"bm25({index})"
        # With a sign, or FTS5 would look each row of an IN list up by itself. The few rows of a tag are known at once;
        # of the many that other conditions allow, most need not be looked at.
        few = f" AND +{index}.rowid IN ({_TAGGED})" * len(tags)
        fits = f" AND EXISTS (SELECT 1 FROM {table} WHERE id = {index}.rowid AND {where})" if conditions else ""
        rows = f"SELECT rowid AS id, {rank} AS rank FROM {index} WHERE {index} MATCH ?{few}{fits}"
        values = [match, *tags, *values]
    else:
        few = f" AND id IN ({_TAGGED})" * len(tags)
        rows = f"SELECT id, 0.0 AS rank FROM {table} WHERE {where}{few}"
        values = [*values, *tags]
    newest = f"SELECT id, rank FROM ({rows} ORDER BY {'rowid' if match else 'id'} DESC LIMIT {_NEWEST})"
    for row, rank in conn.execute(newest, values):
        yield rank * _WEIGHTS[kind], kind, row


def _match(query: Query, kind: HitKind) -> str:
    """The query in FTS5's language; every phrase is quoted, so that nothing in it is an operator."""
    parts = _quoted(query.phrases, is_open=query.open)
    if kind in ("quote", "stance"):
        words = " ".join(parts)
        parts = [f"({{text target}} : ({words}))"] if words else []
        holders = query.values("speaker") if kind == "quote" else query.values("actor")
        parts += [f"({{who}} : ({' '.join(_quoted((name,), is_open=True))}))" for name in holders if _has_word(name)]
    return " AND ".join(parts)


def _quoted(phrases: tuple[str, ...], *, is_open: bool) -> list[str]:
    quoted = [f'"{" ".join(phrase.replace(chr(34), " ").split())}"' for phrase in phrases]
    return [*quoted[:-1], quoted[-1] + (" *" if is_open else "")] if quoted else []


def _has_word(value: str) -> bool:
    return any(character.isalnum() for character in value)


def _conditions(query: Query, kind: HitKind) -> tuple[list[str], list[Any]]:
    """SQL conditions on the rows of a kind, and their values."""
    conditions: list[str] = []
    values: list[Any] = []
    if kind in ("quote", "stance"):
        conditions.append("kind = ?")
        values.append(kind)
    for words in query.values("stance"):
        conditions.append("(polarity = ? OR type = ? OR type = ?)")
        values += [words.lower(), words.lower(), "-".join(words.lower().split())]
    within, inside = _articles(query, kind)
    if within:
        key = "id" if kind == "article" else "article"
        conditions.append(f"{key} IN (SELECT id FROM articles WHERE {' AND '.join(within)})")
        values += inside
    return conditions, values


def _articles(query: Query, kind: HitKind) -> tuple[list[str], list[Any]]:
    """SQL conditions on articles, and their values."""
    conditions: list[str] = []
    values: list[Any] = []
    for name in query.values("actor"):
        if kind != "stance":
            conditions.append(
                "id IN (SELECT article FROM found_actors WHERE id IN "
                "(SELECT rowid FROM found_actors_fts WHERE found_actors_fts MATCH ?))"
                if _has_word(name)
                else "FALSE AND ? IS NULL"
            )
            values.append(" ".join(_quoted((name,), is_open=True)))
    for part in query.values("source"):
        if part.isascii():
            conditions.append("instr(lower(source), ?)")
            values.append(part.lower())
        else:  # SQLite's own `lower` knows no other letters; ours is slower
            conditions.append("instr(fold(source), ?)")
            values.append(fold(part))
    for sign, name in (("<", "before"), (">=", "after")):
        for date in query.values(name):
            conditions.append(f"coalesce(nullif(published, ''), added) {sign} ?")
            values.append(date)
    return conditions, values


def _hit(conn: sqlite3.Connection, query: Query, kind: HitKind, row: int) -> Hit:
    if kind == "article":
        key, title, text = conn.execute(
            "SELECT key, articles.title, text FROM articles JOIN article_texts USING (id) WHERE id = ?", (row,)
        ).fetchone()
        place = next(iter(_places(text, query)), None)
        return Hit(kind, key, title, *(_excerpt(text, query) if query.phrases else ("", ())), span=place)
    if kind == "note":
        key, title, start, end, exact, body, current = conn.execute(
            'SELECT key, title, "start", "end", coalesce(exact, \'\'), body, notes.digest IS articles.digest '
            "FROM notes JOIN articles ON articles.id = notes.article WHERE notes.id = ?",
            (row,),
        ).fetchone()
        tags = " ".join(f"#{name}" for name in of_note(conn, row))
        shown = " · ".join(filter(None, (body, exact and f"“{exact}”")))
        place = Span(start, end) if current and start is not None else None
        return Hit(kind, key, title, *_excerpt(shown, query), about=tags, span=place, note=row)
    key, title, who, text, target, polarity, type_, start, end = conn.execute(
        'SELECT key, title, who, text, target, polarity, type, "start", "end" '
        "FROM found JOIN articles ON articles.id = found.article WHERE found.id = ?",
        (row,),
    ).fetchone()
    about = f"{polarity}: {type_} {target}".strip() if kind == "stance" else ""
    return Hit(kind, key, title, *_excerpt(text, query), who=who, about=about, span=Span(start, end))


def _excerpt(text: str, query: Query) -> tuple[str, tuple[Span, ...]]:
    """Some words of `text` around the first phrase that it has, on one line, and where in it the phrases stand."""
    flat = " ".join(text.split())
    found = _places(flat, query)
    if len(flat) > _SNIPPET:
        start = _word_before(flat, max((found[0].start if found else 0) - _BEFORE, 0))
        end = _word_before(flat, min(start + _SNIPPET, len(flat)))
        head, tail = "… " if start else "", " …" if end < len(flat) else ""
        found = [
            Span(span.start - start + len(head), span.end - start + len(head)) for span in found if span.end <= end
        ]
        flat = head + flat[start:end].rstrip() + tail
    return flat, tuple(span for span in found if span.start >= 0)


def _places(text: str, query: Query) -> list[Span]:
    """Where the phrases of a query stand in a text, as the index sees it: without case and accents."""
    patterns = []
    for number, phrase in enumerate(query.phrases):
        words = [re.escape(word) for word in re.findall(r"[^\W_]+", fold(phrase))]
        unfinished = query.open and number == len(query.phrases) - 1
        patterns.append(r"[\W_]+".join(words) + (r"[^\W_]*" if unfinished else r"(?![^\W_])"))
    if not patterns:
        return []
    pattern = rf"(?<![^\W_])(?:{'|'.join(patterns)})"
    return [Span(*match.span()) for match in re.finditer(pattern, fold(text))]


def _word_before(text: str, offset: int) -> int:
    """The start of the word that has the character at `offset`."""
    return offset if offset in (0, len(text)) else text.rfind(" ", 0, offset) + 1


def _tags(conn: sqlite3.Connection, query: Query) -> Iterator[Hit]:
    """The tags whose name or description has every word."""
    condition = "(instr(fold(name), ?) OR instr(fold(description), ?))"
    values = [fold(phrase) for phrase in query.phrases for _ in range(2)]
    rows = conn.execute(
        "SELECT name, description, (SELECT count(*) FROM note_tags WHERE tag = folded) AS uses FROM tags "
        f"WHERE {' AND '.join([condition] * len(query.phrases))} ORDER BY uses DESC, folded LIMIT 5",
        values,
    )
    for name, description, uses in rows:
        yield Hit("tag", "", name, description, about=counted(uses, "note"))
