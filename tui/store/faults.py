"""SQLite's errors as one sentence for a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.errors import LibraryError
from tui.store.backup import newest_backup

READ_ONLY = "The library {path} is read-only: notes cannot be saved until you may write to it and its folder."
MOVED = "The library {path} was moved, deleted or replaced while reader was running: restart reader before you go on."

_SENTENCES = (
    ("SQLITE_FULL", "The disk is full: free some space and save again; nothing was lost."),
    ("SQLITE_READONLY_DBMOVED", MOVED),
    ("SQLITE_READONLY", READ_ONLY),
    ("SQLITE_BUSY", "Another program is writing to the library {path}: try again in a moment."),
    ("SQLITE_LOCKED", "Another program is writing to the library {path}: try again in a moment."),
    ("SQLITE_PERM", READ_ONLY),
    ("SQLITE_AUTH", READ_ONLY),
    (
        "SQLITE_CANTOPEN",
        "The library {path} cannot be opened: check that its folder exists and that you may write to it.",
    ),
    ("SQLITE_IOERR", "The disk refused to read or write the library {path}: check that it is not full, and try again."),
    ("SQLITE_TOOBIG", "This is too long for the library: shorten it."),
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns SQLite's errors about the library at `path` into LibraryError."""
    try:
        yield
    except sqlite3.Error as error:
        raise LibraryError(sentence(error, path)) from error
    except OSError as error:
        raise LibraryError(f"The library {path} cannot be used ({error.strerror}): check its folder.") from error


def sentence(error: sqlite3.Error, path: Path) -> str:
    """What to tell a person about `error` of the library at `path`."""
    name: str = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(path)
    for prefix, text in _SENTENCES:
        if name.startswith(prefix):
            return text.format(path=path)
    return f"The library {path} failed ({error}): nothing was saved, try again."


def damaged(path: Path) -> str:
    """The sentence about a library that SQLite cannot read; it names the newest backup."""
    backup = newest_backup(path)
    way_out = (
        f"put the backup {backup.name} in its place" if backup else "move it away, or repair it with `sqlite3 .recover`"
    )
    return f"The library {path} is damaged and was left as it is: {way_out}."
