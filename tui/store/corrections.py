"""SQL for corrections. Each function works on an open connection; the caller holds the transaction."""

import sqlite3
from dataclasses import replace

from tui.model import ActorSketch, Correction, QuoteSketch, StanceSketch
from tui.store.encode import new_uid, storable
from tui.store.encode_corrections import correction_from_row, sketch_to_text

_COLUMNS = "corrections.id, verdict, about, replacement, created, corrections.uid"


def of_article(conn: sqlite3.Connection, article: int) -> tuple[Correction, ...]:
    """All corrections of the article with this row id, the oldest first."""
    rows = conn.execute(f"SELECT {_COLUMNS} FROM corrections WHERE article = ? ORDER BY id", (article,))
    return tuple(map(correction_from_row, rows.fetchall()))


def stale(conn: sqlite3.Connection, article: int, digest: str) -> tuple[tuple[Correction, str | None], ...]:
    """The corrections made on another text than that of `digest`, each with that text if it is known."""
    rows = conn.execute(
        f"SELECT {_COLUMNS}, texts.text FROM corrections LEFT JOIN texts ON texts.digest = corrections.digest "
        "WHERE article = ? AND corrections.digest IS NOT ? ORDER BY corrections.id",
        (article, digest),
    )
    return tuple((correction_from_row(row[:-1]), row[-1]) for row in rows.fetchall())


def insert(conn: sqlite3.Connection, article: int, digest: str | None, correction: Correction) -> Correction:
    """Adds `correction` as made on the text of `digest`; returns it as saved."""
    about, replacement = sketch_to_text(correction.about), _replacement(correction)
    uid = storable(correction.uid) or new_uid()
    cursor = conn.execute(
        "INSERT INTO corrections (article, digest, verdict, about, replacement, created, uid) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (article, digest, correction.verdict, about, replacement, correction.created, uid),
    )
    return replace(correction, id=cursor.lastrowid, uid=uid)


def move(conn: sqlite3.Connection, correction: Correction, digest: str) -> None:
    """Keeps the places of a correction that exists as places in the text of `digest`."""
    conn.execute(
        "UPDATE corrections SET digest = ?, about = ?, replacement = ? WHERE id = ?",
        (digest, sketch_to_text(correction.about), _replacement(correction), correction.id),
    )


def delete(conn: sqlite3.Connection, correction_id: int) -> None:
    """Removes a correction."""
    conn.execute("DELETE FROM corrections WHERE id = ?", (correction_id,))


def in_words(correction: Correction) -> str:
    """A correction in a few words, as undo names it."""
    match correction.about:
        case ActorSketch(name=name):
            return f"{correction.verdict} {name}"
        case QuoteSketch(actor=actor):
            return f"{correction.verdict} a quote{f' of {actor.name}' if actor else ''}"
        case StanceSketch(holder=holder, target=target, issue=issue):
            return f"{correction.verdict} {holder.name} on {target.name if target else issue}"


def _replacement(correction: Correction) -> str | None:
    return sketch_to_text(correction.replacement) if correction.replacement else None
