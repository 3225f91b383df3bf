"""Highlights, notes on actors, stances and the article, undo and redo after a restart, orphans put back: from keys to
bytes in the library."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import OptionList

from tests.conftest import TEXT, analysis_of, span_of
from tests.screens.test_annotating import settle, stored, type_words
from tui.app import ReaderApp
from tui.model import ActorSketch, Note, StanceSketch
from tui.screens import outside_editor
from tui.sources.text_file import article as article_of
from tui.store.library import Library

OpenApp = Callable[..., ReaderApp]
SIZE = (120, 40)


async def test_a_highlight_needs_no_note(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        screen.view.move_to(span_of(TEXT, "new harbour").start)
        await pilot.press("v", "w", "v", "h")
        await settle(pilot)
        (note,) = stored(library_file, app)
        assert (note.body, note.tags, note.anchor and note.anchor.exact) == ("", (), "new harbour")
        assert screen.editor is None
        assert screen.view.selection is None
        await pilot.press("t")
        await pilot.pause()
        await type_words(pilot, "ports")
        await pilot.press("enter")
        await settle(pilot)
        assert [(one.id, one.body, one.tags) for one in stored(library_file, app)] == [(note.id, "", ("ports",))]


async def test_the_same_passage_is_marked_once(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("right_curly_bracket", "h", "h")
        await settle(pilot)
        assert len(stored(library_file, app)) == 1


async def test_each_of_overlapping_highlights_can_be_reached(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        caret = span_of(TEXT, "defended").start
        screen.view.move_to(caret)
        await pilot.press("h")
        await settle(pilot)
        for words in ("w", "w"), ("w", "w", "w"):
            screen.view.move_to(caret)
            await pilot.press("v", *words, "v", "h")
            await settle(pilot)
        passages = {note.anchor.exact for note in stored(library_file, app) if note.anchor}
        assert len(passages) == 3
        reached = set()
        screen.view.move_to(caret)
        for number in range(3):
            await pilot.press("enter")
            await settle(pilot)
            assert screen.view.caret == caret
            assert screen.panel is not None
            assert isinstance(screen.panel.item, Note)
            await pilot.press("a")
            await pilot.pause()
            await type_words(pilot, f"note {number}")
            await pilot.press("ctrl+s")
            await settle(pilot)
            screen.view.move_to(caret)
        reached = {note.body for note in stored(library_file, app)}
        assert reached == {"note 0", "note 1", "note 2"}


async def test_a_note_on_an_actor_is_found_there_again(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        await pilot.press("1", "a")
        await pilot.pause()
        await type_words(pilot, "in power since 2019")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (note,) = stored(library_file, app)
        assert note.anchor is None
        assert isinstance(note.about, ActorSketch)
        assert note.about.name == "Ada Brown"
        await pilot.press("1")
        await settle(pilot)
        assert screen.panel is not None
        assert "in power since 2019" in str(screen.query_one("#detail").render())
        await pilot.press("a")
        await settle(pilot)
        assert screen.editor is not None
        assert screen.editor.note == note


async def test_a_note_on_a_stance_keeps_its_evidence(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("3", "a")
        await pilot.pause()
        await type_words(pilot, "as in May")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (note,) = stored(library_file, app)
        assert isinstance(note.about, StanceSketch)
        assert note.anchor is not None
        assert note.anchor.exact == note.about.places[0].exact


async def test_there_is_one_note_on_the_whole_article(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for words in ("on all", " of it"):
            await pilot.press("A")
            await pilot.pause()
            await type_words(pilot, words)
            await pilot.press("ctrl+s")
            await settle(pilot)
        assert [(note.anchor, note.about, note.body) for note in stored(library_file, app)] == [
            (None, None, "on all of it")
        ]


@pytest.mark.parametrize("keys", [("A",), ("1", "a"), ("3", "a")], ids=["article", "actor", "stance"])
async def test_what_is_half_typed_comes_back_where_it_was_typed(open_app: OpenApp, keys: tuple[str, ...]) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        await pilot.press(*keys)
        await pilot.pause()
        await type_words(pilot, "half")
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("right_curly_bracket", "a")
        await settle(pilot)
        assert screen.editor is not None
        assert screen.editor.body == ""
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        assert screen.editor is not None
        assert screen.editor.body == "half"


async def test_undo_and_redo_over_a_restart(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("right_curly_bracket", "h")
        await settle(pilot)
        await pilot.press("3", "x")
        await settle(pilot)
    again = open_app()
    async with again.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        assert len(screen.reading.corrections) == 1
        await pilot.press("u")
        await settle(pilot)
        assert screen.reading.corrections == ()
        await pilot.press("u")
        await settle(pilot)
        assert stored(library_file, again) == ()
        await pilot.press("U", "U", "U")
        await settle(pilot)
        assert len(stored(library_file, again)) == 1
        assert len(screen.reading.corrections) == 1


async def test_a_note_whose_passage_is_gone_is_put_back_by_hand(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        screen.view.move_to(span_of(TEXT, "She thanked").start)
        await pilot.press("h")
        await settle(pilot)
    text = TEXT.replace("She thanked the unions for their support.", "All day long it rained in Norland.")
    changed = article_of(text.encode(), "/news/harbour.txt", name="harbour.txt")
    with Library.open(library_file) as library:
        library.keep_article(changed)
    from tui.session import Session

    session = Session(changed)
    session.attach(Library.open(library_file))
    session.keep_analysis(analysis_of(text))
    again = ReaderApp(session, library_file)
    async with again.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        (orphan,) = screen.reading.orphans
        assert orphan.anchor is not None
        assert orphan.anchor.exact == "She thanked the unions for their support."
        await pilot.press("4")
        await settle(pilot)
        assert "Its passage is gone" in str(screen.query_one("#detail").render())
        await pilot.press("tab")
        screen.view.move_to(span_of(text, "All day long").start)
        await pilot.press("p")
        await settle(pilot)
        assert screen.reading.orphans == ()
        (note,) = stored(library_file, again)
        assert note.anchor is not None
        assert (note.id, note.anchor.exact) == (orphan.id, "All day long it rained in Norland.")
        await pilot.press("u")
        await settle(pilot)
        assert [one.id for one in screen.reading.orphans] == [orphan.id]


async def test_a_note_that_has_its_passage_is_moved_only_on_a_second_p(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        screen.view.move_to(span_of(TEXT, "She thanked").start)
        await pilot.press("h", "4", "escape", "g", "p")
        await settle(pilot)
        (before,) = stored(library_file, app)
        assert before.anchor is not None
        assert before.anchor.exact == "She thanked the unions for their support."
        await pilot.press("p")
        await settle(pilot)
        (after,) = stored(library_file, app)
        assert after.anchor is not None
        assert (after.id, after.anchor.span.start) == (before.id, 0)


async def test_a_mark_made_from_the_panel_is_what_the_next_key_means(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        screen.view.move_to(span_of(TEXT, "She thanked").start)
        await pilot.press("1", "h")
        await settle(pilot)
        assert screen.view.has_focus
        await pilot.press("t")
        await settle(pilot)
        await type_words(pilot, "ports")
        await pilot.press("enter")
        await settle(pilot)
        (note,) = stored(library_file, app)
        assert (note.tags, note.about) == (("ports",), None)


async def test_d_in_the_panel_deletes_the_note_on_what_is_chosen(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        await pilot.press("h", "1", "a")
        await settle(pilot)
        await type_words(pilot, "who?")
        await pilot.press("ctrl+s")
        await settle(pilot)
        panel = screen.panel
        assert panel is not None
        assert "✎" in str(panel.query_one("#actors-list", OptionList).get_option_at_index(0).prompt)
        assert len(stored(library_file, app)) == 2
        await pilot.press("1", "d")
        await settle(pilot)
        assert [note.about for note in stored(library_file, app)] == [None], "the mark in the text is another thing"
        await pilot.press("d")
        await settle(pilot)
        assert len(stored(library_file, app)) == 1


async def test_a_note_on_a_quote_is_found_there_again(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        await pilot.press("2", "a")
        await settle(pilot)
        await type_words(pilot, "says who?")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert screen.panel is not None
        assert "✎" in str(screen.panel.query_one("#quotes-list", OptionList).get_option_at_index(0).prompt)
        await pilot.press("2", "a")
        await settle(pilot)
        assert screen.editor is not None
        assert screen.editor.body == "says who?"
        await pilot.press("escape", "2", "d")
        await settle(pilot)
        assert stored(library_file, app) == ()


async def test_a_draft_that_is_not_wanted_goes_on_a_second_d(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        await pilot.press("a", "x", "escape", "4", "d")
        await settle(pilot)
        assert len(screen.reading.drafts) == 1
        await pilot.press("d")
        await settle(pilot)
        assert screen.reading.drafts == ()


async def test_a_draft_stands_among_the_notes_until_it_is_saved(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        screen.view.move_to(span_of(TEXT, "She thanked").start)
        await pilot.press("a")
        await settle(pilot)
        await type_words(pilot, "half")
        await pilot.press("escape")
        await settle(pilot)
        assert [(draft.body, draft.note_id) for draft in screen.reading.drafts] == [("half", None)]
        await pilot.press("g", "4", "a")
        await settle(pilot)
        assert screen.editor is not None
        assert screen.editor.body == "half"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert screen.reading.drafts == ()
        (note,) = stored(library_file, app)
        assert (note.body, note.anchor and note.anchor.exact) == ("half", "She thanked the unions for their support.")


def test_the_users_own_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "my editor"
    script.write_text('#!/bin/sh\ntr a-z A-Z < "$2" > "$2.new" && mv "$2.new" "$2"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{script}' --wait")
    assert outside_editor.edit("written ünder") == "WRITTEN üNDER"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("", "No editor was found"),
        ("'", "No editor was found"),
        ("/nowhere/vi", "cannot be used"),
        ("false", "ended with an"),
    ],
)
def test_an_editor_that_fails(command: str, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    monkeypatch.setattr(outside_editor, "_USUAL", ())
    with pytest.raises(outside_editor.ReaderError, match=sentence):
        outside_editor.edit("text")
