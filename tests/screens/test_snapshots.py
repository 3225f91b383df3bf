"""Pictures of the screens. After a wanted change: `pytest --snapshot-update` on this file, and look at them."""

from collections.abc import Callable
from importlib.metadata import version

import pytest
from textual.pilot import Pilot

from tests.screens.test_annotating import settle, type_words
from tui.app import ReaderApp

DRAWN_WITH = "8.2.8"
pytestmark = pytest.mark.skipif(
    version("textual") != DRAWN_WITH,
    reason=f"the pictures were drawn with Textual {DRAWN_WITH}: others place cells otherwise",
)

OpenApp = Callable[..., ReaderApp]
Compare = Callable[..., bool]


async def choose_an_actor(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("1", "j")
    await settle(pilot)


async def open_the_drawer(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("3", "j")
    await settle(pilot)


async def write_a_note(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("right_curly_bracket", "a")
    await settle(pilot)
    await type_words(pilot, "a promise")
    pilot.app.screen.query_one("#note-body").cursor_blink = False  # type: ignore[attr-defined]
    await settle(pilot)


async def ask_for_help(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("question_mark")
    await pilot.pause()


async def show_the_matrix(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("m", "j", "h")
    await pilot.pause()


@pytest.mark.parametrize(
    ("size", "before"),
    [
        ((120, 30), choose_an_actor),
        ((80, 24), open_the_drawer),
        ((60, 16), write_a_note),
        ((100, 40), ask_for_help),
        ((80, 24), show_the_matrix),
    ],
    ids=["actor", "drawer", "note", "help", "matrix"],
)
def test_it_looks_as_it_did(
    open_app: OpenApp, snap_compare: Compare, size: tuple[int, int], before: Callable[[Pilot[None]], object]
) -> None:
    assert snap_compare(open_app(), terminal_size=size, run_before=before)
