"""`reader export`: articles with their notes in any format, to the screen, a file, a folder or a vault."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tui.analysis.pipeline import engine
from tui.errors import ExportError, LibraryError
from tui.export.write import export_name, write_export
from tui.formats import JOINT, SUFFIXES, WITHOUT_ANALYSIS
from tui.model import Analysis, Article
from tui.session import Session
from tui.session.render import render
from tui.store.library import Library

Analyse = Callable[[str], Analysis]


def export(library: Path, article: str | None, format: str, output: Path | None, *, every: bool, force: bool) -> None:
    """Writes one article (named as in `Library.find_article`; else the one opened last), or with `every` all of them.

    Several articles are one file where the format can hold them, else a file each in the folder `output`. Raises
    LibraryError or ExportError.
    """
    with _opened(library) as store:
        sessions = _sessions(store, article, every=every, analysed=format not in WITHOUT_ANALYSIS)
        if not every or (format in JOINT and not (output and output.is_dir())):
            _write(render(format, list(sessions)), output, force=force)
        elif output is None or output.name.casefold().endswith(SUFFIXES[format]):
            raise ExportError(f"Each article is a file of its own in {format}: name a folder with -o.")
        else:
            for session in sessions:
                _write_into(output, session, format, force=force)


def export_vault(library: Path, article: str | None, folder: Path) -> str:
    """Brings a vault up to date, with all articles or the one that is named; returns what changed, in one line."""
    from tui.export.vault import update_vault

    with _opened(library) as store:
        sessions = _sessions(store, article, every=article is None, analysed=True)
        updated = update_vault(folder, (session.reading for session in sessions))
    return f"{folder}: {updated.new} new, {updated.changed} updated, {updated.unchanged} unchanged"


def _opened(library: Path) -> Library:
    if not library.exists():
        raise LibraryError(f"There is no library at {library} yet: open an article with `reader` first.")
    return Library.open(library)


def _sessions(store: Library, article: str | None, *, every: bool, analysed: bool) -> Iterator[Session]:
    """The sessions of the wanted articles, analysed where that is needed and was not done yet."""
    analyse: Analyse | None = None
    for found in _wanted(store, article, every=every):
        session = Session.stored(found, store)
        if session.cached_analysis(engine()) is None and analysed:
            analyse = analyse or _loaded()
            session.keep_analysis(analyse(found.text))
        yield session


def _wanted(store: Library, article: str | None, *, every: bool) -> tuple[Article, ...]:
    if every:
        return store.articles()
    found = store.last_article() if article is None else store.find_article(article)
    if found is None:
        raise LibraryError("The library holds no article yet: open one with `reader` first.")
    return (found,)


def _loaded() -> Analyse:
    from tui.analysis.document import analyse
    from tui.analysis.pipeline import load

    nlp = load()
    return lambda text: analyse(nlp, text)


def _write(text: str, output: Path | None, *, force: bool) -> None:
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_export(text, output, force=force)


def _write_into(folder: Path, session: Session, format: str, *, force: bool) -> None:
    """A file for one article: its id in the name keeps articles of one title apart."""
    article = session.reading.article
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder} cannot be used ({error.strerror}): choose another folder.") from error
    target = folder / export_name(article.title, f" ({article.id}){SUFFIXES[format]}")
    write_export(render(format, [session]), target, force=force)
