"""What the library keeps, and that it gives back exactly that."""

import re
import sqlite3
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.conftest import TEXT, Clock, anchor_at, article_named
from tui.errors import LibraryError
from tui.model import (
    Actor,
    ActorSketch,
    Analysis,
    Anchor,
    Correction,
    Draft,
    Mention,
    Note,
    QuoteSketch,
    Span,
    Stance,
    StanceSketch,
    Tag,
)
from tui.store import Library
from tui.tag_names import tag_key

KEY = "0123456789ab"
ARTICLE = article_named(KEY)
NOTE = Note(None, anchor_at(TEXT, "Carl Dahl"), "Check this.", ("NATO", "rhetoric"))


def test_a_first_article(library: Library, clock: Clock) -> None:
    kept = library.keep_article(ARTICLE)
    assert kept == replace(ARTICLE, added="2026-01-31T12:00:00Z")
    clock.forward(60)
    assert library.keep_article(ARTICLE) == kept
    assert library.article(KEY) == library.last_article() == kept
    assert library.article("ba9876543210") is None


def test_the_article_opened_last_comes_first_even_within_a_second(library: Library) -> None:
    for key in ("one", "two", "three", "one"):
        library.keep_article(article_named(key))
    assert [article.id for article in library.articles()] == ["one", "three", "two"]


def test_an_empty_library(library: Library) -> None:
    assert library.last_article() is None
    assert library.articles() == library.tags() == library.notes(KEY) == library.drafts(KEY) == ()
    assert library.position(KEY) == 0


def test_a_changed_source_refreshes_the_article(library: Library) -> None:
    library.keep_article(ARTICLE)
    changed = library.keep_article(replace(ARTICLE, title="New", text="New text.", byline="A. Writer"))
    assert library.articles() == (changed,)
    assert changed.text == "New text."


