"""The installed command in a real pseudo-terminal."""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a Unix pseudo-terminal", allow_module_level=True)

try:
    for descriptor in os.openpty():
        os.close(descriptor)
except OSError:
    pytest.skip("this machine gives out no pseudo-terminals", allow_module_level=True)

from tests.conftest import TEXT
from tests.terminal import Terminal

READER = shutil.which("reader", path=str(Path(sys.executable).parent)) or "reader"

Start = Callable[..., Terminal]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "harbour.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def start(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts `reader` with these arguments in an empty home."""
    monkeypatch.chdir(home)
    opened: list[Terminal] = []

    def run(*arguments: str, **options: object) -> Terminal:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "READER_LIBRARY": str(home / "library.sqlite"),
            **dict(options.pop("environment", {})),  # type: ignore[call-overload]
        }
        terminal = Terminal([READER, *arguments], environment, **options)  # type: ignore[arg-type]
        opened.append(terminal)
        return terminal

    yield run
    for terminal in opened:
        terminal.__exit__(None, None, None)


def test_a_note_written_in_one_session_is_there_in_the_next(start: Start, home: Path) -> None:
    first = start("harbour.txt")
    first.wait_for("Prime Minister Ada Brown")
    first.wait_for("analysed in")
    first.press("}")
    first.press("a")
    first.wait_for("save note")
    first.press("a promise\x09politics\x13")
    first.wait_for("saved")
    first.press("q")
    assert first.wait_for_end() == 0
    assert first.is_clean
    with sqlite3.connect(home / "library.sqlite") as library:
        assert library.execute("SELECT quote, note, tags FROM notes_flat").fetchall() == [
            ("Prime Minister Ada Brown defended the new harbour on Monday.", "a promise", "politics")
        ]
    again = start()
    again.wait_for("1 note")
    again.press("4")
    again.wait_for("a promise")
    again.press("q")
    assert again.wait_for_end() == 0


def test_the_first_run_shows_the_sample_with_its_analysis(start: Start) -> None:
    terminal = start(columns=120, rows=40)
    terminal.wait_for("This is a sample")
    terminal.wait_for("analysed in")
    for key, words in (("1", "Erdogan"), ("2", "direct"), ("3", "✗"), ("4", "No notes yet")):
        terminal.press(key)
        terminal.wait_for(words)
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def test_an_article_from_standard_input_leaves_the_keyboard_to_the_reader(start: Start) -> None:
    terminal = start("-", stdin=TEXT.encode())
    terminal.wait_for("Prime Minister Ada Brown")
    terminal.press("G")
    terminal.wait_for("100 %")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("ending", ["q", "ctrl+c", "SIGTERM", "SIGHUP"])
def test_the_terminal_is_given_back_clean(start: Start, ending: str) -> None:
    terminal = start("harbour.txt")
    terminal.wait_for("Prime Minister Ada Brown")
    terminal.wait_for("quit")
    if ending.startswith("SIG"):
        terminal.kill(signal.Signals[ending])
    else:
        terminal.press({"q": "q", "ctrl+c": "\x03"}[ending])
    assert terminal.wait_for_end() == 0
    assert terminal.is_clean


def test_a_half_typed_note_survives_a_closed_window(start: Start) -> None:
    terminal = start("harbour.txt")
    terminal.wait_for("analysed in")
    terminal.press("}")
    terminal.press("a")
    terminal.wait_for("save note")
    terminal.press("half typed")
    terminal.wait_for("half typed")
    terminal.close_window()
    again = start("harbour.txt")
    again.wait_for("analysed in" if "analysed in" in again.text else "Ada Brown")
    again.wait_for("tab pane")
    again.press("a")
    again.wait_for("half typed")
    again.press("\x03")


def test_a_note_goes_to_the_users_own_editor_and_comes_back(start: Start, home: Path) -> None:
    script = home / "editor"
    script.write_text('#!/bin/sh\nprintf " and *more*" >> "$1"\n', encoding="utf-8")
    script.chmod(0o700)
    terminal = start("harbour.txt", environment={"EDITOR": str(script)})
    terminal.wait_for("analysed in")
    terminal.press("}")
    terminal.press("a")
    terminal.wait_for("save note")
    terminal.press("words")
    terminal.press("\x05")
    terminal.wait_for("words and *more*")
    terminal.press("\x13")
    terminal.wait_for("saved")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert terminal.is_clean
    with sqlite3.connect(home / "library.sqlite") as library:
        assert library.execute("SELECT note FROM notes_flat").fetchall() == [("words and *more*",)]


def test_an_editor_that_fails_is_told_and_the_note_goes_on(start: Start, home: Path) -> None:
    terminal = start("harbour.txt", environment={"EDITOR": "false"})
    terminal.wait_for("analysed in")
    terminal.press("a")
    terminal.wait_for("save note")
    terminal.press("words")
    terminal.press("\x05")
    terminal.wait_for("ended with an error")
    terminal.press(" and more")
    terminal.wait_for("words and more")
    terminal.press("\x13")
    terminal.wait_for("saved")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert terminal.is_clean


def test_hostile_text_reaches_the_terminal_harmless(start: Start, home: Path) -> None:
    (home / "hostile.txt").write_bytes(
        b"Title \x1b]0;owned\x07\n\nText \x1b]52;c;AAAA\x07 \xc2\x9b31m \xe2\x80\xae end\n"
    )
    terminal = start("hostile.txt")
    terminal.wait_for("end")
    terminal.press("q")
    terminal.wait_for_end()
    assert b"\x1b]52" not in terminal.received
    assert b"owned\x07" not in terminal.received
    assert b"\xc2\x9b" not in terminal.received


@pytest.mark.parametrize(
    "environment", [{"NO_COLOR": "1"}, {"TERM": "xterm"}, {"TERM": "dumb"}, {"LANG": "C", "PYTHONUTF8": "0"}]
)
def test_it_is_readable_in_poor_terminals(start: Start, environment: dict[str, str]) -> None:
    terminal = start("harbour.txt", environment=environment)
    terminal.wait_for("Prime Minister Ada Brown")
    terminal.press("G")
    terminal.wait_for("100 %")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def test_the_article_opens_where_no_library_can_be_made(start: Start, home: Path) -> None:
    (home / "file").write_text("", encoding="utf-8")
    terminal = start("harbour.txt", environment={"READER_LIBRARY": str(home / "file" / "library.sqlite")})
    terminal.wait_for("Prime Minister Ada Brown")
    terminal.wait_for("tab pane")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
