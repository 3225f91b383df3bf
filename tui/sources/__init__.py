"""Where articles come from. Each kind of source is one file here and one line in `open_source`."""

from pathlib import Path

from tui.errors import SourceError
from tui.model import Article
from tui.sources.stdin import STDIN, read_stdin, reopen_terminal
from tui.sources.text_file import SAMPLE, read_file, read_sample

__all__ = ["open_source", "read_file", "read_sample", "read_stdin", "reopen_terminal"]


def open_source(argument: str) -> Article:
    """The article that `argument` names: `-` for standard input, else a path; or the `source` of an article.

    Raises SourceError, one sentence for a person, when it cannot be read.
    """
    if argument == "-":
        return read_stdin()
    if argument.startswith(SAMPLE):
        return read_sample()
    if argument.startswith(STDIN):
        raise SourceError("This text was piped in and cannot be read again: open it from the library.")
    if argument.lower().startswith(("http://", "https://")):
        raise SourceError("reader opens no web addresses yet: save the page as text and open the file.")
    return read_file(Path(argument))
