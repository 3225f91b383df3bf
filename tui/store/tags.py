"""SQL for the code book: tags, and which notes carry them. The caller holds the transaction."""

import sqlite3
from collections.abc import Iterable

from tui.errors import LibraryError
from tui.model import Tag
from tui.store.encode import storable
from tui.tag_names import tag_key, tag_name, tag_names

_COLUMNS = "tags.name, tags.colour, tags.description, parents.name"
_FROM = "FROM tags LEFT JOIN tags AS parents ON parents.folded = tags.parent"


def code_book(conn: sqlite3.Connection) -> tuple[Tag, ...]:
    """Every tag, those of most notes first, then by name."""
    rows = conn.execute(
        f"SELECT {_COLUMNS}, coalesce(uses.notes, 0) {_FROM} "
        "LEFT JOIN (SELECT tag, count(*) AS notes FROM note_tags GROUP BY tag) AS uses ON uses.tag = tags.folded "
        "ORDER BY coalesce(uses.notes, 0) DESC, tags.folded"
    )
    return tuple(Tag(*row) for row in rows)


def of_article(conn: sqlite3.Connection, article: int) -> tuple[Tag, ...]:
    """The tags on the notes of one article, by name; how often the library has them is not counted."""
    rows = conn.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE tags.folded IN "
        "(SELECT tag FROM note_tags JOIN notes ON notes.id = note_tags.note WHERE notes.article = ?) "
        "ORDER BY tags.folded",
        (article,),
    )
    return tuple(Tag(*row) for row in rows)


def get(conn: sqlite3.Connection, name: str) -> Tag | None:
    """The tag of this name, in whatever case, or None; how often the library has it is not counted."""
    row = conn.execute(f"SELECT {_COLUMNS} {_FROM} WHERE tags.folded = ?", (tag_key(name),)).fetchone()
    return Tag(*row) if row else None


def of_note(conn: sqlite3.Connection, note_id: int) -> tuple[str, ...]:
    """The tags of a note in the order in which they were typed."""
    rows = conn.execute(
        "SELECT name FROM note_tags JOIN tags ON tags.folded = note_tags.tag WHERE note = ? ORDER BY position",
        (note_id,),
    )
    return tuple(name for (name,) in rows)


def set_on_note(conn: sqlite3.Connection, note_id: int, tags: tuple[str, ...]) -> None:
    """Gives a note these tags and no others; a tag that exists keeps the spelling in which it came first."""
    wanted, before = tag_names(tags), of_note(conn, note_id)
    if tuple(map(tag_key, before)) == tuple(map(tag_key, wanted)):
        return
    conn.execute("DELETE FROM note_tags WHERE note = ?", (note_id,))
    for position, name in enumerate(wanted):
        conn.execute("INSERT INTO tags (folded, name) VALUES (?, ?) ON CONFLICT DO NOTHING", (tag_key(name), name))
        conn.execute("INSERT INTO note_tags (note, tag, position) VALUES (?, ?, ?)", (note_id, tag_key(name), position))
    drop_unused(conn, before)


def save(conn: sqlite3.Connection, name: str, tag: Tag) -> None:
    """Gives the tag `name` (made where there is none) the name, colour, description and parent of `tag`.

    Raises LibraryError when another tag has the name already, or when a tag would stand under itself.
    """
    old, new = tag_key(name), tag_key(tag.name)
    if not new:
        raise LibraryError("A tag needs a name: type one.")
    conn.execute("INSERT INTO tags (folded, name) VALUES (?, ?) ON CONFLICT DO NOTHING", (old, tag_name(name)))
    if old != new and _exists(conn, new):
        raise LibraryError(f"There is a tag {tag_name(tag.name)!r} already: merge the two instead.")
    conn.execute(
        "UPDATE tags SET folded = ?, name = ?, colour = ?, description = ? WHERE folded = ?",
        (new, tag_name(tag.name), tag.colour, storable(tag.description), old),
    )
    above = tag_name(tag.parent or "")
    if above:
        conn.execute("INSERT INTO tags (folded, name) VALUES (?, ?) ON CONFLICT DO NOTHING", (tag_key(above), above))
        if new in _line_up(conn, tag_key(above)):
            raise LibraryError(f"{tag_name(tag.name)!r} cannot stand under {above!r}, which is or stands under it.")
    conn.execute("UPDATE tags SET parent = ? WHERE folded = ?", (tag_key(above) or None, new))


