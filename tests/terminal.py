"""A small terminal for tests: runs a command in a pseudo-terminal and keeps its screen."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self

import pyte

_PATIENCE = 60.0
"""Seconds; machines that run tests are slow and busy."""


class Terminal:
    """Runs `command` on a screen of `columns` by `rows` cells; `text` is what a person sees."""

    def __init__(
        self,
        command: list[str],
        environment: Mapping[str, str],
        *,
        columns: int = 100,
        rows: int = 30,
        stdin: bytes | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.received = b""
        self.status: int | None = None
        reading, writing = os.pipe() if stdin is not None else (-1, -1)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            if stdin is not None:
                os.dup2(reading, 0)
                os.close(writing)
            os.execvpe(command[0], command, dict(environment))
        self._before = termios.tcgetattr(self._fd)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if stdin is not None:
            os.close(reading)
            os.write(writing, stdin)
            os.close(writing)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    @property
    def text(self) -> str:
        """The screen, row by row."""
        return "\n".join(self.screen.display)

    def press(self, keys: str) -> None:
        """Types `keys`."""
        os.write(self._fd, keys.encode())

    def wait_for(self, words: str) -> None:
        """Waits until `words` stand on the screen."""
        self._wait(lambda: words in self.text, f"{words!r} never came:\n")

    def wait_without(self, words: str) -> None:
        """Waits until `words` have left the screen."""
        self._wait(lambda: words not in self.text, f"{words!r} stayed:\n")

    def wait_for_end(self) -> int:
        """Waits until the program has ended; returns its exit code (negative: the signal)."""
        self._wait(self._ended, "it never ended:\n")
        assert self.status is not None
        return os.waitstatus_to_exitcode(self.status)

    def kill(self, number: signal.Signals) -> None:
        """Sends a signal."""
        os.kill(self.pid, number)

    def close_window(self) -> None:
        """Closes the terminal, as when a person closes its window; waits until the program has ended."""
        os.close(self._fd)
        self._fd = os.open(os.devnull, os.O_RDWR)
        self.wait_for_end()

    @property
    def is_clean(self) -> bool:
        """Whether the terminal is as it was: cooked, main screen, cursor shown, mouse and paste reports off."""
        last = {
            mode: self.received.rfind(mode.encode())
            for mode in ("\x1b[?1049h", "\x1b[?1049l", "\x1b[?25h", "\x1b[?25l")
        }
        return (
            termios.tcgetattr(self._fd)[3] == self._before[3]
            and last["\x1b[?1049l"] > last["\x1b[?1049h"]
            and last["\x1b[?25h"] > last["\x1b[?25l"]
            and self.received.rfind(b"\x1b[?1000l") > self.received.rfind(b"\x1b[?1000h")
            and self.received.rfind(b"\x1b[?2004l") > self.received.rfind(b"\x1b[?2004h")
        )

    def _wait(self, condition: "object", complaint: str) -> None:
        assert callable(condition)
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            self._read(0.05)
            if condition():
                self._read(0.1)
                return
        raise AssertionError(complaint + self.text)

    def _ended(self) -> bool:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
        return self.status is not None

    def _read(self, seconds: float) -> None:
        while select.select([self._fd], [], [], seconds)[0]:
            try:
                data = os.read(self._fd, 1 << 16)
            except OSError:
                return
            if not data:
                time.sleep(seconds)
                return
            self.received += data
            with contextlib.suppress(Exception):  # pyte knows fewer sequences than terminals do
                self._stream.feed(data)
            seconds = 0.01
