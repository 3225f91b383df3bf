"""The stance matrix: `m`, moving in it, and the way back to the evidence."""

from collections.abc import Callable

import pytest

from tests.conftest import TEXT, span_of
from tests.screens.test_annotating import settle
from tests.screens.test_reading import screen_text
from tui.app import ReaderApp
from tui.screens.matrix import MatrixScreen

OpenApp = Callable[..., ReaderApp]


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (300, 100), (20, 6)])
async def test_it_shows_the_chosen_cell_at_every_size(open_app: OpenApp, size: tuple[int, int]) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, MatrixScreen)
        await pilot.press("j", "l", "G", "g", "right", "down", "left", "up")
        await pilot.pause()
        if size[0] >= 60:
            shown = screen_text(app)
            assert "Karl Lind → Norland" in shown
            assert "✗1" in shown


async def test_enter_leads_to_the_evidence_and_to_the_stance_in_the_panel(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("m", "j", "h")
        await pilot.pause()
        shown = screen_text(app)
        assert "Sudland → Norland" in shown
        assert "threatens over the border" in shown
        assert "Sudland threatened to close the border." in shown
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is screen
        assert screen.view.caret == span_of(TEXT, "Sudland threatened").start
        assert screen.panel is not None
        assert screen.panel.tab == "stances"
        assert getattr(screen.panel.item, "type", "") == "threatens"


async def test_an_empty_cell_leads_nowhere_and_escape_goes_back(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await pilot.press("m", "g", "enter")
        await pilot.pause()
        assert isinstance(app.screen, MatrixScreen)
        assert "no stance found" in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen
        assert screen.view.caret == 0
