"""`reader export` in every format and `reader import`, as typed: from bytes in one library to bytes in another."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import networkx
import pytest

from tests.conftest import TEXT
from tests.exchange.conftest import KEY, OTHER, fill, written
from tests.store.conftest import article_named
from tests.test_cli import reader
from tui.formats import JOINT, SUFFIXES, format_of
from tui.store import Library


@pytest.fixture
def full_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with one of everything, which the commands use."""
    path = tmp_path / "full.sqlite"
    with Library.open(path) as library:
        fill(library)
    monkeypatch.setenv("READER_LIBRARY", str(path))
    return path


def ok(*arguments: str | Path) -> str:
    done = reader(*map(str, arguments))
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("format", SUFFIXES)
def test_each_format_to_the_screen_and_by_the_end_of_a_name(full_file: Path, tmp_path: Path, format: str) -> None:
    shown = ok("export", KEY, "--format", format)
    target = tmp_path / f"out{SUFFIXES[format]}"
    ok("export", KEY, "-o", target)
    assert target.read_bytes().decode() == shown
    assert "the plan" in shown


def test_the_end_of_a_name_says_the_format() -> None:
    assert [format_of(Path(f"x{suffix.upper()}")) for suffix in SUFFIXES.values()] == list(SUFFIXES)
    assert format_of(Path("notes.txt")) == "markdown"


def test_all_articles_in_one_file_or_in_a_folder(full_file: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(ok("export", "--all", "-f", "csv").splitlines()))
    assert {row["article"] for row in rows} == {"Harbour vote"}
    assert len(rows) == 6
    ok("export", "--all", "-f", "graphml", "-o", tmp_path / "networks")
    names = sorted(path.name for path in (tmp_path / "networks").iterdir())
    assert names == [f"Harbour vote ({KEY}).graphml", f"Other ({OTHER}).graphml"]
    assert "Karl Lind" in {
        data["label"] for _, data in networkx.read_graphml(tmp_path / "networks" / names[0]).nodes(data=True)
    }
    assert "name a folder" in reader("export", "--all", "-f", "html").stderr.decode()
    assert set(SUFFIXES) > JOINT


def test_a_library_moves_to_another_machine(full_file: Path, tmp_path: Path) -> None:
    everything, there = tmp_path / "all.json", tmp_path / "there.sqlite"
    ok("export", "--all", "-o", everything)
    assert "2 new articles, 6 new notes, 2 new corrections" in ok("--library", there, "import", everything)
    again = ok("--library", there, "import", everything)
    assert "nothing new; already there: 2 articles, 6 notes, 2 corrections" in again
    with Library.open(there) as library:
        assert written(library) == everything.read_text(encoding="utf-8")


def test_web_annotations_go_to_the_article_that_is_named(full_file: Path, tmp_path: Path) -> None:
    annotations = [{"id": "x", "uri": "https://example.org/", "text": "from elsewhere", "tags": []}]
    file = tmp_path / "hypothesis.json"
    file.write_text(json.dumps(annotations), encoding="utf-8")
    assert "1 annotation is of an article" in ok("import", file)
    assert "1 new note" in ok("import", file, "--article", "Harbour")
    assert "from elsewhere" in ok("export", KEY)


def test_own_web_annotations_find_their_article(full_file: Path, tmp_path: Path) -> None:
    page = tmp_path / "notes.jsonld"
    ok("export", KEY, "-o", page)
    assert "nothing new; already there: 1 article, 6 notes" in ok("import", page)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "Line 1, column 2"),
        ('{"schema": "reader-library/99"}', "reader-library/99"),
        ('{"a": 1}', "neither an export of reader nor web annotations"),
        ('[{"id": "x"}]', "annotations[0].target"),
    ],
)
def test_what_cannot_be_imported_is_told_in_one_sentence_and_changes_nothing(
    full_file: Path, tmp_path: Path, content: str, told: str
) -> None:
    before = full_file.read_bytes()
    file = tmp_path / "wrong.json"
    file.write_text(content, encoding="utf-8")
    done = reader("import", str(file))
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1
    assert full_file.read_bytes() == before


