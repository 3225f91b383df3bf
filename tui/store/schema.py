"""How an empty file or an older library becomes a present one.

A change to the schema is a new function in `versions`, registered in `migrations`, and VERSION one higher; what has
been released never changes.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tui.store.backup import make_backup
from tui.store.versions import first_schema, with_annotation_depth, with_corrections

if TYPE_CHECKING:
    from sqlite_utils import Migrations

VERSION = 3
"""`PRAGMA user_version` of a library that this program writes."""
APPLICATION_ID = 0x52445231
"""`PRAGMA application_id`: "RDR1". Tells a library from other SQLite files."""


def migrate(conn: sqlite3.Connection, path: Path) -> None:
    """Brings the library behind `conn`, which lies at `path`, to VERSION; a library that has data is copied first.

    Other processes wait meanwhile; a failure leaves the library as it was. Raises sqlite3.Error, OSError.
    """
    with _without_numpy():
        from sqlite_utils import Database

    conn.execute("BEGIN IMMEDIATE")
    try:
        found: int = conn.execute("PRAGMA user_version").fetchone()[0]
        if found < VERSION:
            if found:
                make_backup(path, found)
            migrations().apply(Database(conn, execute_plugins=False))
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            conn.execute(f"PRAGMA user_version = {VERSION}")
        conn.execute("COMMIT")
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")


def migrations() -> "Migrations":
    """All steps from an empty file to the present schema, for `sqlite_utils`."""
    from sqlite_utils import Migrations

    steps = Migrations("reader")
    steps()(first_schema)
    steps()(with_corrections)
    steps()(with_annotation_depth)
    return steps


@contextmanager
def _without_numpy() -> Iterator[None]:
    """Lets `import sqlite_utils` find neither numpy nor pandas, whose number types it would only register.

    They take longer to load than everything else that a first start does.
    """
    hidden = [name for name in ("numpy", "pandas") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None makes the import system say "not found"
    try:
        import sqlite_utils  # noqa: F401

        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
