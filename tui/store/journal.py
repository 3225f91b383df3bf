"""Undo and redo of everything that changes the library: a journal of rows, kept in the library, bounded.

While a step is open, temporary triggers write down each row of the user's tables before and after its change, as JSON;
undo puts the rows before in place again, redo those after. The idea: https://www.sqlite.org/undoredo.html. A row that
something else has changed since is never overwritten. The caller holds the transaction.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tui.errors import LibraryError
from tui.store.articles import has_text
from tui.store.encode import storable
from tui.store.tags import stands_under_itself

STEPS = 200
"""How many steps of one article are kept."""
STEPS_IN_ALL = 5000
"""How many steps of all articles are kept."""

_KEYS = {"notes": ("id",), "tags": ("folded",), "note_tags": ("note", "tag"), "corrections": ("id",)}
"""The user's tables, and what tells their rows apart."""
_FOLLOWING = {"digest", "start", "end", "exact", "prefix", "suffix", "about", "replacement"}
"""Columns that a changed text changes: they need not be as they were."""
_CHANGED = "This was changed since, in another window or article: it can no longer be {}."

Row = dict[str, Any]


@contextmanager
def step(conn: sqlite3.Connection, article: int, words: str) -> Iterator[None]:
    """What is changed within becomes one step of the article with this row id; what had been undone is forgotten."""
    _prepare(conn)
    conn.execute("DELETE FROM steps WHERE article = ? AND undone", (article,))
    cursor = conn.execute("INSERT INTO steps (article, words) VALUES (?, ?)", (article, storable(words)))
    conn.execute("INSERT INTO present_step VALUES (?)", (cursor.lastrowid,))
    try:
        yield
    finally:
        conn.execute("DELETE FROM present_step")
    conn.execute(
        "DELETE FROM steps WHERE id = ? AND NOT EXISTS (SELECT 1 FROM changes WHERE step = ?)",
        (cursor.lastrowid, cursor.lastrowid),
    )
    conn.execute(
        "DELETE FROM steps WHERE id <= ? OR id IN "
        "(SELECT id FROM steps WHERE article = ? ORDER BY id DESC LIMIT -1 OFFSET ?)",
        ((cursor.lastrowid or 0) - STEPS_IN_ALL, article, STEPS),
    )


def undo(conn: sqlite3.Connection, article: int) -> tuple[str, bool]:
    """Takes the last step of an article back; returns its words ("" when there is none) and whether that was possible.

    A step that is not possible, because something else changed the same rows, is forgotten.
    """
    row = conn.execute(
        "SELECT id, words FROM steps WHERE article = ? AND NOT undone ORDER BY id DESC LIMIT 1", (article,)
    ).fetchone()
    return _replayed(conn, row, back=True)


def redo(conn: sqlite3.Connection, article: int) -> tuple[str, bool]:
    """Makes the step again that was undone last; returns as `undo` does."""
    row = conn.execute(
        "SELECT id, words FROM steps WHERE article = ? AND undone ORDER BY id LIMIT 1", (article,)
    ).fetchone()
    return _replayed(conn, row, back=False)


def _replayed(conn: sqlite3.Connection, row: tuple[int, str] | None, *, back: bool) -> tuple[str, bool]:
    if row is None:
        return "", True
    step_id, words = row
    conn.execute("PRAGMA defer_foreign_keys = ON")
    conn.execute("SAVEPOINT replay")
    try:
        changes = conn.execute(
            f'SELECT "table", before, after FROM changes WHERE step = ? ORDER BY id {"DESC" if back else ""}',
            (step_id,),
        ).fetchall()
        rows = [
            (table, *(json.loads(row) if row else None for row in ((after, before) if back else (before, after))))
            for table, before, after in changes
        ]
        for table, there, wanted in rows:
            _replace(conn, table, there, wanted)
        for table, _, wanted in rows:
            if wanted is not None:
                _fit(conn, table, wanted)
        conn.execute("UPDATE steps SET undone = ? WHERE id = ?", (back, step_id))
    except (LibraryError, sqlite3.IntegrityError):  # such as a note that an import has brought back
        conn.execute("ROLLBACK TO replay")
        conn.execute("DELETE FROM steps WHERE id = ?", (step_id,))
        return words, False
    finally:
        conn.execute("RELEASE replay")
    return words, True


def refusal(*, back: bool) -> LibraryError:
    """What to tell a person whose step was not possible."""
    return LibraryError(_CHANGED.format("undone" if back else "done again"))


