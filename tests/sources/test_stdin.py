"""A piped text, and the keyboard after it."""

import io
import os
import subprocess
import sys

import pytest

from tui.errors import SourceError
from tui.sources import open_source, read_stdin, reopen_terminal


def pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))


def test_a_piped_text(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, "Talks “resume”\r\nMore".encode())
    article = open_source("-")
    assert article.title == "Talks “resume”"
    assert article.text == "Talks “resume”\nMore"
    assert article.source.startswith("stdin:")


def test_the_same_bytes_are_the_same_article(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = []
    for data in (b"one", b"one", b"two"):
        pipe(monkeypatch, data)
        ids.append(read_stdin().id)
    assert ids[0] == ids[1] != ids[2]


def test_an_empty_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, b" \n")
    with pytest.raises(SourceError, match="Standard input is empty"):
        read_stdin()


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SourceError, match="no standard input"):
        read_stdin()


CHILD = """
import os, sys
from tui.sources import read_stdin, reopen_terminal
print(read_stdin().title, flush=True)
reopen_terminal()
print("terminal" if os.isatty(0) else "none", sys.__stdin__.isatty(), flush=True)
print(os.read(0, 3), flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX")
def test_keys_arrive_after_a_pipe() -> None:
    import pty

    try:
        pid, terminal = pty.fork()
    except OSError:
        pytest.skip("this machine gives out no pseudo-terminals")
    if pid == 0:
        command = [sys.executable, "-c", CHILD]
        reader, writer = os.pipe()
        os.write(writer, b"Piped\n")
        os.close(writer)
        os.dup2(reader, 0)
        os.execv(sys.executable, command)
    os.write(terminal, b"ok\n")
    output = b""
    while b"ok\\n" not in output:
        try:
            chunk = os.read(terminal, 1000)
        except OSError:
            break
        if not chunk:
            break
        output += chunk
    os.close(terminal)
    os.waitpid(pid, 0)
    assert b"Piped" in output
    assert b"terminal True" in output
    assert b"b'ok\\n'" in output


@pytest.mark.skipif(os.name == "nt", reason="Windows always has CONIN$")
def test_no_terminal_is_said() -> None:
    child = subprocess.run(
        [sys.executable, "-c", "from tui.sources import reopen_terminal; reopen_terminal()"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        start_new_session=True,
        text=True,
        timeout=60,
    )
    assert "There is no terminal to read keys from" in child.stderr


def test_reopening_keeps_only_one_descriptor(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, int]] = []
    monkeypatch.setattr(os, "open", lambda name, flags: 99)
    monkeypatch.setattr(os, "dup2", lambda old, new: calls.append(("dup2", new)))
    monkeypatch.setattr(os, "close", lambda descriptor: calls.append(("close", descriptor)))
    reopen_terminal()
    assert calls == [("dup2", 0), ("close", 99)]
