"""The commands, and one sentence where something is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TEXT, analysis_of
from tui import __version__
from tui.model import Note
from tui.session import Session
from tui.sources import read_file
from tui.store.library import Library


def reader(*arguments: str, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs `python -m tui` without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_file: Path) -> Path:
    monkeypatch.setenv("READER_LIBRARY", str(library_file))
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_version() -> None:
    assert reader("--version").stdout.decode().strip() == f"reader, version {__version__}"


def test_the_help_names_the_commands() -> None:
    words = reader("--help").stdout.decode()
    assert [name for name in ("analyze", "export", "where", "reader FILE") if name not in words] == []


def test_where_prints_the_library(tmp_path: Path) -> None:
    chosen = str(tmp_path / "mine.sqlite")
    assert reader("where", READER_LIBRARY=chosen).stdout.decode().strip() == chosen
    assert reader("--library", chosen, "where").stdout.decode().strip() == chosen
    assert not Path(chosen).exists()


def test_analyze_prints_one_object_a_line_in_the_order_of_the_arguments(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Mayor Lind said the bridge was safe.", encoding="utf-8")
    result = reader("analyze", str(other), str(file), str(other))
    assert result.returncode == 0
    assert result.stderr == b""
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert [document["article"]["source"] for document in documents] == [str(other), str(file), str(other)]
    for document in documents:
        assert document["schema"] == "reader-analysis/1"
        text = document["article"]["text"]
        keys = {actor["key"] for actor in document["actors"]}
        for entity in document["entities"]:
            assert text[entity["start"] : entity["end"]].strip()
            assert entity["actor"] is None or entity["actor"] in keys
        for stance in document["stances"]:
            assert stance["holder"] in keys
            assert stance["evidence"]
    assert "Ada Brown" in {actor["name"] for actor in documents[1]["actors"]}
    assert documents[1]["article"]["text"] == TEXT


def test_analyze_reads_standard_input() -> None:
    result = reader("analyze", "-", stdin=b"Mayor Lind said the bridge was safe.")
    assert json.loads(result.stdout)["article"]["source"].startswith("stdin:")


def test_analyze_goes_on_after_a_file_that_is_missing(file: Path) -> None:
    result = reader("analyze", "missing.txt", str(file))
    assert result.returncode == 2
    assert b"missing.txt" in result.stderr
    assert json.loads(result.stdout)["article"]["source"] == str(file)


def annotated(file: Path, library_file: Path) -> None:
    """Opens the article and writes a note, as the app does."""
    with Library.open(library_file) as library:
        session = Session(read_file(file))
        session.attach(library)
        session.keep_analysis(analysis_of(TEXT))
        session.annotate(analysis_of(TEXT).sentences[1], "a # promise", ("politics",))


def test_export_prints_markdown_and_is_deterministic(file: Path, library_file: Path, tmp_path: Path) -> None:
    annotated(file, library_file)
    first = reader("export")
    assert first.returncode == 0
    words = first.stdout.decode()
    assert words.startswith('---\ntitle: "Harbour vote splits the coalition"')
    assert "> Prime Minister Ada Brown defended the new harbour on Monday." in words
    assert reader("export", "harbour vote").stdout == first.stdout
    target = tmp_path / "out.md"
    assert reader("export", str(file), "-o", str(target)).returncode == 0
    assert target.read_bytes() == first.stdout
    again = reader("export", "-o", str(target))
    assert again.returncode == 2
    assert b"exists" in again.stderr
    assert reader("export", "-o", str(target), "--force").returncode == 0


def test_an_exported_note_keeps_its_words(file: Path, library_file: Path) -> None:
    annotated(file, library_file)
    with Library.open(library_file) as library:
        (note,) = library.notes(read_file(file).id)
    assert isinstance(note, Note)
    assert note.body == "a # promise"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.txt"], "missing.txt"),
        (["."], "folder"),
        (["analyze", "."], "folder"),
        (["export"], "no library"),
        (["export", "nothing like it"], "no library"),
        (["analyze"], "SOURCE"),
        (["--nonsense"], "nonsense"),
    ],
)
def test_one_sentence_and_exit_code_two(file: Path, arguments: list[str], words: str) -> None:
    result = reader(*arguments)
    complaint = result.stderr.decode()
    assert result.returncode == 2
    assert words in complaint
    assert "Traceback" not in complaint
    assert result.stdout == b""


@pytest.mark.parametrize(("content", "words"), [(b"", "empty"), (b" \n\n", "empty"), (bytes(range(256)) * 20, "text")])
def test_files_that_hold_no_text(file: Path, content: bytes, words: str) -> None:
    file.write_bytes(content)
    result = reader(str(file))
    assert result.returncode == 2
    assert words in result.stderr.decode()
    assert result.stderr.count(b"\n") == 1


def test_without_a_terminal_it_says_so(file: Path) -> None:
    result = reader(str(file))
    assert result.returncode == 2
    assert b"terminal" in result.stderr


def test_a_broken_library_is_left_as_it_is(file: Path, library_file: Path) -> None:
    library_file.parent.mkdir()
    library_file.write_bytes(b"this is no database, but somebody's file" * 100)
    before = library_file.read_bytes()
    for arguments in ([], [str(file)], ["export"]):
        result = reader(*arguments)
        assert result.returncode == 2
        assert str(library_file) in result.stderr.decode()
        assert b"Traceback" not in result.stderr
    assert library_file.read_bytes() == before


def test_a_model_that_is_not_there(file: Path) -> None:
    result = reader("analyze", str(file), READER_MODEL="no_such_model")
    assert result.returncode == 2
    assert b"no_such_model" in result.stderr
    assert b"Traceback" not in result.stderr


def test_control_characters_in_a_file_name_do_not_reach_the_terminal(file: Path) -> None:
    result = reader("bad\x1b]52;c;AAAA\x07.txt")
    assert result.returncode == 2
    assert b"\x1b" not in result.stderr
