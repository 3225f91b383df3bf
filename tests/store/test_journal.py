"""Undo and redo: of everything, in any order, after a restart, and never over what somebody else has changed."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.store.conftest import TEXT, anchor_at, article_named
from tui.errors import LibraryError
from tui.model import ActorSketch, Correction, Note, Tag
from tui.store import Library, journal
from tui.widgets.tag_tree import in_order

KEY = "0123456789ab"
ARTICLE = article_named(KEY)
TABLES = ("notes", "tags", "note_tags", "corrections")


def contents(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the user's tables."""
    with library._reading() as conn:
        return {table: sorted(conn.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in TABLES}


class Undoing(RuleBasedStateMachine):
    """The library goes through states; undo and redo walk among them as in a list."""

    names = st.sampled_from(["nato", "Türkei", "rhetoric", "a b"])

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.sqlite"
        self.library = Library.open(self.path)
        self.library.keep_article(ARTICLE)
        self.states = [contents(self.library)]
        self.present = 0

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()

    @contextmanager
    def change(self) -> Iterator[None]:
        try:
            yield
        except LibraryError:
            return
        now = contents(self.library)
        if now != self.states[self.present]:
            self.states[self.present + 1 :] = [now]
            self.present += 1
        else:
            # A step without changes is no step, but it ends what could be done again.
            del self.states[self.present + 1 :]

    def some_note(self, number: int) -> Note | None:
        notes = self.library.notes(KEY)
        return notes[number % len(notes)] if notes else None

    @rule(body=st.text(max_size=5), tags=st.lists(names, max_size=2), words=st.sampled_from(["", "plan", "Carl Dahl"]))
    def write(self, body: str, tags: list[str], words: str) -> None:
        with self.change():
            self.library.save_note(KEY, Note(None, anchor_at(TEXT, words) if words else None, body, tuple(tags)))

    @rule(number=st.integers(0, 9), body=st.text(max_size=5), tags=st.lists(names, max_size=3))
    def rewrite(self, number: int, body: str, tags: list[str]) -> None:
        if note := self.some_note(number):
            with self.change():
                self.library.save_note(KEY, replace(note, body=body, tags=tuple(tags)))

    @rule(number=st.integers(0, 9))
    def delete(self, number: int) -> None:
        if note := self.some_note(number):
            with self.change():
                self.library.delete_note(KEY, note.id or 0)

    @rule(number=st.integers(0, 9))
    def move(self, number: int) -> None:
        if note := self.some_note(number):
            with self.change():
                self.library.place_note(KEY, note.id or 0, anchor_at(TEXT, "praised"))

    @rule(name=names, to=names, colour=st.sampled_from(["", "error"]), parent=st.one_of(st.none(), names))
    def change_tag(self, name: str, to: str, colour: Any, parent: str | None) -> None:
        with self.change():
            self.library.save_tag(KEY, name, Tag(to, colour, "", parent))

    @rule(name=names, into=names)
    def merge(self, name: str, into: str) -> None:
        with self.change():
            self.library.merge_tags(KEY, name, into)

    @rule(name=names)
    def delete_tag(self, name: str) -> None:
        with self.change():
            self.library.delete_tag(KEY, name)

    @rule(name=st.text(max_size=3))
    def correct(self, name: str) -> None:
        with self.change():
            self.library.save_correction(KEY, Correction(None, "rejected", ActorSketch(name, "person")))

    @rule()
    def take_correction_back(self) -> None:
        for correction in self.library.corrections(KEY)[:1]:
            with self.change():
                self.library.delete_correction(KEY, correction.id or 0)

    @rule()
    def undo(self) -> None:
        assert bool(self.library.undo(KEY)) is (self.present > 0)
        self.present = max(self.present - 1, 0)

    @rule()
    def redo(self) -> None:
        assert bool(self.library.redo(KEY)) is (self.present < len(self.states) - 1)
        self.present = min(self.present + 1, len(self.states) - 1)

    @rule()
    def restart(self) -> None:
        self.library.close()
        self.library = Library.open(self.path)
        self.library.keep_article(ARTICLE)

    @invariant()
    def the_library_is_in_its_state(self) -> None:
        assert contents(self.library) == self.states[self.present]


Undoing.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestUndoing = Undoing.TestCase


class UndoingSideBySide(RuleBasedStateMachine):
    """Two articles share the tags: each undoes and redoes its own steps in whatever order, over what the other did."""

    keys = st.sampled_from([KEY, "b" * 12])
    names = st.sampled_from(["nato", "Türkei", "rhetoric"])

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name) / "library.sqlite")
        for key in (KEY, "b" * 12):
            self.library.keep_article(article_named(key))
            self.library.save_note(key, Note(None, None, "", ("nato",)))

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()

    @rule(key=keys, tags=st.lists(names, max_size=2))
    def write(self, key: str, tags: list[str]) -> None:
        self.library.save_note(key, Note(None, None, "", tuple(tags)))

    @rule(key=keys)
    def delete(self, key: str) -> None:
        for note in self.library.notes(key)[:1]:
            self.library.delete_note(key, note.id or 0)

    @rule(key=keys, name=names, to=names, parent=st.one_of(st.none(), names))
    def change_tag(self, key: str, name: str, to: str, parent: str | None) -> None:
        with suppress(LibraryError):
            self.library.save_tag(key, name, Tag(to, "error", "", parent))

    @rule(key=keys, name=names, into=names)
    def merge(self, key: str, name: str, into: str) -> None:
        with suppress(LibraryError):
            self.library.merge_tags(key, name, into)

    @rule(key=keys, name=names)
    def delete_tag(self, key: str, name: str) -> None:
        with suppress(LibraryError):
            self.library.delete_tag(key, name)

    @rule(key=keys, back=st.booleans())
    def replay(self, key: str, back: bool) -> None:
        try:
            (self.library.undo if back else self.library.redo)(key)
        except LibraryError as error:
            assert "changed since" in str(error)  # noqa: PT017  # most replays succeed

    @invariant()
    def the_library_is_sound(self) -> None:
        with self.library._reading() as conn:
            assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        book = self.library.tags()
        assert len(in_order(book)) == len(book)  # no tag stands under itself
        notes = [note for key in (KEY, "b" * 12) for note in self.library.notes(key)]
        assert {tag.name: tag.notes for tag in book if tag.notes} == Counter(tag for note in notes for tag in note.tags)


