"""The search of the library: articles by title and text, notes, quotes, stances and tags. The caller holds the
transaction.

Which kinds a query finds: with `tag:` notes, with `speaker:` quotes, with `stance:` stances, else all but stances, and
without words articles. `actor:`, `source:`, `before:` and `after:` narrow the articles down; with `stance:`, `actor:`
is its holder. Of each kind the newest matches, at most `_NEWEST`, are ranked by BM25; titles weigh more than notes,
notes more than quotes, quotes more than the text.
"""

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from tui.model import Hit, HitKind, Hits, Span
from tui.query import Query, parse
from tui.store.encode import folded, storable

_NEWEST = 400
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Private characters that mark what was found in a snippet."""
_WORDS = 24
"""Words of a snippet."""
_WEIGHTS: dict[HitKind, float] = {"article": 1.0, "quote": 1.4, "stance": 1.4, "note": 2.0}
_TITLE = 6.0

_Ranked = tuple[float, HitKind, int]


def search(conn: sqlite3.Connection, typed: str, limit: int) -> Hits:
    """The best `limit` hits of what a user typed; any string is allowed."""
    query = parse(storable(typed))
    if limit < 1 or not (query.phrases or query.filters):
        return Hits((), False)
    tags = list(_tags(conn, query)) if query.phrases and not query.filters else []
    ranked = sorted((found for kind in _kinds(query) for found in _ranked(conn, query, kind)), key=_best_first)
    shown = ranked[: max(limit - len(tags), 0)]
    hits = [*tags[:limit], *(_hit(conn, query, kind, row) for _, kind, row in shown)]
    return Hits(tuple(hits), len(tags) + len(ranked) > limit)


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
    index = {"article": "articles_fts", "note": "notes_fts"}.get(kind, "found_fts")
    match = _match(query, kind)
    conditions, values = _conditions(query, kind)
    if match:
        rank = f"bm25({index}, {_TITLE}, 1.0)" if kind == "article" else f"bm25({index})"
        rows = f"SELECT {index}.rowid AS id, {rank} AS rank FROM {index} WHERE {index} MATCH ?"
        table = {"article": "articles", "note": "notes"}.get(kind, "found")
        if conditions:
            rows += f" AND rowid IN (SELECT id FROM {table} WHERE {' AND '.join(conditions)})"
        values = [match, *values]
    else:
        table = {"article": "articles", "note": "notes"}.get(kind, "found")
        rows = f"SELECT id, 0.0 AS rank FROM {table} WHERE {' AND '.join(conditions) or 'TRUE'}"
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
    for tag in query.values("tag"):
        conditions.append(
            "id IN (SELECT note FROM note_tags WHERE tag IN (WITH RECURSIVE below (tag) AS (SELECT ? UNION "
            "SELECT folded FROM tags JOIN below ON tags.parent = below.tag) SELECT tag FROM below))"
        )
        values.append(folded(tag.lstrip("#")))
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
        conditions.append("instr(lower(source), ?)")
        values.append(part.lower())
    for sign, name in (("<", "before"), (">=", "after")):
        for date in query.values(name):
            conditions.append(f"coalesce(nullif(published, ''), added) {sign} ?")
            values.append(date)
    return conditions, values


def _hit(conn: sqlite3.Connection, query: Query, kind: HitKind, row: int) -> Hit:
    if kind == "article":
        key, title = conn.execute("SELECT key, title FROM articles WHERE id = ?", (row,)).fetchone()
        snippet = _snippet(conn, "articles_fts", 1, _match(query, kind), row)
        return Hit(kind, key, title, *_marked(snippet), span=_place(conn, query, row))
    if kind == "note":
        key, title, start, end, exact, body, current = conn.execute(
            'SELECT key, title, "start", "end", exact, body, notes.digest IS articles.digest '
            "FROM notes JOIN articles ON articles.id = notes.article WHERE notes.id = ?",
            (row,),
        ).fetchone()
        tags = " ".join(f"#{name}" for name in _tags_of(conn, row))
        match = _match(query, kind)
        snippet = _snippet(conn, "notes_fts", -1, match, row) if match else body or exact or ""
        return Hit(
            kind,
            key,
            title,
            *_marked(snippet),
            about=tags,
            span=Span(start, end) if current and exact else None,
            note=row,
        )
    key, title, who, text, target, polarity, type_, start, end = conn.execute(
        'SELECT key, title, who, text, target, polarity, type, "start", "end" '
        "FROM found JOIN articles ON articles.id = found.article WHERE found.id = ?",
        (row,),
    ).fetchone()
    snippet = _snippet(conn, "found_fts", 1, _match(query, kind), row) or text
    about = f"{polarity}: {type_} {target}".strip(": ") if kind == "stance" else ""
    return Hit(kind, key, title, *_marked(snippet), who=who, about=about, span=Span(start, end))


def _snippet(conn: sqlite3.Connection, index: str, column: int, match: str, row: int) -> str:
    if not match:
        return ""
    found = conn.execute(
        f"SELECT snippet({index}, ?, ?, ?, ' … ', ?) FROM {index} WHERE {index} MATCH ? AND rowid = ?",
        (column, _OPEN, _CLOSE, _WORDS, match, row),
    ).fetchone()
    return str(found[0] or "") if found else ""


def _place(conn: sqlite3.Connection, query: Query, row: int) -> Span | None:
    """Where the first phrase stands in an article's text, written as it was searched."""
    if not query.phrases:
        return None
    (text,) = conn.execute("SELECT text FROM article_texts WHERE id = ?", (row,)).fetchone()
    pattern = r"[^\w\n]+".join(map(re.escape, re.findall(r"\w+", query.phrases[0])))
    found = re.search(rf"(?<!\w){pattern}", text, re.IGNORECASE)
    return Span(*found.span()) if found else None


def _marked(snippet: str) -> tuple[str, tuple[Span, ...]]:
    """The snippet on one line without its marking characters, and the stretches that they mark."""
    plain: list[str] = []
    marks: list[Span] = []
    length = start = 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", " ".join(snippet.split())):
        if part == _OPEN:
            start = length
        elif part == _CLOSE:
            marks.append(Span(start, length))
        else:
            plain.append(part)
            length += len(part)
    return "".join(plain), tuple(marks)


def _tags_of(conn: sqlite3.Connection, note: int) -> list[str]:
    rows = conn.execute(
        "SELECT name FROM note_tags JOIN tags ON tags.folded = note_tags.tag WHERE note = ? ORDER BY position", (note,)
    )
    return [name for (name,) in rows]


def _tags(conn: sqlite3.Connection, query: Query) -> Iterator[Hit]:
    """The tags whose name or description has every word."""
    condition = "(instr(folded, ?) OR instr(lower(description), ?))"
    values = [folded(phrase) for phrase in query.phrases for _ in range(2)]
    rows = conn.execute(
        "SELECT name, description, (SELECT count(*) FROM note_tags WHERE tag = folded) AS uses FROM tags "
        f"WHERE {' AND '.join([condition] * len(query.phrases))} ORDER BY uses DESC, folded LIMIT 5",
        values,
    )
    for name, description, uses in rows:
        yield Hit("tag", "", name, description, about=f"{uses} note{'' if uses == 1 else 's'}")