def _replace(conn: sqlite3.Connection, table: str, there: Row | None, wanted: Row | None) -> None:
    """Puts the row `wanted` where the row `there` is (None: no row). Raises LibraryError when that has changed."""
    if there is None:
        if wanted is not None:
            _insert(conn, table, wanted)
        return
    if wanted is None:
        _delete(conn, table, there)
        return
    current = _row(conn, table, there)
    changed = {column for column in wanted if wanted[column] != there[column]}
    taken_along = current or _row(conn, table, wanted)  # by a tag that was renamed before it
    if taken_along and all(taken_along[column] == wanted[column] for column in changed):
        return
    if current is None:
        raise refusal(back=True)
    followed = changed & _FOLLOWING and current["digest"] != there["digest"]
    if any(current[column] != there[column] for column in (changed - _FOLLOWING if followed else changed)):
        raise refusal(back=True)
    if followed:  # a changed text has taken the anchor along: it is put back whole, with the text that it was in
        changed |= _FOLLOWING & wanted.keys()
    if changed & set(_KEYS[table]) and _row(conn, table, wanted) is not None:
        if table != "note_tags":
            raise refusal(back=True)
        _delete(conn, table, there)  # the note has got the tag anew meanwhile
        return
    columns = ", ".join(f'"{column}" = ?' for column in sorted(changed))
    where = " AND ".join(f'"{key}" = ?' for key in _KEYS[table])
    wanted = _with_known_text(conn, wanted)
    values = [wanted[column] for column in sorted(changed)]
    conn.execute(f"UPDATE {table} SET {columns} WHERE {where}", (*values, *(there[key] for key in _KEYS[table])))


def _insert(conn: sqlite3.Connection, table: str, row: Row) -> None:
    if _row(conn, table, row) is not None:
        if table == "tags":  # made anew meanwhile: what it does not say of itself comes back
            conn.execute(
                "UPDATE tags SET colour = coalesce(nullif(colour, ''), ?), "
                "description = coalesce(nullif(description, ''), ?), parent = coalesce(parent, ?) WHERE folded = ?",
                (row["colour"], row["description"], row["parent"], row["folded"]),
            )
        elif table != "note_tags":
            raise refusal(back=True)
        return
    row = _with_known_text(conn, row)
    columns = ", ".join(f'"{column}"' for column in row)
    conn.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


def _with_known_text(conn: sqlite3.Connection, row: Row) -> Row:
    digest = row.get("digest")
    return {**row, "digest": None} if digest and not has_text(conn, digest) else row


def _delete(conn: sqlite3.Connection, table: str, row: Row) -> None:
    current = _row(conn, table, row)
    if current is None:
        return
    if table == "tags" and (current != row or _in_use(conn, row["folded"])):
        return
    if table in ("notes", "corrections") and any(current[column] != row[column] for column in row.keys() - _FOLLOWING):
        raise refusal(back=True)
    where = " AND ".join(f'"{key}" = ?' for key in _KEYS[table])
    conn.execute(f"DELETE FROM {table} WHERE {where}", tuple(row[key] for key in _KEYS[table]))


def _fit(conn: sqlite3.Connection, table: str, row: Row) -> None:
    """Parts a row that came back from notes and tags which another article's steps have taken away meanwhile.

    Raises LibraryError when tags would stand under each other.
    """
    if table == "note_tags":
        conn.execute(
            "DELETE FROM note_tags WHERE note = ? AND tag = ? AND NOT "
            "(EXISTS (SELECT 1 FROM notes WHERE id = note) AND EXISTS (SELECT 1 FROM tags WHERE folded = tag))",
            (row["note"], row["tag"]),
        )
    elif table == "tags" and row["parent"]:
        conn.execute(
            "UPDATE tags SET parent = NULL WHERE folded = ? AND parent NOT IN (SELECT folded FROM tags)",
            (row["folded"],),
        )
        if stands_under_itself(conn, row["folded"]):
            raise refusal(back=True)


def _in_use(conn: sqlite3.Connection, tag: str) -> bool:
    return (
        conn.execute(
            "SELECT 1 FROM note_tags WHERE tag = ? UNION ALL SELECT 1 FROM tags WHERE parent = ? LIMIT 1", (tag, tag)
        ).fetchone()
        is not None
    )


def _row(conn: sqlite3.Connection, table: str, like: Row) -> Row | None:
    columns = ", ".join(f'"{column}"' for column in like)
    where = " AND ".join(f'"{key}" = ?' for key in _KEYS[table])
    found = conn.execute(
        f"SELECT {columns} FROM {table} WHERE {where}", tuple(like[key] for key in _KEYS[table])
    ).fetchone()
    return dict(zip(like, found, strict=True)) if found else None


def _prepare(conn: sqlite3.Connection) -> None:
    """Makes the triggers of this connection, which are silent while no step is open."""
    if conn.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = 'present_step'").fetchone():
        return
    conn.execute("CREATE TEMP TABLE present_step (id INTEGER)")
    for table in _KEYS:
        columns = [name for (name,) in conn.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        old, new = (_object(prefix, columns) for prefix in ("OLD", "NEW"))
        for event, before, after in (("INSERT", "NULL", new), ("UPDATE", old, new), ("DELETE", old, "NULL")):
            digests = (
                f"{row}.digest" if "digest" in columns and there != "NULL" else "NULL"
                for row, there in (("OLD", before), ("NEW", after))
            )
            conn.execute(
                f"CREATE TEMP TRIGGER journal_{table}_{event.lower()} AFTER {event} ON main.{table} BEGIN "
                'INSERT INTO changes (step, "table", before, after, digest_before, digest_after) '
                f"SELECT id, '{table}', {before}, {after}, {', '.join(digests)} FROM present_step "
                f"WHERE {before} IS NOT {after}; END"
            )


def _object(prefix: str, columns: list[str]) -> str:
    pairs = ", ".join(f"'{column}', {prefix}.\"{column}\"" for column in columns)
    return f"json_object({pairs})"