UndoingSideBySide.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestUndoingSideBySide = UndoingSideBySide.TestCase


def test_a_tag_comes_back_where_its_notes_are_gone_meanwhile(library: Library) -> None:
    other = article_named("b" * 12)
    for article in (ARTICLE, other):
        library.keep_article(article)
    note = library.save_note(other.id, Note(None, None, "", ("nato",)))
    library.delete_tag(KEY, "nato")
    library.delete_note(other.id, note.id or 0)
    assert library.undo(KEY) == "deleted #nato"
    assert [(tag.name, tag.notes) for tag in library.tags()] == [("nato", 0)]


def test_what_another_window_changed_is_not_undone(path: Path, library: Library) -> None:
    library.keep_article(ARTICLE)
    first = library.save_note(KEY, Note(None, None, "first"))
    library.save_note(KEY, replace(first, body="second"))
    with Library.open(path) as other:
        (mine,) = other.notes(KEY)
        with other._writing() as conn:  # as any other program would: it is in no journal
            conn.execute("UPDATE notes SET body = 'theirs' WHERE id = ?", (mine.id,))
    with pytest.raises(LibraryError, match="changed since, in another window or article: it can no longer be undone"):
        library.undo(KEY)
    assert [note.body for note in library.notes(KEY)] == ["theirs"]
    with pytest.raises(LibraryError, match="can no longer be undone"):
        library.undo(KEY)  # the first step made the note, which is no longer what it was
    assert [note.body for note in library.notes(KEY)] == ["theirs"]
    assert library.undo(KEY) == ""


def test_each_article_has_its_own_steps(library: Library) -> None:
    other = article_named("b" * 12)
    for article in (ARTICLE, other):
        library.keep_article(article)
        library.save_note(article.id, Note(None, None, article.id))
    assert library.undo(KEY) == "new note"
    assert library.undo(KEY) == ""
    assert library.notes(KEY) == ()
    assert len(library.notes(other.id)) == 1
    assert library.redo(other.id) == ""


def test_a_tag_that_another_article_uses_meanwhile_stays(library: Library) -> None:
    other = article_named("b" * 12)
    library.keep_article(other)
    library.keep_article(ARTICLE)
    library.save_note(KEY, Note(None, None, "", ("nato",)))
    library.save_note(other.id, Note(None, None, "", ("NATO",)))
    library.undo(KEY)
    assert [(tag.name, tag.notes) for tag in library.tags()] == [("nato", 1)]
    library.redo(KEY)
    assert [(tag.name, tag.notes) for tag in library.tags()] == [("nato", 2)]


