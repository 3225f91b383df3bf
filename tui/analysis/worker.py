"""The other end of `client.py`: analyses texts in a process of its own, JSON lines in, JSON lines out.

```
in   {"id": 1, "text": "..."}
out  {"ready": "news 1.0.0+1"}                 once, when the model is loaded
out  {"id": 1, "progress": [done, total]}      characters, several times a second at most
out  {"id": 1, "analysis": {...}}              schema `reader-analysis/1`, without the article
out  {"id": 1, "error": "One sentence."}       instead of the analysis
out  {"error": "One sentence."}                the model cannot be loaded; the process ends
```
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TextIO

from tui.analysis import pipeline
from tui.errors import AnalysisError
from tui.public_json import analysis_to_json

if TYPE_CHECKING:
    from spacy.language import Language

_NICENESS = 10
_PROGRESS_PAUSE = 0.1
"""Seconds between two progress events."""

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""numpy reads them when it is imported; more threads would only starve the app."""

Write = Callable[[dict[str, Any]], None]


def main() -> int:
    """Serves standard input until it closes; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c is meant for the app, which then ends this process
    for name in _THREADS:
        os.environ[name] = "1"
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    output = _own_output()

    def write(message: dict[str, Any]) -> None:
        output.write(json.dumps(message) + "\n")
        output.flush()

    try:
        try:
            nlp = pipeline.load()
            write({"ready": pipeline.engine()})
        except AnalysisError as error:
            write({"error": str(error)})
            return 1
        serve(nlp, sys.stdin.buffer, write)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())  # so that the flush at exit has somewhere to go
    return 0


def _own_output() -> TextIO:
    """Standard output for the messages alone: whatever else a library prints goes to standard error."""
    output = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    return output


def serve(nlp: "Language", lines: Iterable[bytes], write: Write) -> None:
    """Answers each request in `lines` with the model `nlp`; what is no request is answered with an error."""
    from tui.analysis.document import analyse

    for line in lines:
        if not line.strip():
            continue
        number: object = None
        try:
            request = json.loads(line)
            number = request["id"]
            analysis = analyse(nlp, request["text"], _progress(number, write))
            write({"id": number, "analysis": analysis_to_json(analysis)})
        except BrokenPipeError:
            raise
        except AnalysisError as error:
            write({"id": number, "error": str(error)})
        except (ValueError, KeyError, TypeError) as error:
            write({"id": number, "error": f"The text could not be analysed ({type(error).__name__}: {error})."})
        except Exception as error:  # one text that breaks the model must not end the process
            write({"id": number, "error": f"The analysis failed on this text ({type(error).__name__})."})


def _progress(number: object, write: Write) -> Callable[[int, int], None]:
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _PROGRESS_PAUSE or done >= total:
            last = now
            write({"id": number, "progress": [done, total]})

    return tell