def test_finding_an_article(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = library.keep_article(
        replace(article_named("one", title="Talks resume in Ankara"), source=str(tmp_path / "a.txt"))
    )
    two = library.keep_article(article_named("two", title="Talks end"))
    monkeypatch.chdir(tmp_path)
    for query in ("one", str(tmp_path / "a.txt"), "a.txt", "RESUME", "in ankara"):
        assert library.find_article(query) == one
    assert library.find_article("Talks e") == two
    with pytest.raises(LibraryError, match=r"2 articles fit 'talks', such as 'Talks end' \(two\), 'Talks resume"):
        library.find_article("talks")
    for query in ("nothing", "", "%", "_", "' OR 1=1 --", "~nobody/x", "\x00"):
        with pytest.raises(LibraryError, match="No article in the library fits"):
            library.find_article(query)


def test_a_note_comes_back_as_it_was_saved(library: Library) -> None:
    library.keep_article(ARTICLE)
    saved = library.save_note(KEY, NOTE)
    time = "2026-01-31T12:00:00Z"
    assert saved == replace(NOTE, id=1, created=time, updated=time, uid=saved.uid)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", saved.uid)
    assert library.notes(KEY) == (saved,)


def test_notes_stand_in_reading_order(library: Library) -> None:
    library.keep_article(ARTICLE)
    for anchor in (anchor_at(TEXT, "plan"), anchor_at(TEXT, "Anna"), None, anchor_at(TEXT, "Anna Berg")):
        library.save_note(KEY, Note(None, anchor, ""))
    quotes = [note.anchor.exact if note.anchor else None for note in library.notes(KEY)]
    assert quotes == [None, "Anna", "Anna Berg", "plan"]


def test_changing_a_note(library: Library, clock: Clock) -> None:
    library.keep_article(ARTICLE)
    saved = library.save_note(KEY, NOTE)
    clock.forward(5)
    changed = library.save_note(KEY, replace(saved, body="Checked.", tags=("done",)))
    assert changed == replace(saved, body="Checked.", tags=("done",), updated="2026-01-31T12:00:05Z")
    assert library.tags() == (Tag("done", notes=1),)


@pytest.mark.parametrize("seconds", [0, 1, -3600])
def test_a_lost_update_is_refused_however_the_clock_runs(
    path: Path, library: Library, clock: Clock, seconds: int
) -> None:
    library.keep_article(ARTICLE)
    mine = library.save_note(KEY, NOTE)
    clock.forward(seconds)
    with Library.open(path, clock) as other:
        theirs = other.save_note(KEY, replace(mine, body="theirs"))
        with pytest.raises(LibraryError, match="was changed in another window"):
            library.save_note(KEY, replace(mine, body="mine"))
        assert library.notes(KEY) == (theirs,)
        other.delete_note(KEY, theirs.id or 0)
        with pytest.raises(LibraryError, match="was deleted in another window"):
            library.save_note(KEY, replace(mine, body="mine"))
    library.save_note(KEY, replace(mine, id=None, body="mine"))
    assert [note.body for note in library.notes(KEY)] == ["mine"]


def test_deleting(library: Library) -> None:
    library.keep_article(ARTICLE)
    library.save_note(KEY, NOTE)
    library.delete_note(KEY, 1)
    assert library.notes(KEY) == ()
    assert library.tags() == ()


def test_ids_are_never_used_again(library: Library) -> None:
    library.keep_article(ARTICLE)
    ids = [library.save_note(KEY, NOTE).id for _ in range(3)]
    for note_id in ids:
        library.delete_note(KEY, note_id or 0)
    assert library.save_note(KEY, NOTE).id == 4


def test_tags_of_most_notes_first_under_their_first_spelling(library: Library) -> None:
    library.keep_article(ARTICLE)
    for tags in (("Türkei", "b"), ("TÜRKEI", " b ", "B", ""), ("a", "türkei")):
        library.save_note(KEY, replace(NOTE, tags=tags))
    assert [note.tags for note in library.notes(KEY)] == [("Türkei", "b"), ("Türkei", "b"), ("a", "Türkei")]
    assert [(tag.name, tag.notes) for tag in library.tags()] == [("Türkei", 3), ("b", 2), ("a", 1)]


def test_positions(library: Library) -> None:
    library.keep_article(ARTICLE)
    library.save_position(KEY, 17)
    library.keep_article(ARTICLE)
    assert library.position(KEY) == 17


# A changed text


def test_notes_on_an_older_text_are_stale_until_they_are_moved(library: Library) -> None:
    library.keep_article(ARTICLE)
    whole = library.save_note(KEY, Note(None, None, "on everything"))
    saved = library.save_note(KEY, NOTE)
    newer = library.keep_article(replace(ARTICLE, text="Breaking. " + TEXT))
    assert library.stale_notes(KEY) == ((saved, TEXT),)
    anchor = anchor_at(newer.text, "Carl Dahl")
    library.move_notes([(saved.id or 0, anchor)], newer.digest)
    assert library.stale_notes(KEY) == ()
    assert library.notes(KEY) == (whole, replace(saved, anchor=anchor))


def test_an_old_text_is_kept_while_a_note_needs_it(library: Library, path: Path) -> None:
    def texts() -> int:
        with sqlite3.connect(path) as conn:
            count: int = conn.execute("SELECT count(*) FROM texts").fetchone()[0]
        return count

    library.keep_article(ARTICLE)
    orphan = library.save_note(KEY, NOTE)
    for number in range(3):
        library.keep_article(replace(ARTICLE, text=f"Version {number}."))
    assert texts() == 2
    assert library.stale_notes(KEY) == ((orphan, TEXT),)
    library.delete_note(KEY, orphan.id or 0)
    library.keep_article(replace(ARTICLE, text="Last."))
    assert texts() == 2  # undo may ask for it
    library.undo(KEY)
    assert library.stale_notes(KEY) == ((orphan, TEXT),)
    with library._writing() as conn:
        conn.execute("DELETE FROM steps")
    library.delete_note(KEY, orphan.id or 0)
    with library._writing() as conn:
        conn.execute("DELETE FROM steps")
    library.keep_article(replace(ARTICLE, text="The very last."))
    assert texts() == 1


def test_an_edited_orphan_keeps_its_old_anchor(library: Library) -> None:
    library.keep_article(ARTICLE)
    orphan = library.save_note(KEY, NOTE)
    library.keep_article(replace(ARTICLE, text="Nothing of it."))
    edited = library.save_note(KEY, replace(orphan, body="Gone!"))
    assert library.stale_notes(KEY) == ((edited, TEXT),)


def test_a_note_belongs_to_the_text_that_its_window_shows(path: Path, library: Library, clock: Clock) -> None:
    library.keep_article(ARTICLE)
    with Library.open(path, clock) as other:
        other.keep_article(replace(ARTICLE, text="Breaking. " + TEXT))
        saved = library.save_note(KEY, NOTE)
        assert other.stale_notes(KEY) == ((saved, TEXT),)
        assert library.stale_notes(KEY) == ()


# Corrections

BERG = ActorSketch("Anna Berg", "person", anchor_at(TEXT, "Anna Berg"))
DAHL = ActorSketch("Carl Dahl", "person", anchor_at(TEXT, "Carl Dahl"))
QUOTE = QuoteSketch((anchor_at(TEXT, "the plan"), anchor_at(TEXT, "it")), "direct", BERG)
STANCE = StanceSketch(BERG, DAHL, None, "opposes", "rejects", (anchor_at(TEXT, "Anna Berg rejected the plan."),))
MADE = (
    Correction(None, "merged", BERG, DAHL),
    Correction(None, "edited", QUOTE, replace(QUOTE, actor=None)),
    Correction(None, "rejected", STANCE),
    Correction(None, "added", replace(STANCE, target=None, issue="the plan")),
)


def test_corrections_come_back_in_the_order_in_which_they_were_made(library: Library, clock: Clock) -> None:
    library.keep_article(ARTICLE)
    saved = tuple(library.save_correction(KEY, one) for one in MADE)
    assert [replace(one, id=None, created="", uid="") for one in saved] == list(MADE)
    assert [one.id for one in saved] == [1, 2, 3, 4]
    assert library.corrections(KEY) == saved
    library.delete_correction(KEY, 2)
    assert library.corrections(KEY) == (saved[0], *saved[2:])
    clock.forward(60)
    library.undo(KEY)
    assert library.corrections(KEY) == saved


def test_a_deleted_correction_comes_back_on_the_text_that_it_was_made_on(library: Library) -> None:
    library.keep_article(ARTICLE)
    saved = library.save_correction(KEY, MADE[0])
    library.keep_article(replace(ARTICLE, text="Breaking. " + TEXT))
    assert library.stale_corrections(KEY) == ((saved, TEXT),)
    library.delete_correction(KEY, saved.id or 0)
    library.undo(KEY)
    assert library.stale_corrections(KEY) == ((saved, TEXT),)


def test_corrections_on_an_older_text_keep_it_until_they_are_moved(library: Library) -> None:
    library.keep_article(ARTICLE)
    saved = library.save_correction(KEY, MADE[0])
    library.keep_article(replace(ARTICLE, text="First. " + TEXT))
    newer = library.keep_article(replace(ARTICLE, text="Second. " + TEXT))
    assert library.stale_corrections(KEY) == ((saved, TEXT),)
    moved = replace(saved, about=replace(BERG, place=anchor_at(newer.text, "Anna Berg")))
    library.move_corrections([moved], newer.digest)
    assert library.stale_corrections(KEY) == ()
    assert library.corrections(KEY) == (moved,)


# Drafts


def test_drafts(library: Library) -> None:
    library.keep_article(ARTICLE)
    note = library.save_note(KEY, NOTE)
    span = Span(0, 9)
    new = Draft(span, "half a thou", ("x", "X "), None)
    changing = Draft(span, "another", (), note.id)
    for draft in (replace(new, body="half"), new, changing):
        library.save_draft(KEY, draft)
    assert library.drafts(KEY) == (new, changing)
    library.drop_draft(KEY, new)
    assert library.drafts(KEY) == (changing,)


def test_a_draft_outlives_its_note(library: Library) -> None:
    library.keep_article(ARTICLE)
    note = library.save_note(KEY, NOTE)
    library.save_draft(KEY, Draft(Span(0, 9), "precious", (), note.id))
    library.delete_note(KEY, note.id or 0)
    (draft,) = library.drafts(KEY)
    assert draft == Draft(Span(0, 9), "precious", (), None)
    library.drop_draft(KEY, draft)
    assert library.drafts(KEY) == ()


def test_a_draft_whose_passage_is_gone_is_one_on_the_article_with_the_passage(library: Library) -> None:
    library.keep_article(ARTICLE)
    start = TEXT.index("Carl Dahl")
    library.save_draft(KEY, Draft(Span(0, 0), "in general", (), None))
    library.save_draft(KEY, Draft(Span(start, len(TEXT)), "who?", (), None))
    library.keep_article(replace(ARTICLE, text="Another text."))
    (draft,) = library.drafts(KEY)
    assert (draft.span, draft.body) == (Span(0, 0), "in general\n\n> Carl Dahl praised it.\n\nwho?")


def test_a_note_has_one_draft_wherever_it_moves(library: Library) -> None:
    library.keep_article(ARTICLE)
    note = library.save_note(KEY, NOTE)
    library.save_draft(KEY, Draft(Span(0, 9), "first", (), note.id))
    library.save_draft(KEY, Draft(Span(10, 18), "second", (), note.id))
    assert [draft.body for draft in library.drafts(KEY)] == ["second"]


def test_a_draft_follows_its_passage(library: Library) -> None:
    library.keep_article(ARTICLE)
    start = TEXT.index("Carl Dahl")
    library.save_draft(KEY, Draft(Span(start, start + 9), "who?", (), None))
    library.keep_article(replace(ARTICLE, text="Breaking news. " + TEXT))
    assert library.drafts(KEY) == (Draft(Span(start + 15, start + 24), "who?", (), None),)


# Analyses

ANALYSIS = Analysis(
    "news 1.0.0+1",
    actors=(Actor("berg", "Anna Berg", "person", (Mention(Span(0, 9), "name"),)),),
    stances=(Stance("berg", None, "the plan", "opposes", "rejects", (Span(0, 28),), confidence=0.5),),
)


def test_an_analysis_belongs_to_a_text_and_an_engine(library: Library) -> None:
    library.keep_article(ARTICLE)
    library.save_analysis(ARTICLE.digest, ANALYSIS)
    assert library.analysis(ARTICLE.digest, ANALYSIS.engine) == ANALYSIS
    assert library.analysis(ARTICLE.digest, "news 2.0.0+1") is None
    changed = library.keep_article(replace(ARTICLE, text="Other."))
    assert library.analysis(changed.digest, ANALYSIS.engine) is None
    assert library.analysis(ARTICLE.digest, ANALYSIS.engine) is None


def test_an_analysis_of_an_unknown_schema_is_made_anew(library: Library, path: Path) -> None:
    library.keep_article(ARTICLE)
    library.save_analysis(ARTICLE.digest, ANALYSIS)
    for text in ('{"schema": "reader-analysis/9"}', "[]", "{"):
        with sqlite3.connect(path) as conn:
            conn.execute("UPDATE analyses SET json = ?", (text,))
        conn.close()
        assert library.analysis(ARTICLE.digest, ANALYSIS.engine) is None


# Any text, any thread

PLANES = [st.characters(min_codepoint=plane << 16, max_codepoint=(plane << 16) + 0xFFFD) for plane in range(17)]
STORABLE = st.text(st.one_of(*PLANES)).map(lambda text: text.encode("utf-8", "replace").decode())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STORABLE, STORABLE, st.lists(STORABLE, max_size=3))
def test_every_character_comes_back(library: Library, body: str, quote: str, tags: list[str]) -> None:
    library.keep_article(ARTICLE)
    anchor = Anchor(Span(1, 2), quote, quote, quote)
    saved = library.save_note(KEY, Note(None, anchor, body, tuple(tags)))
    assert (saved.anchor, saved.body) == (anchor, body)
    assert [tag_key(tag) for tag in saved.tags] == list(dict.fromkeys(tag_key(tag) for tag in tags if tag_key(tag)))
    assert saved in library.notes(KEY)
    library.delete_note(KEY, saved.id or 0)


def test_texts_that_databases_stumble_over(library: Library) -> None:
    library.keep_article(ARTICLE)
    for body in ("nul \x00 inside", "crlf\r\n", "x" * 1_000_000, "'; DROP TABLE notes; --", '"%_?'):
        assert library.save_note(KEY, Note(None, None, body)).body == body
    assert library.save_note(KEY, Note(None, None, "lone \ud800 surrogate", ("\udfff",))).body == "lone � surrogate"


def test_threads_share_a_library(library: Library) -> None:
    library.keep_article(ARTICLE)

    def write() -> None:
        for _ in range(25):
            library.save_note(KEY, NOTE)

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({note.id for note in library.notes(KEY)}) == 100


def test_an_article_that_is_gone(library: Library) -> None:
    with pytest.raises(LibraryError, match="not in the library any more"):
        library.save_note(KEY, NOTE)


def test_a_closed_library_says_so_in_a_sentence(path: Path) -> None:
    library = Library.open(path)
    library.close()
    with pytest.raises(LibraryError):
        library.articles()