def test_the_journal_is_bounded(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "STEPS", 3)
    library.keep_article(ARTICLE)
    for number in range(6):
        library.save_note(KEY, Note(None, None, str(number)))
    assert [library.undo(KEY) for _ in range(4)] == ["new note"] * 3 + [""]
    assert [note.body for note in library.notes(KEY)] == ["0", "1", "2"]


def test_a_note_that_comes_back_knows_the_text_it_was_made_on(library: Library) -> None:
    library.keep_article(ARTICLE)
    saved = library.save_note(KEY, Note(None, anchor_at(TEXT, "the plan"), "which?"))
    library.delete_note(KEY, saved.id or 0)
    for text in ("Something else.", "And again something else."):
        library.keep_article(replace(ARTICLE, text=text))
    library.undo(KEY)
    assert library.stale_notes(KEY) == ((saved, TEXT),)


def test_a_moved_note_goes_back_when_the_text_has_changed_since(library: Library) -> None:
    library.keep_article(ARTICLE)
    saved = library.save_note(KEY, Note(None, anchor_at(TEXT, "the plan"), "which?"))
    library.place_note(KEY, saved.id or 0, anchor_at(TEXT, "praised"))
    later = replace(ARTICLE, text=f"News. {TEXT}")
    library.keep_article(later)
    library.move_notes([(saved.id or 0, anchor_at(later.text, "praised"))], later.digest)
    library.keep_article(replace(ARTICLE, text=f"More news. {TEXT}"))
    assert library.undo(KEY) == "moved note"
    assert library.stale_notes(KEY) == ((saved, TEXT),)
    assert library.redo(KEY) == "moved note"
    assert library.stale_notes(KEY) == ((replace(saved, anchor=anchor_at(TEXT, "praised")), TEXT),)


def test_what_another_article_said_of_a_tag_is_kept(library: Library) -> None:
    other = article_named("b" * 12)
    for article in (ARTICLE, other):
        library.keep_article(article)
    library.save_note(KEY, Note(None, None, "", ("nato",)))
    library.save_tag(other.id, "nato", Tag("nato", "error", "the alliance"))
    library.undo(KEY)
    assert library.tags() == (Tag("nato", "error", "the alliance"),)
    library.delete_tag(KEY, "nato")
    library.save_note(other.id, Note(None, None, "", ("nato",)))
    library.undo(KEY)
    assert library.tags() == (Tag("nato", "error", "the alliance", notes=1),)


def test_what_an_import_brought_back_ends_the_step_and_not_undo(library: Library) -> None:
    library.keep_article(ARTICLE)
    library.save_note(KEY, Note(None, None, "first"))
    second = library.save_note(KEY, Note(None, None, "second"))
    record = library.record(KEY)
    library.delete_note(KEY, second.id or 0)
    library.take_in([record], ())
    with pytest.raises(LibraryError, match="can no longer be undone"):
        library.undo(KEY)
    assert library.undo(KEY) == "new note"
    assert {note.body for note in library.notes(KEY)} >= {"second"}


def test_what_is_gone_already_is_told(path: Path, library: Library) -> None:
    library.keep_article(ARTICLE)
    note = library.save_note(KEY, Note(None, anchor_at(TEXT, "the plan"), "x"))
    with Library.open(path) as window:
        window.delete_note(KEY, note.id or 0)
    for change in (
        lambda: library.delete_note(KEY, note.id or 0),
        lambda: library.place_note(KEY, note.id or 0, anchor_at(TEXT, "praised")),
    ):
        with pytest.raises(LibraryError, match="deleted in another window"):
            change()


def test_a_failed_change_is_no_step(library: Library) -> None:
    library.keep_article(ARTICLE)
    library.save_note(KEY, Note(None, None, "kept", ("a",)))
    with pytest.raises(LibraryError, match="no tag 'z'"):
        library.merge_tags(KEY, "a", "z")
    assert library.undo(KEY) == "new note"


def test_what_other_programs_write_is_in_no_journal(library: Library, path: Path) -> None:
    library.keep_article(ARTICLE)
    library.save_note(KEY, Note(None, None, "mine"))
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE notes SET updated = updated")
    assert library.undo(KEY) == "new note"
