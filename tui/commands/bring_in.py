"""`reader import`: notes from a file of `reader export`, or web annotations, into the library."""

from pathlib import Path

from tui.errors import ExchangeError, LibraryError
from tui.exchange.checked import Plain, parse
from tui.exchange.library_json import SCHEMA, read_json
from tui.exchange.webannotation import is_webannotation, read_webannotation
from tui.model import Article, Record, Tag
from tui.store.library import Library
from tui.store.records import Taken


def bring_in(library: Path, file: Path, article: str | None) -> str:
    """Takes everything of `file` into the library at `library`, or nothing; returns what came in, in one line.

    Web annotations go to the article of their address; with `article` (as in `Library.find_article`) all go to that
    one. Raises ExchangeError or LibraryError.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ExchangeError(f"{file} cannot be read ({error.strerror}): check its name.") from error
    try:
        with Library.open(library) as store:
            value = parse(data)
            records, tags, unknown = _read(value, store, article)
            taken = store.take_in(records, tags)
    except ExchangeError as error:
        raise ExchangeError(f"{file} was not imported. {error}") from error
    return _told(taken, unknown)


def _read(value: Plain, store: Library, article: str | None) -> tuple[tuple[Record, ...], tuple[Tag, ...], int]:
    if isinstance(value, dict) and "schema" in value:
        if value["schema"] != SCHEMA:
            raise ExchangeError(
                f"Its schema is {str(value['schema'])[:40]!r}: this version of reader reads {SCHEMA!r}."
            )
        return (*read_json(value), 0)
    if not is_webannotation(value):
        raise ExchangeError("It is neither an export of reader nor web annotations.")
    chosen = store.find_article(article) if article else None
    by_source: dict[str, Article | None] = {}

    def find(source: str) -> Article | None:
        if chosen:
            return chosen
        if source not in by_source:
            by_source[source] = _of_source(store, source)
        return by_source[source]

    records, unknown = read_webannotation(value, find)
    return records, (), unknown


def _of_source(store: Library, source: str) -> Article | None:
    """The article that an annotation's target names: by the address or path that it came from, or by our own id."""
    from urllib.parse import unquote, urlsplit

    own = source.removeprefix("urn:reader:article:")
    wanted = unquote(urlsplit(source).path) if source.startswith("file:") else own
    try:
        return store.find_article(wanted, exact=True)
    except LibraryError:
        return None


def _told(taken: Taken, unknown: int) -> str:
    there = [(taken.articles_there, "article"), (taken.notes_there, "note"), (taken.corrections_there, "correction")]
    new = [(taken.articles, "new article"), (taken.notes, "new note"), (taken.corrections, "new correction")]
    parts = [_counted(count, word) for count, word in (*new, (taken.tags, "new tag")) if count]
    known = [_counted(count, word) for count, word in there if count]
    told = ", ".join(parts) or "nothing new"
    if known:
        told += f"; already there: {', '.join(known)}"
    if unknown:
        those = "annotation is of an article" if unknown == 1 else "annotations are of articles"
        told += f"; {unknown} {those} that the library does not have (--article says which one is meant)"
    return told


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
