"""The library: what the rest of the program may ask of the SQLite file."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from tui.errors import LibraryError
from tui.model import Analysis, Anchor, Article, Correction, Draft, Note, Span
from tui.store import articles, corrections, drafts, notes
from tui.store.connection import connect
from tui.store.encode import time_text
from tui.store.faults import MOVED, READ_ONLY, told

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


class Library:
    """Articles, notes, tags, drafts, analyses and corrections in one SQLite file.

    Every method raises LibraryError, one sentence for a person, when the file cannot be read or written; what was
    saved before stays. A method that saves returns after the data reached the disk. Threads may share a library;
    other processes may use the same file.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection, *, writable: bool, clock: Clock) -> None:
        self.path = path
        self.writable = writable
        """False for a file or folder without permission to write: notes can be read; each method that saves raises."""
        self._conn = conn
        self._clock = clock
        self._lock = threading.RLock()
        self._file = _identity(path)
        self._shown: Article | None = None
        self._shown_digest = ""
        self._anchored_in: dict[int, str | None] = {}
        self._corrected_in: dict[int, str | None] = {}

    @classmethod
    def open(cls, path: Path, clock: Clock = _now) -> "Library":
        """The library at `path`, made with its folder when there is none; `clock` gives the time in UTC.

        Raises LibraryError when it is damaged, from a newer version, not a library, or cannot be reached.
        """
        conn, writable = connect(path)
        with told(path):
            return cls(path, conn, writable=writable, clock=clock)

    def close(self) -> None:
        """Closes the file. Nothing is lost without it."""
        with self._lock:
            self._conn.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Articles

    def keep_article(self, article: Article) -> Article:
        """Adds `article`, or refreshes it where its source changed, and makes it the one opened last.

        Returns it with the time when the library first saw it. Later calls for its notes mean this text: that is all
        that happens in a library which cannot be written.
        """
        digest = article.digest
        if self.writable:
            with self._writing() as conn:
                before = articles.row_id(conn, article.id)
                old = articles.get(conn, article.id) if before and before[1] != digest else None
                added = articles.keep(conn, article, digest, self._time())
                if before and old:
                    drafts.follow(conn, before[0], old.text, article.text)
        else:
            known = self.article(article.id)
            added = known.added if known else ""
        self._shown, self._shown_digest = article, digest
        return replace(article, added=added)

    def article(self, key: str) -> Article | None:
        """The article with this id, or None."""
        with self._reading() as conn:
            return articles.get(conn, key)

    def articles(self) -> tuple[Article, ...]:
        """All articles, the one opened last first."""
        with self._reading() as conn:
            return articles.newest(conn)

    def last_article(self) -> Article | None:
        """The article that was opened last, or None in an empty library."""
        with self._reading() as conn:
            return next(iter(articles.newest(conn, limit=1)), None)

    def find_article(self, query: str) -> Article:
        """The one article that `query` means: its id, its source or path, or a part of its title.

        Raises LibraryError when none or several fit.
        """
        with self._reading() as conn:
            found = articles.matching(conn, query, os.path.abspath(os.path.expanduser(query)))  # noqa: PTH100, PTH111
            if not found:
                raise LibraryError(f"No article in the library fits {query!r}: give its path or a part of its title.")
            if len(found) > 1:
                titles = ", ".join(f"{title!r}" for _, title in found[:3])
                raise LibraryError(f"{len(found)} articles fit {query!r}, such as {titles}: give more of the title.")
            article = articles.get(conn, found[0][0])
        assert article is not None
        return article

    def position(self, key: str) -> int:
        """Where the caret was left in an article, as a character offset; 0 at first."""
        with self._reading() as conn:
            return articles.position(conn, key)

    def save_position(self, key: str, offset: int) -> None:
        """Remembers where the caret is."""
        with self._writing() as conn:
            articles.save_position(conn, key, offset)

    # Notes

    def notes(self, key: str) -> tuple[Note, ...]:
        """The notes of an article, those on the whole article first, then in the order of their anchors.

        Anchors are as stored: for those in `stale_notes` they point into an older text.
        """
        with self._reading() as conn:
            row = articles.row_id(conn, key)
            return notes.of_article(conn, row[0]) if row else ()

    def stale_notes(self, key: str) -> tuple[tuple[Note, str | None], ...]:
        """The notes whose anchor does not point into the article's present text, each with the text that it points
        into (None if that is not known): to be moved with `move_note`, else orphans."""
        with self._reading() as conn:
            row = articles.row_id(conn, key)
            return notes.stale(conn, row[0], self._digest(key, row[1])) if row else ()

    def move_note(self, note_id: int, anchor: Anchor, digest: str) -> None:
        """Gives a note a new anchor, which points into the kept text with this digest; no time changes."""
        with self._writing() as conn:
            self._keep_shown_text(conn, digest)
            notes.move(conn, note_id, anchor, digest)

    def save_note(self, key: str, note: Note) -> Note:
        """Saves a new note (id None), or the body and tags of one that exists; returns it as saved.

        `note.updated` of a note that exists must be what the library last gave: when somebody else changed or deleted
        the note since, LibraryError says so and nothing changes. The anchor of an existing note stays.
        """
        with self._writing() as conn:
            now = self._time()
            if note.id is None:
                row, digest = self._row(conn, key)
                note_id = notes.insert(conn, row, digest, replace(note, created=now, updated=now))
            else:
                notes.update(conn, note, now)
                note_id = note.id
            return notes.get(conn, note_id)

    def delete_note(self, note_id: int) -> None:
        """Deletes a note; `restore_note` brings it back."""
        with self._writing() as conn:
            self._anchored_in[note_id] = notes.delete(conn, note_id)

    def restore_note(self, key: str, note: Note) -> Note:
        """Brings back a note that was deleted, with its id and times; returns it as saved."""
        with self._writing() as conn:
            row, digest = self._row(conn, key)
            known = self._anchored_in.get(note.id, digest) if note.id else digest
            if known and not articles.has_text(conn, known):
                known = None
            return notes.get(conn, notes.insert(conn, row, known, note))

    def tags(self) -> tuple[str, ...]:
        """Every tag in use, those of most notes first."""
        with self._reading() as conn:
            return notes.all_tags(conn)

    # Drafts

    def draft(self, key: str, span: Span) -> Draft | None:
        """The draft on exactly this passage, or None."""
        return next((draft for draft in self.drafts(key) if draft.span == span), None)

    def drafts(self, key: str) -> tuple[Draft, ...]:
        """The drafts of an article in the order of its text."""
        with self._reading() as conn:
            row = articles.row_id(conn, key)
            return drafts.of_article(conn, row[0]) if row else ()

    def save_draft(self, key: str, draft: Draft) -> None:
        """Keeps `draft` in the place of an earlier one of the same note, or of a new note on the same passage."""
        with self._writing() as conn:
            drafts.save(conn, self._row(conn, key)[0], draft, self._time())

    def drop_draft(self, key: str, draft: Draft) -> None:
        """Removes `draft`, if it is there."""
        with self._writing() as conn:
            if row := articles.row_id(conn, key):
                drafts.drop(conn, row[0], draft)

    # Analyses

    def analysis(self, digest: str, engine: str) -> Analysis | None:
        """What `engine` found in the text of `digest` (`Article.digest`), or None when it has to be made."""
        with self._reading() as conn:
            return articles.analysis(conn, digest, engine)

    def save_analysis(self, digest: str, analysis: Analysis) -> None:
        """Keeps `analysis` of the text with this digest until the library drops the text."""
        with self._writing() as conn:
            articles.save_analysis(conn, digest, analysis, self._time())

    # Corrections

    def corrections(self, key: str) -> tuple[Correction, ...]:
        """The user's corrections of an article in the order in which he made them.

        Their places are as stored: for those in `stale_corrections` they point into an older text.
        """
        with self._reading() as conn:
            row = articles.row_id(conn, key)
            return corrections.of_article(conn, row[0]) if row else ()

    def stale_corrections(self, key: str) -> tuple[tuple[Correction, str | None], ...]:
        """The corrections that point into another text than the article's present one, each with that text (None if
        it is not known): to be moved with `move_correction`, else lost."""
        with self._reading() as conn:
            row = articles.row_id(conn, key)
            return corrections.stale(conn, row[0], self._digest(key, row[1])) if row else ()

    def move_correction(self, correction: Correction, digest: str) -> None:
        """Keeps the places of a correction anew: they point into the kept text with this digest."""
        with self._writing() as conn:
            self._keep_shown_text(conn, digest)
            corrections.move(conn, correction, digest)

    def save_correction(self, key: str, correction: Correction) -> Correction:
        """Saves a new correction; returns it as saved. One that has an id, deleted before, comes back as it was."""
        with self._writing() as conn:
            row, digest = self._row(conn, key)
            if correction.id is None:
                return corrections.insert(conn, row, digest, replace(correction, created=self._time()))
            known = self._corrected_in.get(correction.id, digest)
            return corrections.insert(
                conn, row, known if known and articles.has_text(conn, known) else None, correction
            )

    def delete_correction(self, correction_id: int) -> None:
        """Deletes a correction; `save_correction` brings it back."""
        with self._writing() as conn:
            self._corrected_in[correction_id] = corrections.delete(conn, correction_id)

    # How

    def _time(self) -> str:
        return time_text(self._clock())

    def _row(self, conn: sqlite3.Connection, key: str) -> tuple[int, str]:
        """(row id, digest of the text that this process shows) of an article."""
        row = articles.row_id(conn, key)
        if row is None:
            raise LibraryError("The article is not in the library any more: open it again.")
        digest = self._digest(key, row[1])
        self._keep_shown_text(conn, digest)
        return row[0], digest

    def _digest(self, key: str, stored: str) -> str:
        """Of the text that this process shows, which another process may have refreshed meanwhile."""
        return self._shown_digest if self._shown and self._shown.id == key else stored

    def _keep_shown_text(self, conn: sqlite3.Connection, digest: str) -> None:
        """Another process may have dropped the text that this one shows for a newer one."""
        if self._shown and digest == self._shown_digest:
            articles.keep_text(conn, digest, self._shown.text)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One transaction, so that its queries see one state of the file."""
        with self._lock, told(self.path), self._transaction("BEGIN"):
            yield self._conn

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that holds the write lock from its start, so that what it reads cannot go stale."""
        with self._lock, told(self.path):
            if not self.writable:
                raise LibraryError(READ_ONLY.format(path=self.path))
            if _identity(self.path) != self._file:
                raise LibraryError(MOVED.format(path=self.path))  # SQLite would write on into the deleted file
            with self._transaction("BEGIN IMMEDIATE"):
                yield self._conn

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._conn.execute(begin)
        try:
            yield
            self._conn.execute("COMMIT")
        finally:
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at `path`; None when there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
