"""What makes the library searchable: full text indexes kept up to date by triggers, and what analyses found.

https://www.sqlite.org/fts5.html
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

TOKENS = "unicode61 remove_diacritics 2"
_PREFIXES = "3 4 5"
"""Lengths in characters: hundreds of words begin with `qui`; their rows are merged beforehand, and a search for what is
half typed takes a tenth of the time."""

_FOUND = """
CREATE TABLE found_actors (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    name TEXT NOT NULL
) STRICT;
CREATE INDEX found_actors_by_article ON found_actors (article);

CREATE TABLE found (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, -- quote or stance
    who TEXT NOT NULL, -- speaker or holder
    text TEXT NOT NULL, -- what is said, or the evidence
    target TEXT NOT NULL, -- of a stance: actor and issue
    polarity TEXT NOT NULL,
    type TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL
) STRICT;
CREATE INDEX found_by_article ON found (article);
CREATE INDEX found_by_polarity ON found (polarity, type);
"""

_ARTICLES = f"""
CREATE VIEW article_texts AS
SELECT articles.id, articles.title, texts.text FROM articles JOIN texts ON texts.digest = articles.digest;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, content = 'article_texts', content_rowid = 'id', tokenize = '{TOKENS}', prefix = '{_PREFIXES}'
);

CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text)
    SELECT NEW.id, NEW.title, text FROM texts WHERE digest = NEW.digest;
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, digest ON articles
WHEN OLD.title IS NOT NEW.title OR OLD.digest IS NOT NEW.digest BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    SELECT 'delete', OLD.id, OLD.title, text FROM texts WHERE digest = OLD.digest;
    INSERT INTO articles_fts (rowid, title, text)
    SELECT NEW.id, NEW.title, text FROM texts WHERE digest = NEW.digest;
END;
CREATE TRIGGER articles_fts_delete BEFORE DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    SELECT 'delete', OLD.id, OLD.title, text FROM texts WHERE digest = OLD.digest;
END;
"""


def create(db: "Database") -> None:
    """Makes the tables and indexes, and fills the indexes from what is there."""
    db.executescript(_FOUND)
    db.executescript(_ARTICLES)
    db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    db.executescript(_index("notes", "body", "exact"))
    db.executescript(_index("found", "who", "text", "target"))
    db.executescript(_index("found_actors", "name"))


def _index(table: str, *columns: str) -> str:
    """An index of some columns of a table and what keeps it right: as `Table.enable_fts`, which knows no prefixes."""
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    take_out = f"INSERT INTO {table}_fts ({table}_fts, rowid, {names}) VALUES ('delete', OLD.id, {old});"
    put_in = f"INSERT INTO {table}_fts (rowid, {names}) VALUES (NEW.id, {new});"
    return f"""
CREATE VIRTUAL TABLE {table}_fts USING fts5 (
    {names}, content = '{table}', content_rowid = 'id', tokenize = '{TOKENS}', prefix = '{_PREFIXES}'
);
CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN {put_in} END;
CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN {take_out} END;
CREATE TRIGGER {table}_fts_update AFTER UPDATE OF {names} ON {table} BEGIN {take_out} {put_in} END;
INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild');
"""
