"""Opening: a first start, an older and a newer library, damage, and places where nothing can be written."""

import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from tests.store.conftest import TEXT, article_named
from tui.errors import LibraryError
from tui.model import ActorSketch, Correction, Note
from tui.store import Library, connection, schema

KEY = "0123456789ab"
ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="POSIX modes and links")


def filled(path: Path) -> Path:
    """A closed library with one article and one note."""
    with Library.open(path) as library:
        library.keep_article(article_named(KEY))
        library.save_note(KEY, Note(None, None, "precious"))
    return path


def files(folder: Path) -> dict[str, str]:
    """What lies in a folder, without SQLite's table of who reads at the moment."""
    found = (file for file in folder.iterdir() if file.is_file() and not file.name.endswith("-shm"))
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in found}


def refused(path: Path, sentence: str) -> None:
    """Opening fails with one sentence, and the file stays as it was, byte for byte."""
    before = files(path.parent)
    with pytest.raises(LibraryError, match=sentence) as caught:
        Library.open(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    assert path.name in message
    after = files(path.parent)
    assert {name: after.get(name) for name in before} == before


# A first start


@posix
def test_nobody_else_can_read_it(path: Path) -> None:
    before = os.umask(0)
    try:
        with Library.open(path) as library:
            library.keep_article(article_named(KEY))
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
            assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    finally:
        os.umask(before)


def test_settings(library: Library) -> None:
    conn = library._conn
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "user_version": schema.VERSION,
    }
    assert {name: conn.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


FIRST_START = """
import sys
from pathlib import Path
from tui.model import Article
from tui.store import Library
sys.stdin.readline()
with Library.open(Path(sys.argv[1])) as library:
    library.keep_article(Article(sys.argv[2], "t", "text", "s"))
"""


def test_first_starts_at_the_same_time(tmp_path: Path) -> None:
    for attempt in range(3):
        path = tmp_path / str(attempt) / "library.sqlite"
        children = [
            subprocess.Popen([sys.executable, "-c", FIRST_START, path, str(number)], cwd=ROOT, stdin=subprocess.PIPE)
            for number in range(3)
        ]
        for child in children:
            assert child.stdin
            child.stdin.write(b"go\n")
            child.stdin.flush()
        for child in children:
            child.communicate(timeout=60)
        assert [child.returncode for child in children] == [0, 0, 0]
        with Library.open(path) as library:
            assert {article.id for article in library.articles()} == {"0", "1", "2"}


def test_an_up_to_date_library_needs_no_sqlite_utils(path: Path) -> None:
    filled(path)
    code = (
        "import sys; from pathlib import Path; from tui.model import Note; from tui.store import Library\n"
        "with Library.open(Path(sys.argv[1])) as library:\n"
        f"    library.save_note({KEY!r}, Note(None, None, 'x'))\n"
        "print(sorted({'sqlite_utils', 'numpy', 'click'} & set(sys.modules)))"
    )
    child = subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert child.stdout == "[]\n"


def test_a_first_start_loads_no_numpy_and_leaves_it_importable(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tui.store import Library\n"
        "Library.open(Path(sys.argv[1])).close()\n"
        "print('sqlite_utils' in sys.modules, 'numpy' in sys.modules); import numpy; print(numpy.int8(7))"
    )
    child = subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert child.stdout == "True False\n7\n"


def test_an_empty_file_is_filled(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert filled(path).stat().st_size


# Other versions


def test_a_newer_library_is_refused_and_stays_as_it_is(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    refused(path, "newer version of reader")


def test_a_newer_library_in_use_is_refused_and_stays_as_it_is(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        assert path.with_name(path.name + "-wal").stat().st_size
        refused(path, "newer version of reader")


def with_another_step(monkeypatch: pytest.MonkeyPatch, broken: bool = False) -> None:
    """The program as it will be after a change of the schema."""

    def next_schema(db: Database) -> None:
        db.execute("ALTER TABLE notes ADD COLUMN colour TEXT")
        if broken:
            db.execute("INSERT INTO nowhere VALUES (1)")

    def more() -> Migrations:
        steps = Migrations("reader")
        steps()(schema.first_schema)
        steps()(schema.with_corrections)
        steps()(schema.with_annotation_depth)
        steps()(next_schema)
        return steps

    monkeypatch.setattr(connection, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(schema, "migrations", more)


def test_an_older_library_is_copied_then_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    with_another_step(monkeypatch)
    with Library.open(path) as library:
        assert [note.body for note in library.notes(KEY)] == ["precious"]
        assert "colour" in library._conn.execute("SELECT sql FROM sqlite_schema WHERE name = 'notes'").fetchone()[0]
    backup = path.with_name(f"library.sqlite.backup-{schema.VERSION - 1}")
    with closing(sqlite3.connect(backup)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (schema.VERSION - 1,)
        assert conn.execute("SELECT body FROM notes").fetchall() == [("precious",)]
    if os.name != "nt":
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert not list(path.parent.glob("*copying*"))


def test_a_library_of_version_1_gets_corrections_and_keeps_its_notes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first_alone() -> Migrations:
        steps = Migrations("reader")
        steps()(schema.first_schema)
        return steps

    with monkeypatch.context() as patch:
        patch.setattr(schema, "VERSION", 1)
        patch.setattr(connection, "VERSION", 1)
        patch.setattr(schema, "migrations", first_alone)
        with closing(connection.connect(path)[0]) as conn:
            conn.execute("INSERT INTO texts VALUES ('d', ?)", (TEXT,))
            conn.execute(
                "INSERT INTO articles (key, source, title, byline, published, digest, added, opened, visit) "
                "VALUES (?, '/a.txt', 'A', '', '', 'd', '', '', 1)",
                (KEY,),
            )
            conn.execute("INSERT INTO notes (article, body, created, updated) VALUES (1, 'precious', '', '')")
    berg = Correction(None, "rejected", ActorSketch("Anna Berg", "person"))
    with Library.open(path) as library:
        assert [note.body for note in library.notes(KEY)] == ["precious"]
        assert library.corrections(KEY) == ()
        library.save_correction(KEY, berg)
    with Library.open(path) as library:
        assert [kept.about for kept in library.corrections(KEY)] == [berg.about]
        assert library._conn.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    with closing(sqlite3.connect(path.with_name("library.sqlite.backup-1"))) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (1,)
        assert conn.execute("SELECT body FROM notes").fetchall() == [("precious",)]


def test_a_change_that_fails_leaves_the_old_library(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    with monkeypatch.context() as patch:
        with_another_step(patch, broken=True)
        with pytest.raises(LibraryError):
            Library.open(path)
    with Library.open(path) as library:
        assert [note.body for note in library.notes(KEY)] == ["precious"]
        assert "colour" not in library._conn.execute("SELECT sql FROM sqlite_schema WHERE name = 'notes'").fetchone()[0]


KILLED_WHILE_CHANGING = """
import os, signal, sys
from pathlib import Path
from sqlite_utils import Migrations
from tui.store import Library, connection, schema

def next_schema(db):
    db.execute("ALTER TABLE notes ADD COLUMN colour TEXT")
    db.execute("UPDATE notes SET body = 'broken'")
    os.kill(os.getpid(), signal.SIGKILL)

def more():
    steps = Migrations("reader")
    steps()(schema.first_schema)
    steps()(schema.with_corrections)
    steps()(schema.with_annotation_depth)
    steps()(next_schema)
    return steps

schema.VERSION = connection.VERSION = 4
schema.migrations = more
Library.open(Path(sys.argv[1]))
"""


@posix
@pytest.mark.parametrize("old", [True, False], ids=["an old library", "a first start"])
def test_killed_while_the_schema_changes(path: Path, old: bool) -> None:
    if old:
        filled(path)
    child = subprocess.run([sys.executable, "-c", KILLED_WHILE_CHANGING, path], cwd=ROOT, check=False)
    assert child.returncode == -9
    with Library.open(path) as library:
        assert [note.body for note in library.notes(KEY)] == (["precious"] if old else [])


# Damage


def test_a_wiped_header(path: Path) -> None:
    data = bytearray(filled(path).read_bytes())
    data[:100] = bytes(100)
    path.write_bytes(data)
    refused(path, "is damaged and was left as it is")


def test_a_file_that_is_no_database(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("my diary " * 1000, encoding="utf-8")
    refused(path, "is damaged and was left as it is")


def test_a_cut_file(path: Path) -> None:
    data = filled(path).read_bytes()
    path.write_bytes(data[:6000])
    with pytest.raises(LibraryError, match="is damaged and was left as it is"), Library.open(path) as library:
        library.notes(KEY)
    assert path.read_bytes() == data[:6000]


def test_random_pages(path: Path) -> None:
    data = bytearray(filled(path).read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LibraryError, match="is damaged and was left as it is"), Library.open(path) as library:
        library.keep_article(article_named(KEY))
    assert path.read_bytes() == data


def test_damage_names_the_newest_backup(path: Path) -> None:
    filled(path)
    for version in (1, 2):
        backup = path.with_name(f"library.sqlite.backup-{version}")
        backup.write_bytes(path.read_bytes())
        os.utime(backup, (version, version))
    path.write_bytes(b"\x01" * 5000)
    refused(path, r"put the backup library\.sqlite\.backup-2 in its place")


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "empty"])
def test_beside_a_backup_no_new_library_is_begun(path: Path, gone: bool) -> None:
    filled(path).rename(path.with_name("library.sqlite.backup-1"))
    if not gone:
        path.touch()
    refused(path, r"put its backup library\.sqlite\.backup-1 in its place")
    assert path.exists() is not gone


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "empty"])
def test_beside_a_log_no_new_library_is_begun(path: Path, gone: bool) -> None:
    filled(path).unlink()
    path.with_name("library.sqlite-wal").write_bytes(b"x" * 5000)
    if not gone:
        path.touch()
    refused(path, r"its log library\.sqlite-wal is not")


def test_a_garbled_log_is_no_damage(path: Path) -> None:
    filled(path).with_name("library.sqlite-wal").write_bytes(os.urandom(5000))
    with Library.open(path) as library:
        assert [note.body for note in library.notes(KEY)] == ["precious"]


def test_another_programs_database(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE bookmarks (url TEXT)")
    refused(path, "a database of another program")


# Places


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir(parents=True)
    refused(path, "is a folder")


@posix
def test_links(path: Path, tmp_path: Path) -> None:
    target = filled(tmp_path / "elsewhere" / "notes.db")
    path.parent.mkdir()
    path.symlink_to(target)
    with Library.open(path) as library:
        assert [note.body for note in library.notes(KEY)] == ["precious"]
        library.save_note(KEY, Note(None, None, "more"))
    target.unlink()
    refused(path, "is a link to nothing")


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x", encoding="utf-8")
    with pytest.raises(LibraryError, match="cannot be used"):
        Library.open(tmp_path / "data" / "library.sqlite")


def test_names_with_marks_of_addresses(tmp_path: Path) -> None:
    path = filled(tmp_path / "100% mine? #1 &mode=ro" / "a b?c.sqlite")
    with Library.open(path) as library:
        assert library.writable
        assert library.article(KEY)


AS_NOBODY = """
import os, sys
from pathlib import Path
from tui.errors import LibraryError
from tui.model import Article, Note
from tui.store import Library
import tui.store.connection
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
try:
    with Library.open(Path(sys.argv[1])) as library:
        print(library.writable, [note.body for note in library.notes(sys.argv[2])])
        shown = library.keep_article(Article(sys.argv[2], "t", sys.argv[3], "s"))
        print(bool(shown.added), len(library.stale_notes(sys.argv[2])))
        library.save_note(sys.argv[2], Note(None, None, "x"))
except LibraryError as error:
    print(error)
"""


def as_nobody(path: Path) -> list[str]:
    child = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, path, KEY, TEXT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return child.stdout.splitlines()


@pytest.fixture
def anybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that another user can reach, too."""
    folder = tmp_path_factory.mktemp("open")
    for parent in (folder, folder.parent, folder.parent.parent):
        parent.chmod(0o755)
    yield folder
    folder.chmod(0o755)


@posix
def test_a_read_only_library_can_be_read(anybody: Path) -> None:
    path = filled(anybody / "library.sqlite")
    path.chmod(0o444)
    anybody.chmod(0o555)
    assert as_nobody(path) == [
        "False ['precious']",
        "True 0",
        f"The library {path} is read-only: notes cannot be saved until you may write to it and its folder.",
    ]


@posix
def test_a_read_only_library_that_was_not_closed_says_how_to_read_it(anybody: Path) -> None:
    path = filled(anybody / "library.sqlite")
    log = path.with_name("library.sqlite-wal")
    log.write_bytes(b"x" * 5000)
    for file in (path, log):
        file.chmod(0o444)
    anybody.chmod(0o555)
    (line,) = as_nobody(path)
    assert "copy it together with library.sqlite-wal to a folder that you may write to" in line


@posix
def test_a_library_that_cannot_be_made(anybody: Path) -> None:
    anybody.chmod(0o555)
    (line,) = as_nobody(anybody / "data" / "library.sqlite")
    assert "cannot be used (Permission denied)" in line
