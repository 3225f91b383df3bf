"""The tables and views of the library, version by version. What has been released never changes."""

from typing import TYPE_CHECKING

from tui.store import findings, search_tables
from tui.store.encode import new_uid

if TYPE_CHECKING:
    from sqlite_utils import Database

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

_TAGS = """
DROP VIEW notes_flat;

CREATE TABLE tags_by_name (
    folded TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    colour TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    parent TEXT REFERENCES tags_by_name (folded) ON UPDATE CASCADE ON DELETE SET NULL
) STRICT;
CREATE TABLE note_tags_by_name (
    note INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    tag TEXT NOT NULL REFERENCES tags_by_name (folded) ON UPDATE CASCADE ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (note, tag)
) STRICT;
INSERT INTO tags_by_name (folded, name) SELECT folded, name FROM tags;
INSERT INTO note_tags_by_name SELECT note, tags.folded, position FROM note_tags JOIN tags ON tags.id = note_tags.tag;
DROP TABLE note_tags;
DROP TABLE tags;
ALTER TABLE tags_by_name RENAME TO tags;
ALTER TABLE note_tags_by_name RENAME TO note_tags;
CREATE INDEX note_tags_by_tag ON note_tags (tag);
CREATE INDEX tags_by_parent ON tags (parent);

ALTER TABLE notes ADD COLUMN about TEXT; -- JSON
ALTER TABLE notes ADD COLUMN uid TEXT NOT NULL DEFAULT '';
ALTER TABLE corrections ADD COLUMN uid TEXT NOT NULL DEFAULT '';
"""

_DRAFTS = """
CREATE TABLE drafts_about (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    about TEXT NOT NULL, -- JSON, or empty
    body TEXT NOT NULL,
    tags TEXT NOT NULL,
    note_id INTEGER NOT NULL, -- 0 for a new note; no reference, as the draft outlives the note
    saved TEXT NOT NULL,
    UNIQUE (article, "start", "end", about, note_id)
) STRICT;
INSERT INTO drafts_about SELECT id, article, "start", "end", '', body, tags, note_id, saved FROM drafts;
DROP TABLE drafts;
ALTER TABLE drafts_about RENAME TO drafts;
"""

_JOURNAL = """
CREATE TABLE steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    words TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX steps_by_article ON steps (article);
CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    step INTEGER NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
    "table" TEXT NOT NULL,
    before TEXT, -- JSON of the row; NULL where it did not exist
    after TEXT,
    digest_before TEXT, -- the texts that the row's anchor points into
    digest_after TEXT
) STRICT;
CREATE INDEX changes_by_step ON changes (step);
CREATE INDEX changes_by_digest_before ON changes (digest_before);
CREATE INDEX changes_by_digest_after ON changes (digest_after);
"""

_NOTES_FLAT_3 = """
SELECT
    notes.id,
    articles.title AS article,
    articles.source,
    notes.exact AS quote,
    notes.about ->> '$.name' AS actor,
    notes.body AS note,
    (
        SELECT group_concat(name, ', ')
        FROM (
            SELECT tags.name
            FROM note_tags JOIN tags ON tags.folded = note_tags.tag
            WHERE note_tags.note = notes.id
            ORDER BY note_tags.position
        )
    ) AS tags,
    notes.created,
    notes.updated
FROM notes JOIN articles ON articles.id = notes.article
ORDER BY articles.title, notes."start", notes.id
"""


def first_schema(db: "Database") -> None:
    """Version 1."""
    db.executescript(_TABLES)
    db.create_view("notes_flat", _NOTES_FLAT)
    db.create_view("stances", _STANCES)


def with_corrections(db: "Database") -> None:
    """Version 2."""
    db.executescript(_CORRECTIONS)


def with_annotation_depth(db: "Database") -> None:
    """Version 3: a code book, notes about actors and stances, a journal for undo and redo."""
    db.executescript(_TAGS)
    db.register_function(new_uid)
    for table in ("notes", "corrections"):
        db.execute(f"UPDATE {table} SET uid = new_uid()")
        db.execute(f"CREATE UNIQUE INDEX {table}_by_uid ON {table} (uid)")
    db.create_view("notes_flat", _NOTES_FLAT_3)
    db.executescript(_DRAFTS)
    db.executescript(_JOURNAL)
    search_tables.create(db)
    for (article,) in db.execute("SELECT id FROM articles").fetchall():
        findings.renew(db.conn, article)
