"""`reader export` in every format and `reader import`, as typed: from bytes in one library to bytes in another."""

import csv
import json
from pathlib import Path

import networkx
import pytest

from tests.conftest import TEXT
from tests.exchange.conftest import KEY, OTHER, fill, written
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


def test_an_existing_file_is_replaced_only_when_that_is_asked_for(full_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("mine", encoding="utf-8")
    assert "exists already" in reader("export", "-o", str(target)).stderr.decode()
    assert target.read_text(encoding="utf-8") == "mine"
    ok("export", "-o", target, "--force")
    assert TEXT not in target.read_text(encoding="utf-8")
