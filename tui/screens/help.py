"""The help: one page with every key, grouped by what one wants to do."""

from collections.abc import Iterable
from typing import ClassVar

from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical, VerticalScroll
from textual.widgets import Static

from tui.screens.keys import EVERYWHERE, GROUPS, IN_NOTES, IN_STANCES, help_lines
from tui.screens.overlay import Overlay

_ELSEWHERE = {"In the stances": IN_STANCES, "In the note editor": IN_NOTES, "Everywhere": EVERYWHERE}
_COLUMNS = (
    ("Move", "Annotate", "In the note editor"),
    ("Who says what", "In the stances", "Correct", "Find and more", "Everywhere"),
)
"""The titles of the groups: both columns are about as high."""


class HelpScreen(Overlay[None]):
    """Shows the tables of keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss", "close"),
        Binding("j,down", "scroll_help(1)", "down", show=False),
        Binding("k,up", "scroll_help(-1)", "up", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Two columns of groups; one in a narrow terminal."""
        groups = {**{title: help_lines(keys) for title, keys in GROUPS.items()}, **_ELSEWHERE}
        with VerticalScroll(id="help"), Grid(id="help-groups"):
            for titles in _COLUMNS:
                with Vertical():
                    for title in titles:
                        yield Static(title, classes="help-title", markup=False)
                        yield Static(self._table(groups[title]), classes="help-keys")

    def action_scroll_help(self, rows: int) -> None:
        """Scrolls on a small screen."""
        self.query_one("#help").scroll_relative(y=rows, animate=False)

    def _table(self, keys: Iterable[tuple[str, str]]) -> Table:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(justify="right", min_width=6, no_wrap=True)
        table.add_column()
        accent = Style(color=self.app.theme_variables["accent"], bold=True)
        for shown, words in keys:
            table.add_row(Text(shown, accent), Text(words))
        return table
