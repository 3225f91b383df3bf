"""Opens the library's file, and looks at it before it touches anything."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tui.errors import LibraryError
from tui.store.backup import newest_backup
from tui.store.faults import READ_ONLY, damaged, told
from tui.store.schema import APPLICATION_ID, VERSION, migrate

_BUSY_SECONDS = 5.0


def connect(path: Path) -> tuple[sqlite3.Connection, bool]:
    """A connection to the library at `path` with the present schema, and whether it can be written to.

    Makes the folder (0700) and the file (0600) when there is none. Raises LibraryError, and leaves a file that is
    damaged, from a newer version, or no library, byte for byte as it was.
    """
    with told(path):
        _create_if_new(path)
        version = _version(path)
        if version > VERSION:
            raise LibraryError(f"The library {path} comes from a newer version of reader: update reader to open it.")
        if not _may_write(path):
            if version < VERSION:
                raise LibraryError(READ_ONLY.format(path=path))
            return _read_only(path), False
        conn = _open(path, "mode=rw")
        try:
            _use_log(conn)
            conn.execute("PRAGMA synchronous = FULL")
            conn.execute("PRAGMA foreign_keys = ON")
            if version < VERSION:
                migrate(conn, path)
        except BaseException:
            conn.close()
            raise
        return conn, True


def _use_log(conn: sqlite3.Connection) -> None:
    """Write-ahead logging. SQLite does not wait to change over while another process makes the library."""
    last = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            conn.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(0.05)


def _create_if_new(path: Path) -> None:
    if path.is_symlink() and not path.exists():
        raise LibraryError(f"The library {path} is a link to nothing: mend or remove the link.")
    if path.is_dir():
        raise LibraryError(f"The library {path} is a folder: set READER_LIBRARY to a file.")
    if path.exists() and path.stat().st_size:
        return
    _refuse_to_start_anew(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return


def _refuse_to_start_anew(path: Path) -> None:
    """Where a log or a backup lies beside no library or an empty one, notes were lost; a new library would hide it."""
    if backup := newest_backup(path):
        raise LibraryError(f"The library {path} is gone or empty: put its backup {backup.name} in its place.")
    log = _log(path)
    # While another process makes the library, its file gets its first page before there is a log.
    if log.exists() and log.stat().st_size and not (path.exists() and path.stat().st_size):
        raise LibraryError(
            f"The library {path} is gone or empty but its log {log.name} is not: restore it from a copy."
        )


def _version(path: Path) -> int:
    """The schema version of the file, read without changing a byte of it; 0 when it is still empty.

    Raises LibraryError when it is not a library.
    """
    try:
        with closing(_open(path, "mode=ro")) as conn:
            return _checked_version(conn, path)
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise
    if _may_write(path):
        with closing(_open(path, "mode=rw")) as conn:  # a first start that was killed left a journal to roll back
            return _checked_version(conn, path)
    with closing(_read_only(path)) as conn:
        return _checked_version(conn, path)


def _checked_version(conn: sqlite3.Connection, path: Path) -> int:
    conn.execute("BEGIN")  # else another process may make the library between two of the questions
    try:
        version: int = conn.execute("PRAGMA user_version").fetchone()[0]
        application: int = conn.execute("PRAGMA application_id").fetchone()[0]
        tables: int = conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
    if application == APPLICATION_ID:
        if version == 0 or tables == 0:
            raise LibraryError(damaged(path))
        return version
    if application or version or tables:
        raise LibraryError(
            f"{path} is a database of another program, not a library: set READER_LIBRARY to another file."
        )
    return 0


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection for reading alone; works also in a folder where SQLite may not put its log."""
    log = _log(path)
    try:
        conn = _open(path, "mode=ro")
        conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return conn
    except sqlite3.OperationalError:
        if log.exists() and log.stat().st_size:
            raise LibraryError(
                f"The library {path} was not closed and its folder is read-only: "
                f"copy it together with {log.name} to a folder that you may write to."
            ) from None
        return _open(path, "mode=ro&immutable=1")


def _open(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,  # transactions begin where the code says so
        check_same_thread=False,
    )


def _log(path: Path) -> Path:
    target = path.resolve()
    return target.with_name(target.name + "-wal")
