"""What was acknowledged is on the disk, whatever happens to the process, the disk or the file."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.conftest import article_named
from tui.errors import LibraryError
from tui.model import Note
from tui.store import Library

KEY = "0123456789ab"
ROOT = Path(__file__).parents[2]

WRITER = """
import sys
from pathlib import Path
from tui.model import Note
from tui.store import Library
with Library.open(Path(sys.argv[1])) as library:
    for number in range(int(sys.argv[3])):
        note = library.save_note(sys.argv[2], Note(None, None, f"note {number}", ("one", "two")))
        print(note.id, flush=True)
"""


def writer(path: Path, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITER, str(path), KEY, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_killed_while_saving(path: Path, library: Library) -> None:
    library.keep_article(article_named(KEY))
    rng = random.Random(7)
    acknowledged: set[int] = set()
    for _ in range(20):
        child = writer(path, 100_000)
        assert child.stdout
        child.stdout.readline()
        time.sleep(rng.uniform(0, 0.05))
        child.send_signal(signal.SIGKILL)
        lines = child.communicate()[0].split("\n")[:-1]
        acknowledged.update(map(int, lines))
    notes = library.notes(KEY)
    assert len(acknowledged) > 20
    assert acknowledged <= {note.id for note in notes}
    assert all(note.tags == ("one", "two") for note in notes)
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []


def test_two_processes_save_at_once(path: Path, library: Library) -> None:
    library.keep_article(article_named(KEY))
    children = [writer(path, 40) for _ in range(2)]
    for child in children:
        child.communicate(timeout=60)
    assert [child.returncode for child in children] == [0, 0]
    assert len(library.notes(KEY)) == 80


def test_a_full_database(library: Library) -> None:
    library.keep_article(article_named(KEY))
    kept = library.save_note(KEY, Note(None, None, "kept"))
    pages = library._conn.execute("PRAGMA page_count").fetchone()[0]
    library._conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError, match="The disk is full"):
        library.save_note(KEY, Note(None, None, "x" * 100_000))
    assert library.notes(KEY) == (kept,)
    library._conn.execute("PRAGMA max_page_count = 1000000")
    assert library.save_note(KEY, Note(None, None, "x" * 100_000)).id == 2


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_a_disk_that_refuses_to_write(library: Library) -> None:
    import resource

    library.keep_article(article_named(KEY))
    kept = library.save_note(KEY, Note(None, None, "kept"))
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limit[1]))
    try:
        with pytest.raises(LibraryError, match="disk"):
            library.save_note(KEY, Note(None, None, "x" * 1_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, handler)
    assert library.notes(KEY) == (kept,)
    assert library.save_note(KEY, Note(None, None, "again")).body == "again"


def test_a_library_locked_by_another_program(path: Path, library: Library) -> None:
    library.keep_article(article_named(KEY))
    library._conn.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert library.notes(KEY) == ()
        with pytest.raises(LibraryError, match="Another program is writing"):
            library.save_note(KEY, Note(None, None, "x"))
        other.execute("ROLLBACK")
    assert library.save_note(KEY, Note(None, None, "x")).id == 1


@pytest.mark.skipif(os.name == "nt", reason="open files cannot be deleted there")
@pytest.mark.parametrize("replaced", [True, False])
def test_a_library_deleted_or_replaced_while_open(path: Path, library: Library, replaced: bool) -> None:
    library.keep_article(article_named(KEY))
    path.rename(path.with_name("moved.sqlite"))
    if replaced:
        path.write_bytes(path.with_name("moved.sqlite").read_bytes())
    with pytest.raises(LibraryError, match="was moved, deleted or replaced"):
        library.save_note(KEY, Note(None, None, "x"))
