"""The library's file as one process holds it: opened, locked, read and written in whole transactions."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from tui.errors import LibraryError
from tui.store.connection import connect
from tui.store.encode import time_text
from tui.store.faults import MOVED, READ_ONLY, told

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


class Storage:
    """One SQLite file. Threads may share it; other processes may use the same file."""

    def __init__(self, path: Path, conn: sqlite3.Connection, *, writable: bool, clock: Clock) -> None:
        self.path = path
        self.writable = writable
        """False for a file or folder without permission to write: notes can be read; each method that saves raises."""
        self._conn = conn
        self._clock = clock
        self._lock = threading.RLock()
        self._file = _identity(path)

    @classmethod
    def open(cls, path: Path, clock: Clock = _now) -> Self:
        """The library at `path`, made with its folder when there is none; `clock` gives the time in UTC.

        Raises LibraryError when it is damaged, from a newer version, not a library, or cannot be reached.
        """
        conn, writable = connect(path)
        with told(path):
            return cls(path, conn, writable=writable, clock=clock)

    def close(self) -> None:
        """Closes the file. Nothing is lost without it."""
        with self._lock:
            self._conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _time(self) -> str:
        return time_text(self._clock())

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One transaction, so that its queries see one state of the file."""
        with self._lock, told(self.path), self._transaction("BEGIN"):
            yield self._conn

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that holds the write lock from its start, so that what it reads cannot go stale."""
        with self._lock, told(self.path):
            if not self.writable:
                raise LibraryError(READ_ONLY.format(path=self.path))
            if _identity(self.path) != self._file:
                raise LibraryError(MOVED.format(path=self.path))  # SQLite would write on into the deleted file
            with self._transaction("BEGIN IMMEDIATE"):
                yield self._conn

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._conn.execute(begin)
        try:
            yield
            self._conn.execute("COMMIT")
        finally:
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at `path`; None when there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
