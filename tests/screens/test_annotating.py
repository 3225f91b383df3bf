"""A keyboard session: annotate, tag, change, undo, export."""

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from tests.conftest import TEXT, span_of
from tui.app import ReaderApp
from tui.model import Note, Tag
from tui.screens.reading import ReadingScreen
from tui.store.library import Library

OpenApp = Callable[..., ReaderApp]


async def settle(pilot: Pilot[None]) -> ReadingScreen:
    """Waits until nothing is left to do; returns the reading screen."""
    screen = pilot.app.screen_stack[-1] if len(pilot.app.screen_stack) > 1 else pilot.app.screen
    for _ in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        if isinstance(screen, ReadingScreen):
            await screen.ask(lambda: None)
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ReadingScreen)
    return screen


async def type_words(pilot: Pilot[None], words: str) -> None:
    await pilot.press(*["space" if letter == " " else letter for letter in words])


def stored(library_file: Path, app: ReaderApp) -> tuple[Note, ...]:
    """The notes as another program reads them from the file."""
    screen = app.screen
    assert isinstance(screen, ReadingScreen)
    with Library.open(library_file) as library:
        return library.notes(screen.reading.article.id)


async def test_a_note_with_tags_is_on_disk_when_the_editor_closes(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("right_curly_bracket", "right_parenthesis", "a")
        await pilot.pause()
        await type_words(pilot, "who is he")
        await pilot.press("tab")
        await type_words(pilot, "opposition, plan")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert screen.editor is None
        (note,) = stored(library_file, app)
        assert (note.body, note.tags) == ("who is he", ("opposition", "plan"))
        assert note.anchor is not None
        assert note.anchor.exact == "The opposition leader, Karl Lind, rejected the plan."
        assert screen.reading.notes == (note,)
        assert screen.panel is not None
        assert screen.panel.item is None
        assert screen.view.has_focus


async def test_the_whole_session(open_app: OpenApp, library_file: Path, tmp_path: Path) -> None:
    """Annotate, tag, change, delete, undo, undo, export, reopen."""
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("right_curly_bracket", "a")
        await pilot.pause()
        await type_words(pilot, "first")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("t")
        await pilot.pause()
        await type_words(pilot, "harbour")
        await pilot.press("enter")
        await settle(pilot)
        assert [(note.body, note.tags) for note in stored(library_file, app)] == [("first", ("harbour",))]
        await pilot.press("d")
        await settle(pilot)
        assert stored(library_file, app) == ()
        await pilot.press("u")
        await settle(pilot)
        assert [(note.body, note.tags) for note in stored(library_file, app)] == [("first", ("harbour",))]
        await pilot.press("u")
        await settle(pilot)
        assert [(note.body, note.tags) for note in stored(library_file, app)] == [("first", ())]
        await pilot.press("E")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        assert "Harbour vote splits the coalition" in screen.reading.article.title
    (written,) = tmp_path.glob("*.md")
    assert "first" in written.read_text(encoding="utf-8")
    again = open_app()
    async with again.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        assert [note.body for note in screen.reading.notes] == ["first"]


async def test_leaving_the_editor_keeps_a_draft_and_offers_it_again(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("right_curly_bracket", "a")
        await pilot.pause()
        await type_words(pilot, "half a thou")
        await pilot.press("escape")
        await settle(pilot)
        assert screen.editor is None
        assert stored(library_file, app) == ()
        await pilot.press("a")
        await settle(pilot)
        assert screen.editor is not None
        assert screen.editor.body == "half a thou"
        await type_words(pilot, "ght")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [note.body for note in stored(library_file, app)] == ["half a thought"]
        await pilot.press("down", "a")
        await settle(pilot)
        assert screen.editor is not None
        assert screen.editor.draft is None


async def test_quitting_with_an_open_editor_keeps_a_draft(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("right_curly_bracket", "a")
        await pilot.pause()
        await type_words(pilot, "not saved")
        await app.action_quit()
    again = open_app()
    async with again.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        assert screen.editor is not None
        assert screen.editor.body == "not saved"


async def test_a_known_tag_is_completed(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("right_curly_bracket", "t")
        await pilot.pause()
        await type_words(pilot, "infrastructure")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("right_parenthesis", "t")
        await pilot.pause()
        await type_words(pilot, "infra")
        await settle(pilot)
        await pilot.press("tab")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [note.tags for note in stored(library_file, app)] == [("infrastructure",), ("infrastructure",)]


async def test_a_note_on_words_selected_from_the_keyboard(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        screen.view.move_to(span_of(TEXT, "new harbour").start)
        await pilot.press("v", "w", "v", "a")
        await pilot.pause()
        await type_words(pilot, "which one")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (note,) = stored(library_file, app)
        assert note.anchor is not None
        assert note.anchor.exact == "new harbour"


async def test_a_note_on_the_stance_chosen_in_the_panel(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("3", "j", "a")
        await pilot.pause()
        await type_words(pilot, "really")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (note,) = stored(library_file, app)
        assert note.anchor is not None
        assert note.anchor.exact == "The opposition leader, Karl Lind, rejected the plan."


async def test_a_note_that_another_window_changed_is_saved_beside_it(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("right_curly_bracket", "t")
        await type_words(pilot, "old")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("a")
        await type_words(pilot, "mine")
        with Library.open(library_file) as window:
            window.save_tag(app._page.reading.article.id, "old", Tag("new"))
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [(note.body, note.tags) for note in stored(library_file, app)] == [("", ("new",))]
        await pilot.press("ctrl+s")
        await settle(pilot)
        saved = stored(library_file, app)
        assert [(note.body, note.tags) for note in saved] == [("", ("new",)), ("mine", ("old",))]
        assert saved[0].anchor == saved[1].anchor


async def test_an_existing_export_is_replaced_only_on_a_second_enter(open_app: OpenApp, tmp_path: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("E")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        (written,) = tmp_path.glob("*.md")
        written.write_text("mine", encoding="utf-8")
        await pilot.press("E")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        assert written.read_text(encoding="utf-8") == "mine"
        await pilot.press("enter")
        await settle(pilot)
        assert written.read_text(encoding="utf-8").startswith("---\n")


async def test_a_note_that_cannot_be_saved_stays_in_the_editor(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("right_curly_bracket", "a")
        await pilot.pause()
        await type_words(pilot, "precious")
        library_file.rename(library_file.with_suffix(".away"))
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert screen.editor is not None
        assert screen.editor.body == "precious"
