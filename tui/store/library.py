"""The library: what the rest of the program may ask of the SQLite file."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tui.errors import LibraryError
from tui.model import Analysis, Anchor, Article, Correction, Draft, Hits, Note, Record, Tag
from tui.store import articles, corrections, drafts, findings, journal, notes, records, search, tags
from tui.store.records import Taken
from tui.store.storage import Clock, Storage


class Library(Storage):
    """Articles, notes, tags, drafts, analyses and corrections in one SQLite file.

    Every method raises LibraryError, one sentence for a person, when the file cannot be read or written; what was
    saved before stays. A method that saves returns after the data reached the disk. What the user changes (notes, tags,
    corrections) can be undone, article by article, also after a restart.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection, *, writable: bool, clock: Clock) -> None:
        super().__init__(path, conn, writable=writable, clock=clock)
        self._shown: Article | None = None
        self._shown_digest = ""

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
                    articles.drop_unneeded_texts(conn)
                    findings.renew(conn, before[0])
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

    def find_article(self, query: str, *, exact: bool = False) -> Article:
        """The one article that `query` means: its id, source or path, or (unless `exact`) its title or a part of it.

        Raises LibraryError when none or several fit.
        """
        with self._reading() as conn:
            found = articles.matching(conn, query, os.path.abspath(os.path.expanduser(query)), exact=exact)  # noqa: PTH100, PTH111
            if not found:
                raise LibraryError(f"No article in the library fits {query!r}: give its path or a part of its title.")
            if len(found) > 1:
                titles = ", ".join(f"{title!r} ({key})" for key, title in found[:3])
                raise LibraryError(
                    f"{len(found)} articles fit {query!r}, such as {titles}: give more of the title, or the id."
                )
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
        into (None if that is not known): to be moved with `move_notes`, else orphans."""
        with self._reading() as conn:
            row = articles.row_id(conn, key)
            return notes.stale(conn, row[0], self._digest(key, row[1])) if row else ()

    def move_notes(self, moved: Iterable[tuple[int, Anchor]], digest: str) -> None:
        """Gives notes new anchors, which point into the kept text with this digest; no time changes."""
        with self._writing() as conn:
            self._keep_shown_text(conn, digest)
            for note_id, anchor in moved:
                notes.move(conn, note_id, anchor, digest)
            articles.drop_unneeded_texts(conn)

    def save_note(
        self, key: str, note: Note, draft: Draft | None = None, known_tags: tuple[str, ...] | None = None
    ) -> Note:
        """Saves a new note (id None), or the body and tags of one that exists; returns it as saved. Its draft goes.

        `note.updated` of a note that exists must be what the library last gave, and its tags still `known_tags`: when
        somebody else changed or deleted it since, ConflictError says so and nothing changes. The anchor of an existing
        note stays.
        """
        words = "changed note" if note.id is not None else "new note" if note.body else "new highlight"
        with self._step(key, words) as (conn, row, digest):
            now = self._time()
            if note.id is None:
                note_id = notes.insert(conn, row, digest, replace(note, uid="", created=now, updated=now))
            else:
                notes.update(conn, note, now, known_tags)
                note_id = note.id
            if draft:
                drafts.drop(conn, row, draft)
            return notes.get(conn, note_id)

    def place_note(self, key: str, note_id: int, anchor: Anchor) -> None:
        """Puts a note on another passage of the article's present text."""
        with self._step(key, "moved note") as (conn, _, digest):
            if not notes.move(conn, note_id, anchor, digest):
                raise LibraryError(notes.GONE_ALREADY)

    def delete_note(self, key: str, note_id: int) -> None:
        """Deletes a note."""
        with self._step(key, "deleted note") as (conn, _, _):
            notes.delete(conn, note_id)

    # Tags

    def tags(self) -> tuple[Tag, ...]:
        """The code book, the tags of most notes first."""
        with self._reading() as conn:
            return tags.code_book(conn)

    def tags_of(self, key: str) -> tuple[Tag, ...]:
        """The tags on the notes of an article; their `notes` are not counted (0)."""
        with self._reading() as conn:
            row = articles.row_id(conn, key)
            return tags.of_article(conn, row[0]) if row else ()

    def save_tag(self, key: str, name: str, tag: Tag) -> None:
        """Gives the tag `name`, made where there is none, the name, colour, description and parent of `tag`.

        To be undone in the article `key`, as the two methods below. Raises LibraryError when another tag has that
        name, or when a tag would stand under itself.
        """
        with self._step(key, f"changed #{name}") as (conn, _, _):
            tags.save(conn, name, tag)

    def merge_tags(self, key: str, name: str, into: str) -> None:
        """Makes one tag of two: every note with `name` has `into` instead."""
        with self._step(key, f"merged #{name} into #{into}") as (conn, _, _):
            tags.merge(conn, name, into)

    def delete_tag(self, key: str, name: str) -> None:
        """Takes a tag from the code book and from all notes, which stay."""
        with self._step(key, f"deleted #{name}") as (conn, _, _):
            tags.delete(conn, name)

    # Undo

    def undo(self, key: str) -> str:
        """Takes the last step of an article back; returns what it was, in words, or "" when there is none.

        Raises LibraryError when something else has changed the same since; the step before it is then the next.
        """
        return self._replay(key, back=True)

    def redo(self, key: str) -> str:
        """Makes the step again that was undone last; as `undo`."""
        return self._replay(key, back=False)

    def _replay(self, key: str, *, back: bool) -> str:
        with self._writing() as conn:
            row, _ = self._row(conn, key)
            words, possible = (journal.undo if back else journal.redo)(conn, row)
        if not possible:
            raise journal.refusal(back=back)
        return words

    # Drafts

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

    # Search

    def search(self, typed: str, limit: int = 50) -> Hits:
        """The best hits of a query (its language: `tui.query`); any string gives hits or none."""
        with self._reading() as conn:
            return search.search(conn, typed, limit)

    def has_findings(self, key: str) -> bool:
        """Whether what an analysis of the article found is searchable."""
        with self._reading() as conn:
            row = articles.row_id(conn, key)
            return row is not None and findings.kept(conn, row[0])

    def keep_findings(self, key: str, analysis: Analysis) -> None:
        """Makes what `analysis`, corrections included, found in the article's shown text searchable."""
        with self._writing() as conn:
            row, _ = self._row(conn, key)
            shown = self._shown if self._shown and self._shown.id == key else articles.get(conn, key)
            assert shown is not None
            findings.keep(conn, row, shown.text, analysis)

    # Exchange

    def record(self, key: str) -> Record:
        """Everything about the article with this id. Raises LibraryError when there is none."""
        with self._reading() as conn:
            found = records.of_article(conn, key)
        if found is None:
            raise LibraryError("The article is not in the library any more: open it again.")
        return found

    def take_in(self, taken: Iterable[Record], code_book: Iterable[Tag]) -> Taken:
        """Adds what the library does not have yet: all of it, or when something goes wrong nothing. See `records`."""
        with self._writing() as conn:
            now, counts = self._time(), Taken()
            for tag in code_book:
                counts += records.take_in_tag(conn, tag)
            for record in taken:
                counts += records.take_in(conn, record, now)
            return counts

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
        it is not known): to be moved with `move_corrections`, else lost."""
        with self._reading() as conn:
            row = articles.row_id(conn, key)
            return corrections.stale(conn, row[0], self._digest(key, row[1])) if row else ()

    def move_corrections(self, moved: Iterable[Correction], digest: str) -> None:
        """Keeps the places of corrections anew: they point into the kept text with this digest."""
        with self._writing() as conn:
            self._keep_shown_text(conn, digest)
            for correction in moved:
                corrections.move(conn, correction, digest)
            articles.drop_unneeded_texts(conn)

    def save_correction(self, key: str, correction: Correction) -> Correction:
        """Saves a new correction; returns it as saved."""
        with self._step(key, corrections.in_words(correction)) as (conn, row, digest):
            return corrections.insert(conn, row, digest, replace(correction, created=self._time()))

    def delete_correction(self, key: str, correction_id: int) -> None:
        """Deletes a correction."""
        with self._step(key, "deleted correction") as (conn, _, _):
            corrections.delete(conn, correction_id)

    # How

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
    def _step(self, key: str, words: str) -> Iterator[tuple[sqlite3.Connection, int, str]]:
        """One transaction that can be undone: (connection, row id of the article, digest of its shown text)."""
        with self._writing() as conn:
            row, digest = self._row(conn, key)
            with journal.step(conn, row, words):
                yield conn, row, digest