def test_a_vault_is_brought_up_to_date(full_file: Path, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    assert "2 new, 0 updated, 0 unchanged" in ok("export", "--vault", vault)
    note = vault / "Harbour vote.md"
    note.write_text(note.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
    with Library.open(full_file) as library:
        first = library.notes(KEY)[0]
        library.delete_note(KEY, first.id or 0)
    assert "0 new, 1 updated, 1 unchanged" in ok("export", "--vault", vault)
    assert note.read_text(encoding="utf-8").endswith("<!-- reader:end -->\n\nMine.\n")


@pytest.mark.parametrize("arguments", [("x", "--all"), ("--vault", "v", "-f", "csv"), ("-f", "docx")])
def test_what_does_not_go_together(full_file: Path, arguments: tuple[str, ...]) -> None:
    assert reader("export", *arguments).returncode == 2


def test_articles_of_one_long_title_are_files_of_their_own(tmp_path: Path) -> None:
    library = tmp_path / "long.sqlite"
    with Library.open(library) as opened:
        for key in ("a" * 12, "b" * 12):
            opened.keep_article(article_named(key, title="Совет " * 40))
    ok("--library", library, "export", "--all", "-f", "jsonld", "-o", tmp_path / "out")
    assert len(list((tmp_path / "out").iterdir())) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "-o", ""), "name one"),
        (("export", "-o", "/"), "name one"),
        (("export", "-o", "~no-such-user/x.md"), "no home folder"),
        (("export", "--vault", "~no-such-user/x"), "no home folder"),
        (("export", ""), "No article in the library fits ''"),
        (("export", "--all", "-o", "all.html"), "name a folder"),
        (("import", "/dev/null"), "Line 1, column 1"),
    ],
)
def test_what_cannot_be_is_one_sentence(full_file: Path, arguments: tuple[str, ...], told: str) -> None:
    done = reader(*arguments)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1


def test_tables_of_all_articles_in_a_folder(full_file: Path, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    ok("export", "--all", "-f", "csv", "-o", tmp_path / "tables")
    assert len(list((tmp_path / "tables").iterdir())) == 2


def test_a_title_that_another_one_begins_with_names_its_article(full_file: Path) -> None:
    with Library.open(full_file) as opened:
        opened.keep_article(article_named("c" * 12, title="Other things"))
    assert "# Other\n" in ok("export", "other")


def test_an_export_that_replaces_a_private_file_stays_private(full_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "notes.md"
    ok("export", KEY, "-o", target)
    target.chmod(0o600)
    ok("export", KEY, "-o", target, "--force")
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_broken_file_makes_no_library(tmp_path: Path) -> None:
    file = tmp_path / "wrong.json"
    file.write_text("{", encoding="utf-8")
    library = tmp_path / "none.sqlite"
    assert reader("--library", str(library), "import", str(file)).returncode == 2
    assert not library.exists()


def test_an_address_that_is_none_is_of_no_article(full_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "odd.json"
    odd = [{"id": uri, "uri": uri, "text": "x"} for uri in ("file://[", "file:~%00")]
    file.write_text(json.dumps(odd), encoding="utf-8")
    assert "2 annotations are of articles that the library does not have" in ok("import", file)


def test_whoever_stops_reading_is_no_error(full_file: Path) -> None:
    command = [sys.executable, "-m", "tui", "search", "harbour"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.close()
        assert (child.wait(), child.stderr.read()) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")
def test_a_full_disk_under_the_output_is_told(full_file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", "search", "harbour"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"reader: The output cannot be written")


def test_an_existing_file_is_replaced_only_when_that_is_asked_for(full_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("mine", encoding="utf-8")
    assert "exists already" in reader("export", "-o", str(target)).stderr.decode()
    assert target.read_text(encoding="utf-8") == "mine"
    ok("export", "-o", target, "--force")
    assert TEXT not in target.read_text(encoding="utf-8")
