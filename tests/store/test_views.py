"""What people see who open the library with sqlite-utils or Datasette."""

from pathlib import Path

import pytest
import sqlite_utils

from tests.store.conftest import anchor_at, article_named
from tests.store.test_library import ANALYSIS, ARTICLE, KEY
from tui.model import Actor, Analysis, Note, Span, Stance
from tui.store import Library


@pytest.fixture
def db(library: Library, path: Path) -> sqlite_utils.Database:
    library.keep_article(ARTICLE)
    return sqlite_utils.Database(path)


def test_notes_flat(library: Library, db: sqlite_utils.Database) -> None:
    library.save_note(KEY, Note(None, None, "general"))
    library.save_note(KEY, Note(None, anchor_at(ARTICLE.text, "the plan"), "Which?", ("zeta", "alpha")))
    time = "2026-01-31T12:00:00Z"
    common = {"article": ARTICLE.title, "source": ARTICLE.source, "actor": None, "created": time, "updated": time}
    assert list(db["notes_flat"].rows) == [
        {"id": 1, "quote": None, "note": "general", "tags": None, **common},
        {"id": 2, "quote": "the plan", "note": "Which?", "tags": "zeta, alpha", **common},
    ]


def test_stances(library: Library, db: sqlite_utils.Database) -> None:
    library.save_analysis(ARTICLE.digest, ANALYSIS)
    assert list(db["stances"].rows) == [
        {
            "article": ARTICLE.title,
            "holder": "Anna Berg",
            "target": "the plan",
            "issue": "the plan",
            "polarity": "opposes",
            "type": "rejects",
            "confidence": 0.5,
            "evidence": "Anna Berg rejected the plan.",
        }
    ]


def test_stances_come_from_the_newest_analysis_and_count_characters(
    library: Library, db: sqlite_utils.Database
) -> None:
    text = "🇹🇷 “Über” Berg likes Dahl."
    article = library.keep_article(article_named("x", text))
    library.save_analysis(article.digest, ANALYSIS)
    start = text.index("Berg")
    actors = (Actor("b", "Berg", "person", ()), Actor("d", "Dahl", "person", ()))
    stance = Stance("b", "d", None, "supports", "likes", (Span(start, len(text)),))
    library.save_analysis(article.digest, Analysis("news 2", actors=actors, stances=(stance,)))
    (row,) = db["stances"].rows
    assert (row["holder"], row["target"], row["issue"], row["evidence"]) == ("Berg", "Dahl", None, "Berg likes Dahl.")


def test_tables_are_strict_and_sound(db: sqlite_utils.Database) -> None:
    own = [table for table in db.tables if not (table.name.startswith(("sqlite_", "_sqlite_")) or "_fts" in table.name)]
    names = {"texts", "articles", "notes", "tags", "note_tags", "drafts", "analyses", "corrections"}
    names |= {"steps", "changes", "found", "found_actors"}
    assert {table.name for table in own} == names
    assert all(table.strict for table in own)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
