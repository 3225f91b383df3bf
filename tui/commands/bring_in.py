"""`reader import`: notes from a file of `reader export`, or web annotations, into the library."""

from functools import cache
from pathlib import Path

from tui.errors import ExchangeError, LibraryError
from tui.exchange.checked import parse
from tui.exchange.library_json import SCHEMA, read_json
from tui.exchange.webannotation_import import FindArticle, is_webannotation, read_webannotation
from tui.model import Article
from tui.store.library import Library
from tui.store.records import Taken
from tui.wording import counted

_LARGEST = 2_000_000_000
"""Bytes of a file that is read; nothing that this program writes is as large."""


def bring_in(library: Path, file: Path, article: str | None) -> str:
    """Takes everything of `file` into the library at `library`, or nothing; returns what came in, in one line.

    Web annotations go to the article of their address; with `article` (as in `Library.find_article`) all go to that
    one. Raises ExchangeError or LibraryError.
    """
    try:
        value = parse(_content(file))
        if isinstance(value, dict) and "schema" in value:
            if value["schema"] != SCHEMA:
                raise ExchangeError(
                    f"Its schema is {str(value['schema'])[:40]!r}: this version of reader reads {SCHEMA!r}."
                )
            records, tags = read_json(value)
            with Library.open(library) as store:
                return _told(store.take_in(records, tags), 0)
        if not is_webannotation(value):
            raise ExchangeError("It is neither an export of reader nor web annotations.")
        with Library.open(library) as store:
            records, unknown = read_webannotation(value, _finder(store, article))
            return _told(store.take_in(records, ()), unknown)
    except ExchangeError as error:
        raise ExchangeError(f"{file} was not imported. {error}") from error


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
    except OSError as error:
        raise ExchangeError(f"It cannot be read ({error.strerror}): check its name.") from error
    if len(data) > _LARGEST:
        raise ExchangeError(f"It is larger than {_LARGEST // 10**6:,} MB: export some of the articles at a time.")
    return data


def _finder(store: Library, article: str | None) -> FindArticle:
    """Which article annotations are on: the one that is named, else that of their address."""
    if article is not None:
        chosen = store.find_article(article)
        return lambda _: chosen
    return cache(lambda source: _of_source(store, source))


def _of_source(store: Library, source: str) -> Article | None:
    """The article that an annotation's target names: by the address or path that it came from, or by our own id."""
    from urllib.parse import unquote, urlsplit

    own = source.removeprefix("urn:reader:article:")
    try:
        wanted = unquote(urlsplit(source).path) if source.startswith("file:") else own
        return store.find_article(wanted, exact=True)
    except (LibraryError, ValueError):  # not there, or no address at all
        return None


def _told(taken: Taken, unknown: int) -> str:
    there = [(taken.articles_there, "article"), (taken.notes_there, "note"), (taken.corrections_there, "correction")]
    new = [(taken.articles, "new article"), (taken.notes, "new note"), (taken.corrections, "new correction")]
    parts = [counted(count, word) for count, word in (*new, (taken.tags, "new tag")) if count]
    known = [counted(count, word) for count, word in there if count]
    told = ", ".join(parts) or "nothing new"
    if known:
        told += f"; already there: {', '.join(known)}"
    if unknown:
        those = "annotation is of an article" if unknown == 1 else "annotations are of articles"
        told += f"; {unknown} {those} that the library does not have (--article says which one is meant)"
    return told
