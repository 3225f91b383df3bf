"""An article that another program pipes in."""

import hashlib
import os
import sys

from tui.errors import SourceError
from tui.model import Article
from tui.sources.text_file import SIZE_LIMIT, article

STDIN = "stdin:"
"""Scheme of the source of a piped text; its digest follows."""


def read_stdin() -> Article:
    """Standard input, read to its end, as an article; its id depends on the bytes.

    Raises SourceError when it is empty, too large, or no text.
    """
    if sys.stdin is None:
        raise SourceError("There is no standard input: pipe a text in or give a file.")
    try:
        data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:
        raise SourceError("Standard input cannot be read: pipe a text in or give a file.") from error
    source = STDIN + hashlib.sha256(data).hexdigest()[:12]
    return article(data, source, name="Standard input")


def reopen_terminal() -> None:
    """Makes the terminal file descriptor 0 again after a pipe was read to its end, so that keys arrive.

    Raises SourceError when the process has no terminal.
    """
    terminal = "CONIN$" if sys.platform == "win32" else "/dev/tty"
    try:
        descriptor = os.open(terminal, os.O_RDWR)
    except OSError as error:
        raise SourceError("There is no terminal to read keys from: start reader in a terminal window.") from error
    if descriptor != 0:
        os.dup2(descriptor, 0)
        os.close(descriptor)
