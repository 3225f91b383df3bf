"""The app's side of the analysis: starts the worker process, asks it, and stops it. Imports no spaCy."""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import tui
from tui.errors import AnalysisError
from tui.model import Analysis
from tui.public_json import analysis_from_json

_LONGEST_LINE = 1 << 30
"""Bytes; the analysis of a long text comes as one line."""

Progress = Callable[[int, int], None]


class AnalysisClient:
    """Analyses texts, one after another, in a worker process that starts with the first of them.

    ```
    async with AnalysisClient() as client:
        analysis = await client.analyse(text, lambda done, total: ...)
    ```
    Cancelling `analyse` ends the worker; the next call starts another.
    """

    def __init__(self) -> None:
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._number = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def analyse(self, text: str, on_progress: Progress | None = None) -> Analysis:
        """The analysis of `text`. `on_progress(done, total)` is told the characters read so far.

        Raises AnalysisError when the model cannot be loaded, fails on this text, or the worker dies.
        """
        async with self._turn:
            try:
                process = await self._started()
                self._number += 1
                await _send(process, {"id": self._number, "text": text})
                return await self._answer(process, self._number, on_progress)
            except _Failed as failure:
                raise AnalysisError(str(failure)) from None
            except BaseException:
                await self.close()
                raise

    async def close(self) -> None:
        """Ends the worker, if there is one. May be called at any time and more than once."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()  # not awaited: asyncio complains aloud when that is cancelled, and wait() covers it
        with contextlib.suppress(OSError, ValueError):
            while await process.stdout.read(1 << 16):
                pass
        await process.wait()

    async def _started(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            await self.close()
            try:
                self._process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    "-P",  # what lies in the current folder must not stand in for a module
                    "-m",
                    "tui.analysis",
                    stdin=PIPE,
                    stdout=PIPE,
                    stderr=DEVNULL,  # it is the app's terminal
                    limit=_LONGEST_LINE,
                    env=_environment(),
                )
            except OSError as error:
                raise AnalysisError(f"The analysis process cannot be started: {error.strerror}.") from error
        return self._process

    async def _answer(self, process: Process, number: int, on_progress: Progress | None) -> Analysis:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            message: dict[str, Any] = json.loads(line)
            if "ready" in message:
                continue
            if "error" in message and message.get("id") in (number, None):
                raise _Failed(message["error"])
            if message.get("id") != number:
                continue
            if "progress" in message and on_progress:
                on_progress(*message["progress"])
            elif "analysis" in message:
                return analysis_from_json(message["analysis"])
        raise AnalysisError(await _last_words(process))


class _Failed(Exception):
    """The worker answered with a sentence instead of an analysis; it goes on serving, or ends by itself."""


async def _send(process: Process, message: dict[str, Any]) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(message).encode() + b"\n")
        await process.stdin.drain()
    except (BrokenPipeError, ConnectionResetError):
        pass  # what it said before it went is still to be read


async def _last_words(process: Process) -> str:
    code = await process.wait()
    reason = f"signal {-code}" if code < 0 else f"exit code {code}"
    return f"The analysis process ended before it was done ({reason})."


def _environment() -> dict[str, str]:
    """The environment in which the worker finds this very package, installed or in a checkout."""
    environment = dict(os.environ)
    root = Path(tui.__file__).resolve().parent.parent
    if root.name not in ("site-packages", "dist-packages"):
        paths = [str(root), *filter(None, [environment.get("PYTHONPATH")])]
        environment["PYTHONPATH"] = os.pathsep.join(paths)
    return environment
