"""Copies of the library, made before its schema changes."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path


def newest_backup(path: Path) -> Path | None:
    """The youngest backup beside the library at `path`, or None."""
    backups = sorted(path.parent.glob(f"{_escaped(path.name)}.backup-*"), key=lambda backup: backup.stat().st_mtime)
    return backups[-1] if backups else None


def make_backup(path: Path, version: int) -> Path:
    """Copies the library at `path`, whose schema has `version`, to a file beside it; an older such copy goes.

    SQLite itself copies, so that what still lies in the write-ahead log comes along. Raises sqlite3.Error, OSError.
    """
    backup = path.with_name(f"{path.name}.backup-{version}")
    draft = path.with_name(f"{path.name}.copying-{os.getpid()}")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(draft)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
            result = target.execute("PRAGMA integrity_check").fetchone()[0]
            if result != "ok":
                raise sqlite3.DatabaseError(f"the backup is not sound: {result}")
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(backup)
    finally:
        draft.unlink(missing_ok=True)
    return backup


def _escaped(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
