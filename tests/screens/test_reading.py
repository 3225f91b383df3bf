"""Reading: the caret, the panel, the search, at every size."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.conftest import TEXT, analysis_of, span_of
from tests.screens.test_annotating import settle, type_words
from tui.analysis.client import AnalysisClient
from tui.app import ReaderApp
from tui.errors import AnalysisError
from tui.screens.help import HelpScreen
from tui.screens.keys import GROUPS
from tui.screens.reading import ReadingScreen
from tui.widgets.details import detail

OpenApp = Callable[..., ReaderApp]


def screen_text(app: ReaderApp) -> str:
    """What stands on the screen, row by row."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip)[:width] for strip in strips[:height])


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (300, 100), (40, 10), (12, 4)])
async def test_it_is_readable_at_every_size(open_app: OpenApp, size: tuple[int, int]) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        screen = await settle(pilot)
        assert "Har" in screen_text(app)
        await pilot.press("tab", "2", "j", "tab", "a", "escape", "slash", "escape", "G", "g")
        await settle(pilot)
        assert screen.view.caret == 0
        assert screen.panel is not None
        assert screen.panel.tab == "quotes"


async def test_the_tabs_are_filled(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for key, words in (
            ("1", ("Ada Brown", "person", "Karl Lind", "✗ the plan")),
            ("2", ("Karl Lind", "direct", "We will not pay")),
            ("3", ("Sudland", "✗ opposes: threatens", "Norland")),
            ("4", ("No notes yet",)),
        ):
            await pilot.press(key)
            await settle(pilot)
            shown = screen_text(app)
            assert [word for word in words if word not in shown] == []


async def test_choosing_an_actor_walks_through_his_mentions(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("1", "j")
        await settle(pilot)
        assert screen.panel is not None
        assert screen.panel.item == screen.reading.analysis.actors[1]  # type: ignore[union-attr]
        await pilot.press("tab", "right_square_bracket")
        await settle(pilot)
        assert screen.view.caret == span_of(TEXT, "Karl Lind").start
        assert "Karl Lind 1/2" in screen_text(app)
        await pilot.press("right_square_bracket")
        assert screen.view.caret == span_of(TEXT, "Lind said").start
        await pilot.press("right_square_bracket")
        assert screen.view.caret == span_of(TEXT, "Karl Lind").start
        await pilot.press("left_square_bracket")
        assert screen.view.caret == span_of(TEXT, "Lind said").start


async def test_enter_on_a_stance_goes_to_its_evidence(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("3", "G", "enter")
        await settle(pilot)
        assert screen.view.has_focus
        assert screen.panel is not None
        stance = screen.panel.item
        assert stance is not None
        assert screen.view.caret == span_of(TEXT, "Sudland threatened").start
        words = detail(screen.reading, stance).plain
        assert "threatens" in words
        assert "fairly sure (60%)" in words


async def test_less_sure_stances_come_and_go(open_app: OpenApp) -> None:
    plain = analysis_of(TEXT)
    *others, last = plain.stances
    app = open_app(analysis=replace(plain, stances=(*others, replace(last, confidence=0.4))))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        assert "supports: defends" not in screen_text(app)
        assert "1 less sure than 50%: - shows more" in screen_text(app)
        await pilot.press("minus")
        await settle(pilot)
        assert "supports: defends the new harbour" in screen_text(app)
        assert "all are shown, however sure: + hides some" in screen_text(app)
        await pilot.press("plus", "plus")
        await settle(pilot)
        assert "opposes: threatens" not in screen_text(app)
        assert "opposes: rejects the plan" in screen_text(app)
        await pilot.press("m")
        await pilot.pause()
        assert "Karl Lind → the plan" in screen_text(app)
        assert "Sudland" not in screen_text(app)
        await pilot.press("escape", "1")
        await settle(pilot)
        assert screen.panel is not None
        assert "✗ Norland" not in screen_text(app)


async def test_enter_goes_through_the_evidence_of_a_stance(open_app: OpenApp) -> None:
    shown = tuple(span_of(TEXT, words) for words in ("Sudland threatened to close the border.", "The government lies."))
    plain = analysis_of(TEXT)
    stance = replace(plain.stances[0], evidence=tuple(sorted(shown)))
    app = open_app(analysis=replace(plain, stances=(stance,)))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("3", "enter")
        await settle(pilot)
        assert screen.view.caret == shown[1].start
        await pilot.press("enter")
        assert screen.view.caret == shown[0].start
        assert "evidence 2 of 2" in screen_text(app)
        await pilot.press("enter")
        assert screen.view.caret == shown[1].start


async def test_enter_on_a_name_in_the_text_chooses_its_actor(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        screen.view.move_to(span_of(TEXT, "Sudland", 1).start)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.panel is not None
        assert screen.panel.tab == "actors"
        assert getattr(screen.panel.item, "key", "") == "sudland"


async def test_search_shows_hits_while_it_is_typed_and_goes_round(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("slash")
        await pilot.pause()
        await type_words(pilot, "HARBOUR")
        await settle(pilot)
        assert screen.view.caret == 0
        await pilot.press("enter")
        await settle(pilot)
        starts = [span_of(TEXT.lower(), "harbour", number).start for number in range(4)]
        for start in (*starts[1:], starts[0]):
            await pilot.press("n")
            assert screen.view.caret == start
        await pilot.press("N")
        assert screen.view.caret == starts[-1]
        await pilot.press("escape", "n")
        assert screen.view.caret == starts[-1]


async def test_escape_from_the_search_returns_to_where_it_began(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("j", "j", "j", "slash")
        await pilot.pause()
        before = screen.view.caret
        await type_words(pilot, "border")
        await settle(pilot)
        assert screen.view.caret != before
        await pilot.press("escape")
        await settle(pilot)
        assert screen.view.caret == before


async def test_motions_by_word_sentence_and_paragraph(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        view = screen.view
        for keys, words in (
            (("w", "w"), "splits"),
            (("right_curly_bracket",), "Prime"),
            (("right_parenthesis",), "The opposition"),
            (("right_parenthesis",), "“We"),
            (("left_parenthesis",), "The opposition"),
            (("left_curly_bracket",), "Prime"),
            (("W",), "coalition"),
            (("G", "left_curly_bracket"), "Norland and"),
        ):
            await pilot.press(*keys)
            assert TEXT[view.caret :].startswith(words), keys
        await pilot.press("G")
        assert view.progress == 100


async def test_the_selection_grows_by_sentence_and_ends_with_escape(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("right_curly_bracket", "v", "right_parenthesis")
        selection = screen.view.selection
        assert selection is not None
        assert TEXT[selection.start : selection.end] == "Prime Minister Ada Brown defended the new harbour on Monday."
        await pilot.press("escape")
        assert screen.view.selection is None


async def test_the_arriving_analysis_moves_nothing(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 16)) as pilot:
        screen = await settle(pilot)
        await pilot.press("j", "j", "j", "j", "j", "j")
        before = (screen.view.caret, screen.view.scroll_y)
        screen.show_reading(screen.reading)
        await settle(pilot)
        assert (screen.view.caret, screen.view.scroll_y) == before


async def test_a_failed_analysis_says_so_and_leaves_the_article(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise AnalysisError("The analysis process ended before it was done.")

    monkeypatch.setattr(AnalysisClient, "analyse", fail)
    app = open_app(analysed=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        shown = screen_text(app)
        assert "could not be analysed" in shown
        assert [notice.message for notice in app._notifications] == ["The analysis process ended before it was done."]
        assert "Prime Minister Ada Brown" in shown


async def test_the_place_is_kept_for_the_next_opening(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 16)) as pilot:
        screen = await settle(pilot)
        await pilot.press("G", "left_parenthesis")
        place = screen.view.caret
        await pilot.press("q")
    again = open_app()
    async with again.run_test(size=(80, 16)) as pilot:
        screen = await settle(pilot)
        assert screen.view.caret == place > 0


async def test_a_narrow_terminal_has_the_panel_in_a_drawer(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        assert not screen.query_one("#panel-pane").display
        await pilot.press("tab")
        await settle(pilot)
        assert screen.query_one("#panel-pane").display
        assert "1 Actors" in screen_text(app)
        await pilot.press("tab")
        await settle(pilot)
        assert not screen.query_one("#panel-pane").display


async def test_what_an_article_contains_is_never_markup(open_app: OpenApp) -> None:
    text = "[bold]Title[/] [/nope] [a=b:1]x\n\n[Smith] said \x1b]52;c;AAAA\x07 so. [@click=app.quit]x[/]\n"
    app = open_app(text)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("right_curly_bracket", "a")
        await pilot.pause()
        await type_words(pilot, "[/] note")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("4")
        await settle(pilot)
        shown = screen_text(app)
        assert "[Smith] said" in shown
        assert "[bold]Title[/] [/nope]" in shown
        assert "[/] note" in shown
        assert "\x1b" not in shown
        assert isinstance(screen, ReadingScreen)


async def test_the_mouse_selects(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.mouse_down("#article", offset=(3, 3))
        await pilot.hover("#article", offset=(12, 3))
        await pilot.mouse_up("#article", offset=(12, 3))
        await settle(pilot)
        selection = screen.view.selection
        assert selection is not None
        assert selection.end > selection.start + 5


async def test_every_key_stands_in_the_help(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        shown = screen_text(app)
        missing = [key.help for keys in GROUPS.values() for key in keys if key.help not in shown]
        assert missing == []
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)


async def test_without_colour_names_and_quotes_still_stand_out(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        styles = {segment.text: segment.style for y in range(20) for segment in screen.view.render_line(y)}
        assert styles["Ada Brown"].bold  # type: ignore[union-attr]
        assert styles["Norland"].italic  # type: ignore[union-attr]
        assert "▎" in styles
        assert "┊" in styles
