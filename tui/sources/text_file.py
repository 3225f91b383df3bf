"""Plain text files."""

import hashlib
import os
import re
import stat
from pathlib import Path

from tui import files
from tui.errors import SourceError
from tui.model import Article
from tui.sanitise import normalise_newlines, sanitise, sanitise_line
from tui.sources.decode import decode

SIZE_LIMIT = 50_000_000
"""Bytes; a newspaper's whole day is a tenth of it."""
_TITLE_LIMIT = 200
_LINE = re.compile(r"[^\n]+")
SAMPLE = "sample:"
"""Scheme of the source of the article that ships with the program."""


def read_file(path: Path) -> Article:
    """The text file at `path` as an article; its id depends on the absolute path alone.

    Raises SourceError when it is missing, a folder, not readable, empty, too large, or no text.
    """
    absolute = os.path.abspath(os.path.expanduser(path))  # noqa: PTH100, PTH111 - pathlib keeps "..", and raises for "~nobody"
    return article(read_bytes(Path(absolute)), absolute, name=sanitise_line(path.name) or "The file")


def read_sample() -> Article:
    """The article that ships with the program: the same article wherever it is installed.

    Raises SourceError when the installation lacks it.
    """
    path = files.sample()
    return article(read_bytes(path), SAMPLE + path.stem, name="The sample")


def article(data: bytes, source: str, *, name: str) -> Article:
    """`data` as an article of `source`, whose title is the first line that is not empty.

    `name` is what an error calls the source. Raises SourceError when `data` is empty, too large, or no text.
    """
    if len(data) > SIZE_LIMIT:
        raise SourceError(f"{name} is larger than {SIZE_LIMIT // 1_000_000} MB: open a part of it.")
    text = sanitise(normalise_newlines(decode(data, name)))
    lines = (sanitise_line(match.group()) for match in _LINE.finditer(text))
    title = next(filter(None, lines), None)
    if title is None:
        raise SourceError(f"{name} is empty: there is nothing to read.")
    return Article(identifier(source), title[:_TITLE_LIMIT].rstrip(), text, sanitise_line(source))


def identifier(source: str) -> str:
    """The id of the article from `source`: 12 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, pipe or device at `path`, at most one more than `SIZE_LIMIT`.

    Raises SourceError when it cannot be read.
    """
    name = sanitise_line(str(path))
    try:
        if path.is_dir():
            raise SourceError(f"{name} is a folder: give a text file in it.")
        if stat.S_ISCHR(path.stat().st_mode):
            raise SourceError(f"{name} is a device: give a text file.")
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        raise SourceError(f"There is no file {name}: check the path.") from None
    except PermissionError:
        raise SourceError(f"{name} may not be read: check its permissions.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its path is not valid"
        raise SourceError(f"{name} cannot be read ({reason}): check the path.") from error
