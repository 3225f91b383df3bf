"""The tables and views of the library, and how an older library becomes a present one.

A change to the schema is a new function at the end of this file with `@migrations()`, and VERSION one higher;
what has been released never changes.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tui.store.backup import make_backup

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

VERSION = 2
"""`PRAGMA user_version` of a library that this program writes."""
APPLICATION_ID = 0x52445231
"""`PRAGMA application_id`: "RDR1". Tells a library from other SQLite files."""

_TABLES = """
CREATE TABLE texts (
    digest TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    byline TEXT NOT NULL,
    published TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES texts (digest),
    position INTEGER NOT NULL DEFAULT 0,
    added TEXT NOT NULL,
    opened TEXT NOT NULL,
    visit INTEGER NOT NULL
) STRICT;
CREATE INDEX articles_by_visit ON articles (visit);
CREATE INDEX articles_by_digest ON articles (digest);

CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    digest TEXT REFERENCES texts (digest) ON DELETE SET NULL,
    "start" INTEGER,
    "end" INTEGER,
    exact TEXT,
    prefix TEXT,
    suffix TEXT,
    body TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
) STRICT;
CREATE INDEX notes_by_article ON notes (article);
CREATE INDEX notes_by_digest ON notes (digest);

CREATE TABLE tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE note_tags (
    note INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    tag INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (note, tag)
) STRICT;
CREATE INDEX note_tags_by_tag ON note_tags (tag);

CREATE TABLE drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    body TEXT NOT NULL,
    tags TEXT NOT NULL,
    note_id INTEGER NOT NULL, -- 0 for a new note; no reference, as the draft outlives the note
    saved TEXT NOT NULL,
    UNIQUE (article, "start", "end", note_id)
) STRICT;

CREATE TABLE analyses (
    digest TEXT NOT NULL,
    engine TEXT NOT NULL,
    json TEXT NOT NULL,
    made TEXT NOT NULL,
    PRIMARY KEY (digest, engine)
) STRICT;
"""

_NOTES_FLAT = """
SELECT
    notes.id,
    articles.title AS article,
    articles.source,
    notes.exact AS quote,
    notes.body AS note,
    (
        SELECT group_concat(name, ', ')
        FROM (
            SELECT tags.name
            FROM note_tags JOIN tags ON tags.id = note_tags.tag
            WHERE note_tags.note = notes.id
            ORDER BY note_tags.position
        )
    ) AS tags,
    notes.created,
    notes.updated
FROM notes JOIN articles ON articles.id = notes.article
ORDER BY articles.title, notes."start", notes.id
"""

_STANCES = """
SELECT
    articles.title AS article,
    (
        SELECT actor.value ->> 'name' FROM json_each(analyses.json, '$.actors') AS actor
        WHERE actor.value ->> 'key' = stance.value ->> 'holder'
    ) AS holder,
    coalesce(
        (
            SELECT actor.value ->> 'name' FROM json_each(analyses.json, '$.actors') AS actor
            WHERE actor.value ->> 'key' = stance.value ->> 'target'
        ),
        stance.value ->> 'issue'
    ) AS target,
    stance.value ->> 'issue' AS issue,
    stance.value ->> 'polarity' AS polarity,
    stance.value ->> 'type' AS type,
    stance.value ->> 'confidence' AS confidence,
    substr(
        texts.text,
        (stance.value ->> '$.evidence[0][0]') + 1,
        (stance.value ->> '$.evidence[0][1]') - (stance.value ->> '$.evidence[0][0]')
    ) AS evidence
FROM articles
JOIN texts ON texts.digest = articles.digest
JOIN analyses ON analyses.rowid = (
    SELECT newest.rowid FROM analyses AS newest
    WHERE newest.digest = articles.digest
    ORDER BY newest.made DESC, newest.rowid DESC
    LIMIT 1
)
JOIN json_each(analyses.json, '$.stances') AS stance
"""

_CORRECTIONS = """
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    digest TEXT REFERENCES texts (digest) ON DELETE SET NULL,
    verdict TEXT NOT NULL,
    about TEXT NOT NULL, -- JSON
    replacement TEXT, -- JSON
    created TEXT NOT NULL
) STRICT;
CREATE INDEX corrections_by_article ON corrections (article);
CREATE INDEX corrections_by_digest ON corrections (digest);
"""


def migrate(conn: sqlite3.Connection, path: Path) -> None:
    """Brings the library behind `conn`, which lies at `path`, to VERSION; a library that has data is copied first.

    Other processes wait meanwhile; a failure leaves the library as it was. Raises sqlite3.Error, OSError.
    """
    with _without_numpy():
        from sqlite_utils import Database

    conn.execute("BEGIN IMMEDIATE")
    try:
        found: int = conn.execute("PRAGMA user_version").fetchone()[0]
        if found < VERSION:
            if found:
                make_backup(path, found)
            migrations().apply(Database(conn, execute_plugins=False))
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            conn.execute(f"PRAGMA user_version = {VERSION}")
        conn.execute("COMMIT")
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")


def migrations() -> "Migrations":
    """All steps from an empty file to the present schema, for `sqlite_utils`."""
    from sqlite_utils import Migrations

    steps = Migrations("reader")
    steps()(first_schema)
    steps()(with_corrections)
    return steps


def first_schema(db: "Database") -> None:
    """Version 1."""
    db.executescript(_TABLES)
    db.create_view("notes_flat", _NOTES_FLAT)
    db.create_view("stances", _STANCES)


def with_corrections(db: "Database") -> None:
    """Version 2."""
    db.executescript(_CORRECTIONS)


@contextmanager
def _without_numpy() -> Iterator[None]:
    """Lets `import sqlite_utils` find neither numpy nor pandas, whose number types it would only register.

    They take longer to load than everything else that a first start does.
    """
    hidden = [name for name in ("numpy", "pandas") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None makes the import system say "not found"
    try:
        import sqlite_utils  # noqa: F401

        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
