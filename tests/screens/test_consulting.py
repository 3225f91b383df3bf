"""The library from the keyboard: searching it, going to another article, and the code book."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.conftest import TEXT, span_of
from tests.screens.test_annotating import type_words
from tests.store.conftest import anchor_at, article_named
from tui.analysis import pipeline
from tui.app import ReaderApp
from tui.model import Analysis, Note, Stance, Tag
from tui.screens.code_book import CodeBookScreen
from tui.screens.library_search import LibrarySearchScreen
from tui.screens.reading import ReadingScreen
from tui.store.library import Library
from tui.widgets.item_list import ItemList

OpenApp = Callable[..., ReaderApp]
SIZE = (110, 40)
OTHER = "Ferry strike ends\n\nThe dockers of Norland went back to work. “We won,” said Eva Frey."


@pytest.fixture
def other(library_file: Path) -> str:
    """Another article in the library, with a note; returns its id."""
    article = article_named("1" * 12, OTHER, "Ferry strike ends")
    with Library.open(library_file) as library:
        library.keep_article(article)
        library.save_analysis(article.digest, Analysis(pipeline.engine()))
        library.save_note(article.id, Note(None, anchor_at(OTHER, "dockers of Norland"), "who pays them?", ("labour",)))
    return article.id


async def settle(pilot: Pilot[None]) -> ReadingScreen:
    """Waits until nothing is left to do; returns the page, which another screen may cover."""
    app = pilot.app
    assert isinstance(app, ReaderApp)
    for _ in range(4):
        await pilot.pause()
        await app.workers.wait_for_complete()
        await app._page.ask(lambda: None)
    await pilot.pause()
    return app._page


def stored(library_file: Path, app: ReaderApp) -> tuple[Note, ...]:
    """The notes as another program reads them from the file."""
    with Library.open(library_file) as library:
        return library.notes(app._page.reading.article.id)


async def search(pilot: Pilot[None], app: ReaderApp, words: str) -> LibrarySearchScreen:
    await pilot.press("ctrl+f")
    await pilot.pause()
    await type_words(pilot, words)
    await settle(pilot)
    screen = app.screen
    assert isinstance(screen, LibrarySearchScreen)
    return screen


async def test_a_note_in_another_article_is_found_and_opened_and_the_way_back(
    open_app: OpenApp, library_file: Path, other: str
) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        first = await settle(pilot)
        first.view.move_to(60)
        screen = await search(pilot, app, "pays")
        assert [(hit.kind, hit.article) for hit in screen._hits] == [("note", other)]
        await pilot.press("enter")
        await settle(pilot)
        now = app._page
        assert now is not first
        assert now.reading.article.id == other
        assert now.view.caret == OTHER.index("dockers")
        assert [note.body for note in now.reading.notes] == ["who pays them?"]
        await pilot.press("h")
        await settle(pilot)
        assert len(now.reading.notes) == 2, "the article that came is as alive as the first"
        await search(pilot, app, "coalition")
        await pilot.press("enter")
        await settle(pilot)
        assert app._page.reading.article.text == TEXT
    with Library.open(library_file) as library:
        assert library.last_article() is not None
        assert library.position(other) == OTHER.index("dockers")


async def test_the_terminal_may_be_resized_after_another_article_was_opened(open_app: OpenApp, other: str) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await search(pilot, app, "dockers")
        await pilot.press("enter")
        page = await settle(pilot)
        assert page.reading.article.id == other
        await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(120, 40)
        await pilot.press("j", "question_mark", "escape")
        await settle(pilot)
        assert app.screen is page


async def test_what_was_found_in_another_article_is_chosen_in_its_panel(open_app: OpenApp, other: str) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await search(pilot, app, "tag:labour")
        await pilot.press("enter")
        page = await settle(pilot)
        assert page.reading.article.id == other
        assert page.panel is not None
        assert isinstance(page.panel.item, Note)
        assert page.panel.tab == "notes"


async def test_keys_that_come_in_one_burst_close_a_screen_once(open_app: OpenApp, other: str) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        screen = await search(pilot, app, "dockers")
        for _ in range(3):
            screen._go(0)
        page = await settle(pilot)
        assert app.screen is page
        assert page.reading.article.id == other


async def test_a_hit_in_the_open_article_moves_the_caret_only(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        first = await settle(pilot)
        await search(pilot, app, "vote splits")
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is first
        assert first.view.caret in range(1, len("Harbour vote splits"))


async def test_half_a_note_is_a_draft_when_one_goes_to_another_article(
    open_app: OpenApp, library_file: Path, other: str
) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        await pilot.press("a")
        await pilot.pause()
        await type_words(pilot, "half")
        await pilot.press("escape")
        await settle(pilot)
        await search(pilot, app, "dockers")
        await pilot.press("enter")
        await settle(pilot)
        assert app._page.reading.article.id == other
    with Library.open(library_file) as library:
        assert [draft.body for draft in library.drafts(screen.reading.article.id)] == ["half"]


async def test_before_anything_is_typed_the_articles_opened_last_stand_there(open_app: OpenApp, other: str) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        page = await settle(pilot)
        screen = await search(pilot, app, "")
        assert [hit.article for hit in screen._hits] == [page.reading.article.id, other]
        await pilot.press("down", "enter")
        page = await settle(pilot)
        assert page.reading.article.id == other


async def test_a_stance_that_is_found_is_chosen_in_the_panel(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        page = await settle(pilot)
        await search(pilot, app, "stance:threatens")
        await pilot.press("enter")
        page = await settle(pilot)
        assert page.panel is not None
        item = page.panel.item
        assert isinstance(item, Stance)
        assert (item.type, page.view.caret) == ("threatens", item.evidence[0].start)


async def test_a_tag_that_is_found_becomes_a_filter(open_app: OpenApp, other: str) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        screen = await search(pilot, app, "labour")
        assert screen._hits[0].kind == "tag"
        await pilot.press("enter")
        await settle(pilot)
        assert screen.query_one(Input).value == 'tag:"labour" '
        assert [hit.kind for hit in screen._hits] == ["note"]


@pytest.mark.parametrize("typed", ["", '"', "tag:", "AND OR NOT *", "x" * 300, "zzz"])
async def test_anything_typed_gives_hits_or_none(open_app: OpenApp, typed: str) -> None:
    app = open_app()
    async with app.run_test(size=(50, 14)) as pilot:
        first = await settle(pilot)
        screen = await search(pilot, app, "har")
        screen.query_one(Input).value = typed
        await settle(pilot)
        await pilot.press("down", "up", "enter", "escape")
        await settle(pilot)
        assert app.screen is first


async def test_a_regular_expression_in_the_text(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        await pilot.press("slash")
        await pilot.pause()
        await type_words(pilot, "\\(nor|sud)land\\b")
        await settle(pilot)
        assert len(screen._hits) == 4
        await pilot.press("enter", "n")
        assert screen.view.caret == span_of(TEXT, "Norland", 1).start


async def test_half_a_regular_expression_is_told_and_finds_nothing(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        await pilot.press("slash")
        await pilot.pause()
        await type_words(pilot, "\\(nor")
        await settle(pilot)
        assert screen._hits == ()
        assert "no regular expression yet" in str(screen.query_one("#prompt-answer").render())


async def test_the_end_of_the_name_says_what_e_writes(open_app: OpenApp, tmp_path: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        await pilot.press("right_curly_bracket", "h")
        await settle(pilot)
        for name, words in (("out.html", "<!doctype html>"), ("out.json", "reader-library/1"), ("out.csv", "passage")):
            await pilot.press("E")
            await pilot.pause()
            screen.query_one("#prompt-input", Input).value = str(tmp_path / name)
            await pilot.press("enter")
            await settle(pilot)
            assert words in (tmp_path / name).read_text(encoding="utf-8")


# The code book


async def tagged(pilot: Pilot[None], *lines: str) -> None:
    """A highlight in each of the next sentences, with a line of tags."""
    for line in lines:
        await pilot.press("right_parenthesis", "t")
        await pilot.pause()
        await type_words(pilot, line)
        await pilot.press("enter")
        await settle(pilot)


async def book(pilot: Pilot[None], app: ReaderApp) -> CodeBookScreen:
    await pilot.press("T")
    await settle(pilot)
    screen = app.screen
    assert isinstance(screen, CodeBookScreen)
    return screen


async def answer(pilot: Pilot[None], key: str, words: str, *more: str) -> None:
    await pilot.press(key)
    await pilot.pause()
    await type_words(pilot, words)
    await pilot.press("enter", *more)
    await settle(pilot)


def tags_of(library_file: Path) -> dict[str, Tag]:
    with Library.open(library_file) as library:
        return {tag.name: tag for tag in library.tags()}


async def test_the_code_book_is_written_from_the_keyboard(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        page = await settle(pilot)
        await tagged(pilot, "harbour money", "harbour", "money")
        await pilot.press("4", "tab")
        screen = await book(pilot, app)
        assert [tag.name for tag in screen._tags] == ["harbour", "money"]
        await answer(pilot, "i", "what is built")
        await pilot.press("c")
        await settle(pilot)
        await answer(pilot, "n", "ports")
        await answer(pilot, "n", "rhetoric")
        await pilot.press("g")
        await answer(pilot, "p", "ports")
        assert tags_of(library_file)["harbour"] == Tag("harbour", "accent", "what is built", "ports", 2)
        assert {"ports", "rhetoric"} <= tags_of(library_file).keys(), "a tag that was made here waits for its notes"
        assert [tag.name for tag in screen._tags if tag.parent] == ["harbour"]
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is page
        assert page.reading.tags[0].colour == "accent", "the text has the new colour at once"


async def test_merging_and_deleting_say_how_many_notes_and_ask_twice(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await tagged(pilot, "harbour", "harbor", "harbor money")
        screen = await book(pilot, app)
        assert [tag.name for tag in screen._tags] == ["harbor", "harbour", "money"]
        await answer(pilot, "m", "harbour")
        assert "2 notes will have #harbour" in str(screen.query_one("#prompt-answer").render())
        assert tags_of(library_file)["harbor"].notes == 2
        await pilot.press("enter")
        await settle(pilot)
        assert {name: tag.notes for name, tag in tags_of(library_file).items()} == {"harbour": 3, "money": 1}
        await pilot.press("g", "d")
        await settle(pilot)
        assert "3 notes" in str(screen.query_one("#book-keys").render())
        await pilot.press("d")
        await settle(pilot)
        assert list(tags_of(library_file)) == ["money"]
        assert len(stored(library_file, app)) == 3, "the notes stay"
        assert "#harbour deleted" in str(screen.query_one("#book-keys").render())
        await pilot.press("u", "u")
        await settle(pilot)
        assert "undone: merged #harbor into #harbour" in str(screen.query_one("#book-keys").render())
        assert tags_of(library_file)["harbor"].notes == 2
        await pilot.press("U")
        await settle(pilot)
        assert tags_of(library_file)["harbour"].notes == 3


async def test_what_cannot_be_is_told_and_nothing_changes(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await tagged(pilot, "one two")
        screen = await book(pilot, app)
        before = tags_of(library_file)
        for key, words, told in (
            ("m", "three", "no other tag"),
            ("n", "ONE", "one of this name already"),
            ("p", "one", "cannot stand under"),
        ):
            await answer(pilot, key, words)
            assert told in str(screen.query_one("#prompt-answer").render())
            await pilot.press("escape")
            await settle(pilot)
        await pilot.press("d", "j", "d")
        await settle(pilot)
        assert tags_of(library_file) == before


async def test_a_prompt_is_about_the_tag_that_it_names(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await tagged(pilot, "one two")
        screen = await book(pilot, app)
        await pilot.press("r")
        await settle(pilot)
        screen.query_one("#book", ItemList).highlighted = 1
        await type_words(pilot, "s")
        await pilot.press("enter")
        await settle(pilot)
        assert sorted(tags_of(library_file)) == ["ones", "two"]


async def test_a_tag_with_signs_of_the_line_of_tags_keeps_its_notes(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        page = await settle(pilot)
        await tagged(pilot, "iran")
        await book(pilot, app)
        await answer(pilot, "r", ' "U.S.", Iran')
        await pilot.press("escape")
        await settle(pilot)
        page.view.move_to(page.reading.notes[0].anchor.span.start)  # type: ignore[union-attr]
        await pilot.press("a", "x", "ctrl+s")
        await settle(pilot)
        assert list(tags_of(library_file)) == ["iran U.S. Iran"]


async def test_renaming_into_another_tag_offers_the_merge(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await tagged(pilot, "one two")
        screen = await book(pilot, app)
        screen.query_one("#book").focus()
        await pilot.press("r")
        await pilot.pause()
        screen.query_one(Input).value = "two"
        await pilot.press("enter")
        await settle(pilot)
        assert "merge the two instead" in str(screen.query_one("#prompt-answer").render())
        screen.query_one(Input).value = "three"
        await pilot.press("enter")
        await settle(pilot)
        assert set(tags_of(library_file)) == {"three", "two"}


async def test_enter_on_a_tag_shows_its_notes(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        page = await settle(pilot)
        await tagged(pilot, "money")
        page.view.move_to(0)
        await book(pilot, app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, LibrarySearchScreen)
        assert [hit.kind for hit in app.screen._hits] == ["note"]
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is page
        assert page.view.caret > 0


async def test_a_few_letters_and_tab_take_a_tag(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await settle(pilot)
        await tagged(pilot, "rhetoric")
        await pilot.press("right_parenthesis", "t")
        await pilot.pause()
        await type_words(pilot, "rtr")
        await settle(pilot)
        assert "#rhetoric 1" in str(screen.query_one("#note-choices").render())
        await pilot.press("tab")
        await type_words(pilot, "new")
        await settle(pilot)
        assert "new tag" in str(screen.query_one("#note-choices").render())
        await pilot.press("enter")
        await settle(pilot)
        assert [note.tags for note in stored(library_file, app)] == [("rhetoric",), ("rhetoric", "new")]
