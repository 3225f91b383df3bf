"""SQL for articles, their texts and analyses. Each function works on an open connection; the caller holds the
transaction."""

import sqlite3

from tui.model import Analysis, Article
from tui.store.encode import analysis_from_text, analysis_to_text, article_from_row, storable

_SELECT = (
    "SELECT key, title, texts.text, source, byline, published, added "
    "FROM articles JOIN texts ON texts.digest = articles.digest "
)


def keep(conn: sqlite3.Connection, article: Article, digest: str, now: str) -> str:
    """Adds or refreshes `article` and makes it the one opened last; returns when the library first saw it."""
    keep_text(conn, digest, article.text)
    row = conn.execute(
        "INSERT INTO articles (key, source, title, byline, published, digest, added, opened, visit) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(visit), 0) + 1 FROM articles)) "
        "ON CONFLICT (key) DO UPDATE SET source = excluded.source, title = excluded.title, "
        "byline = excluded.byline, published = excluded.published, digest = excluded.digest, "
        "opened = excluded.opened, visit = excluded.visit "
        "RETURNING added",
        (
            article.id,
            *map(storable, (article.source, article.title, article.byline, article.published)),
            digest,
            now,
            now,
        ),
    ).fetchone()
    return str(row[0])


def add(conn: sqlite3.Connection, article: Article, digest: str, now: str) -> None:
    """Adds an article that the library does not have; which one was opened last does not change."""
    keep_text(conn, digest, article.text)
    conn.execute(
        "INSERT INTO articles (key, source, title, byline, published, digest, added, opened, visit) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (
            article.id,
            *map(storable, (article.source, article.title, article.byline, article.published)),
            digest,
            article.added or now,
            now,
        ),
    )


def drop_unneeded_texts(conn: sqlite3.Connection) -> None:
    """Removes the texts, with their analyses, that no article, note, correction or step to undo points into."""
    conn.execute(
        "DELETE FROM texts WHERE NOT EXISTS (SELECT 1 FROM articles WHERE articles.digest = texts.digest) "
        "AND NOT EXISTS (SELECT 1 FROM notes WHERE notes.digest = texts.digest) "
        "AND NOT EXISTS (SELECT 1 FROM corrections WHERE corrections.digest = texts.digest) "
        "AND NOT EXISTS (SELECT 1 FROM changes WHERE changes.digest_before = texts.digest) "
        "AND NOT EXISTS (SELECT 1 FROM changes WHERE changes.digest_after = texts.digest)"
    )
    conn.execute("DELETE FROM analyses WHERE NOT EXISTS (SELECT 1 FROM texts WHERE texts.digest = analyses.digest)")


def keep_text(conn: sqlite3.Connection, digest: str, text: str) -> None:
    """Makes sure that the text with this digest is there."""
    if not has_text(conn, digest):
        conn.execute("INSERT INTO texts VALUES (?, ?)", (digest, storable(text)))


def has_text(conn: sqlite3.Connection, digest: str) -> bool:
    """Whether the library keeps the text of `digest`."""
    return conn.execute("SELECT 1 FROM texts WHERE digest = ?", (digest,)).fetchone() is not None


def row_id(conn: sqlite3.Connection, key: str) -> tuple[int, str] | None:
    """(row id, digest of the text) of the article with this id, or None."""
    row: tuple[int, str] | None = conn.execute("SELECT id, digest FROM articles WHERE key = ?", (key,)).fetchone()
    return row


def get(conn: sqlite3.Connection, key: str) -> Article | None:
    """The article with this id, or None."""
    row = conn.execute(_SELECT + "WHERE key = ?", (key,)).fetchone()
    return article_from_row(row) if row else None


def newest(conn: sqlite3.Connection, limit: int = -1) -> tuple[Article, ...]:
    """At most `limit` articles (all of them for -1), the one opened last first."""
    rows = conn.execute(_SELECT + "ORDER BY visit DESC LIMIT ?", (limit,))
    return tuple(map(article_from_row, rows))


def matching(conn: sqlite3.Connection, query: str, path: str, *, exact: bool = False) -> list[tuple[str, str]]:
    """(id, title) of the articles that `query` may mean: by id or source (`path` if it is one); unless
    `exact` also by title, or else by a part of it."""
    rows: list[tuple[str, str, str]] = conn.execute(
        "SELECT key, title, source FROM articles ORDER BY visit DESC"
    ).fetchall()
    named = [(key, title) for key, title, source in rows if query == key or source in (query, path)]
    wanted = " ".join(query.split()).casefold()
    if named or exact or not wanted:
        return named
    titled = [(key, title) for key, title, _ in rows if wanted == title.casefold()]
    return titled or [(key, title) for key, title, _ in rows if wanted in title.casefold()]


def position(conn: sqlite3.Connection, key: str) -> int:
    """Where the caret was left, as a character offset; 0 for an article that was never left."""
    row = conn.execute("SELECT position FROM articles WHERE key = ?", (key,)).fetchone()
    return int(row[0]) if row else 0


def save_position(conn: sqlite3.Connection, key: str, offset: int) -> None:
    """Remembers where the caret was left."""
    conn.execute("UPDATE articles SET position = ? WHERE key = ?", (offset, key))


def analysis(conn: sqlite3.Connection, digest: str, engine: str) -> Analysis | None:
    """What `engine` found in the text of `digest`, or None when it has to be made."""
    row = conn.execute("SELECT json FROM analyses WHERE digest = ? AND engine = ?", (digest, engine)).fetchone()
    return analysis_from_text(row[0]) if row else None


def newest_analysis(conn: sqlite3.Connection, digest: str) -> Analysis | None:
    """What was found last in the text of `digest`, by whatever engine, or None."""
    row = conn.execute(
        "SELECT json FROM analyses WHERE digest = ? ORDER BY made DESC, rowid DESC LIMIT 1", (digest,)
    ).fetchone()
    return analysis_from_text(row[0]) if row else None


def save_analysis(conn: sqlite3.Connection, digest: str, analysis: Analysis, now: str) -> None:
    """Keeps `analysis` of the text with this digest."""
    conn.execute(
        "INSERT INTO analyses (digest, engine, json, made) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (digest, engine) DO UPDATE SET json = excluded.json, made = excluded.made",
        (digest, analysis.engine, analysis_to_text(analysis), now),
    )
