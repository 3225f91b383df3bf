"""SQL for drafts. Each function works on an open connection; the caller holds the transaction."""

import sqlite3

from tui.anchors import locate, make_anchor
from tui.model import Draft, Span
from tui.store.encode import storable, tags_to_json
from tui.store.encode_notes import about_to_text, draft_from_row

_NOTE_IS_GONE = "NOT EXISTS (SELECT 1 FROM notes WHERE notes.id = drafts.note_id)"


def of_article(conn: sqlite3.Connection, article: int) -> tuple[Draft, ...]:
    """The drafts of an article in the order of its text; one whose note was deleted is a draft of a new note."""
    rows = conn.execute(
        f'SELECT "start", "end", about, body, tags, CASE WHEN {_NOTE_IS_GONE} THEN NULL ELSE note_id END '
        'FROM drafts WHERE article = ? ORDER BY "start", "end", note_id',
        (article,),
    )
    return tuple(map(draft_from_row, rows.fetchall()))


def save(conn: sqlite3.Connection, article: int, draft: Draft, now: str) -> None:
    """Keeps `draft` in the place of an earlier one of the same note, or of a new note on the same passage."""
    conn.execute("DELETE FROM drafts WHERE article = ? AND note_id = ? AND note_id <> 0", (article, draft.note_id))
    conn.execute(
        'INSERT INTO drafts (article, "start", "end", about, body, tags, note_id, saved) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
        'ON CONFLICT (article, "start", "end", about, note_id) DO UPDATE '
        "SET body = excluded.body, tags = excluded.tags, saved = excluded.saved",
        (
            article,
            *draft.span,
            about_to_text(draft.about) or "",
            storable(draft.body),
            tags_to_json(draft.tags),
            draft.note_id or 0,
            now,
        ),
    )


def drop(conn: sqlite3.Connection, article: int, draft: Draft) -> None:
    """Removes `draft`, if it is there."""
    conn.execute(
        'DELETE FROM drafts WHERE article = ? AND "start" = ? AND "end" = ? AND about = ? '
        f"AND (note_id = ? OR (? AND {_NOTE_IS_GONE}))",
        (article, *draft.span, about_to_text(draft.about) or "", draft.note_id or 0, draft.note_id is None),
    )


def follow(conn: sqlite3.Connection, article: int, old_text: str, new_text: str) -> None:
    """Moves drafts to where their passages stand in a changed text.

    One whose passage is gone becomes one on the whole article and begins with the passage, as a quotation.
    """
    rows = conn.execute(f'SELECT id, "start", "end", about, {_NOTE_IS_GONE} FROM drafts WHERE article = ?', (article,))
    for row_id, start, end, about, is_new in rows.fetchall():
        span = Span(start, end)
        if not end:
            continue
        if moved := locate(make_anchor(old_text, span), old_text, new_text):
            conn.execute('UPDATE OR IGNORE drafts SET "start" = ?, "end" = ? WHERE id = ?', (*moved, row_id))
        else:
            quoted = "".join(f"> {line}\n" for line in old_text[start:end].splitlines()) + "\n"
            _put_on_article(conn, article, row_id, quoted if is_new and not about else "")


def _put_on_article(conn: sqlite3.Connection, article: int, row_id: int, quoted: str) -> None:
    conn.execute("UPDATE drafts SET body = ? || body WHERE id = ?", (storable(quoted), row_id))
    there = conn.execute(
        "SELECT others.id, others.body FROM drafts JOIN drafts AS others USING (article, about, note_id) "
        'WHERE drafts.id = ? AND others."start" = 0 AND others."end" = 0',
        (row_id,),
    ).fetchone()
    if there:
        conn.execute("DELETE FROM drafts WHERE id = ?", (there[0],))
        conn.execute("UPDATE drafts SET body = ? || char(10, 10) || body WHERE id = ?", (there[1], row_id))
    conn.execute('UPDATE drafts SET "start" = 0, "end" = 0 WHERE id = ?', (row_id,))