def merge(conn: sqlite3.Connection, name: str, into: str) -> None:
    """Gives every note with the tag `name` the tag `into` instead; what `into` does not say of itself, it takes over.

    Raises LibraryError when one of them does not exist.
    """
    old, new = _known(conn, name), _known(conn, into)
    if old == new:
        return
    conn.execute(
        "DELETE FROM note_tags WHERE tag = ? AND note IN (SELECT note FROM note_tags WHERE tag = ?)", (old, new)
    )
    conn.execute("UPDATE note_tags SET tag = ? WHERE tag = ?", (new, old))
    (above,) = conn.execute("SELECT parent FROM tags WHERE folded = ?", (old,)).fetchone()
    if old in _line_up(conn, new):
        conn.execute("UPDATE tags SET parent = ? WHERE folded = ?", (above, new))  # it takes the other's place
    elif above and new not in _line_up(conn, above):
        conn.execute("UPDATE tags SET parent = coalesce(parent, ?) WHERE folded = ?", (above, new))
    conn.execute("UPDATE tags SET parent = ? WHERE parent = ? AND folded <> ?", (new, old, new))
    conn.execute(
        "UPDATE tags SET colour = CASE tags.colour WHEN '' THEN old.colour ELSE tags.colour END, "
        "description = CASE tags.description WHEN '' THEN old.description ELSE tags.description END "
        "FROM (SELECT colour, description FROM tags WHERE folded = ?) AS old WHERE tags.folded = ?",
        (old, new),
    )
    conn.execute("DELETE FROM tags WHERE folded = ?", (old,))


def delete(conn: sqlite3.Connection, name: str) -> None:
    """Takes a tag from the code book and from every note; the notes stay. Raises LibraryError when there is none."""
    conn.execute("DELETE FROM tags WHERE folded = ?", (_known(conn, name),))


def drop_unused(conn: sqlite3.Connection, names: Iterable[str]) -> None:
    """Removes those of the tags that no note carries any more and of which the code book says nothing."""
    conn.executemany(
        "DELETE FROM tags WHERE folded = ? AND colour = '' AND description = '' AND parent IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM note_tags WHERE note_tags.tag = tags.folded) "
        "AND NOT EXISTS (SELECT 1 FROM tags AS children WHERE children.parent = tags.folded)",
        [(tag_key(name),) for name in names],
    )


def stands_under(conn: sqlite3.Connection, name: str, above: str) -> bool:
    """Whether the tag `name` is `above`, or stands under it."""
    return tag_key(above) in _line_up(conn, tag_key(name))


def stands_under_itself(conn: sqlite3.Connection, key: str) -> bool:
    """Whether the tag with this folded name has itself above it, which nothing but an undone change can lead to."""
    row = conn.execute("SELECT parent FROM tags WHERE folded = ?", (key,)).fetchone()
    return row is not None and row[0] is not None and key in _line_up(conn, row[0])


def _known(conn: sqlite3.Connection, name: str) -> str:
    if not _exists(conn, tag_key(name)):
        raise LibraryError(f"There is no tag {name!r} any more.")
    return tag_key(name)


def _exists(conn: sqlite3.Connection, key: str) -> bool:
    return conn.execute("SELECT 1 FROM tags WHERE folded = ?", (key,)).fetchone() is not None


def _line_up(conn: sqlite3.Connection, key: str) -> set[str]:
    """A tag and all above it."""
    rows = conn.execute(
        "WITH RECURSIVE line (tag) AS (SELECT ? UNION SELECT parent FROM tags JOIN line ON folded = tag "
        "WHERE parent IS NOT NULL) SELECT tag FROM line",
        (key,),
    )
    return {tag for (tag,) in rows}
