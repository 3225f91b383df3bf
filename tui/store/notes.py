"""SQL for notes. Each function works on an open connection; the caller holds the transaction."""

import sqlite3

from tui.errors import ConflictError, LibraryError
from tui.model import Anchor, Note
from tui.store import tags
from tui.store.encode import anchor_columns, new_uid, storable, time_after
from tui.store.encode_notes import about_to_text, note_from_row
from tui.tag_names import tag_key

_COLUMNS = 'notes.id, notes."start", notes."end", exact, prefix, suffix, body, created, updated, about, uid'
_READING_ORDER = 'notes."start" IS NOT NULL, notes."start", notes."end", notes.id'
GONE = "This note was deleted in another window: ctrl+s again saves your text as a new note."
GONE_ALREADY = "This note was deleted in another window: there is nothing left to change."
CHANGED = "This note was changed in another window: ctrl+s again saves your text as a new note beside it."


def of_article(conn: sqlite3.Connection, article: int) -> tuple[Note, ...]:
    """All notes of the article with this row id: those on the whole article first, then in the order of the text."""
    rows = conn.execute(f"SELECT {_COLUMNS} FROM notes WHERE article = ? ORDER BY {_READING_ORDER}", (article,))
    return tuple(note_from_row(row, tags.of_note(conn, row[0])) for row in rows.fetchall())


def stale(conn: sqlite3.Connection, article: int, digest: str) -> tuple[tuple[Note, str | None], ...]:
    """The notes whose anchor belongs to another text than that of `digest`, each with that text if it is known."""
    rows = conn.execute(
        f"SELECT {_COLUMNS}, texts.text FROM notes LEFT JOIN texts ON texts.digest = notes.digest "
        f'WHERE article = ? AND notes."start" IS NOT NULL AND notes.digest IS NOT ? ORDER BY {_READING_ORDER}',
        (article, digest),
    )
    return tuple((note_from_row(row[:-1], tags.of_note(conn, row[0])), row[-1]) for row in rows.fetchall())


def insert(conn: sqlite3.Connection, article: int, digest: str | None, note: Note) -> int:
    """Adds `note`, with its id if it has one; returns the id."""
    cursor = conn.execute(
        'INSERT INTO notes (id, article, digest, "start", "end", exact, prefix, suffix, body, created, updated, '
        "about, uid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            note.id,
            article,
            digest if note.anchor else None,
            *anchor_columns(note.anchor),
            storable(note.body),
            note.created,
            note.updated,
            about_to_text(note.about),
            note.uid or new_uid(),
        ),
    )
    assert cursor.lastrowid is not None
    tags.set_on_note(conn, cursor.lastrowid, note.tags)
    return cursor.lastrowid


def update(conn: sqlite3.Connection, note: Note, now: str, known_tags: tuple[str, ...] | None = None) -> str:
    """Changes body and tags of the note that `note` was made from, which had `known_tags`; returns its new time.

    Raises ConflictError when somebody else changed or deleted it since, or renamed one of the known tags.
    """
    row = conn.execute("SELECT updated FROM notes WHERE id = ?", (note.id,)).fetchone()
    if row is None:
        raise ConflictError(GONE)
    assert note.id is not None
    renamed = known_tags is not None and {*map(tag_key, tags.of_note(conn, note.id))} != {*map(tag_key, known_tags)}
    if renamed or row[0] != note.updated:
        raise ConflictError(CHANGED)
    updated = time_after(note.updated, now)
    conn.execute("UPDATE notes SET body = ?, updated = ? WHERE id = ?", (storable(note.body), updated, note.id))
    tags.set_on_note(conn, note.id, note.tags)
    return updated


def move(conn: sqlite3.Connection, note_id: int, anchor: Anchor, digest: str) -> bool:
    """Gives a note another anchor, which belongs to the text of `digest`; whether the note is still there."""
    moved = conn.execute(
        'UPDATE notes SET digest = ?, "start" = ?, "end" = ?, exact = ?, prefix = ?, suffix = ? WHERE id = ?',
        (digest, *anchor_columns(anchor), note_id),
    )
    return moved.rowcount > 0


def delete(conn: sqlite3.Connection, note_id: int) -> None:
    """Removes a note, and those of its tags of which nothing else is left. Raises LibraryError when it is gone."""
    carried = tags.of_note(conn, note_id)
    if not conn.execute("DELETE FROM notes WHERE id = ?", (note_id,)).rowcount:
        raise LibraryError(GONE_ALREADY)
    tags.drop_unused(conn, carried)


def get(conn: sqlite3.Connection, note_id: int) -> Note:
    """The note with this id, which exists."""
    row = conn.execute(f"SELECT {_COLUMNS} FROM notes WHERE id = ?", (note_id,)).fetchone()
    return note_from_row(row, tags.of_note(conn, note_id))
