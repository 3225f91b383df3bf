"""The page under every reading: the article, its heading and foot, the session behind it, and the keys that move."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, ParamSpec, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.screen import Screen

from tui.errors import LibraryError, ReaderError
from tui.model import Hit, Reading
from tui.screens.keys import GROUPS, bindings
from tui.session import Session
from tui.widgets.article_view import ArticleView
from tui.widgets.heading import Heading
from tui.wording import counted

if TYPE_CHECKING:
    from textual.widgets import Static

    from tui.widgets.panel import Panel
    from tui.widgets.prompt import Prompt

P = ParamSpec("P")
R = TypeVar("R")


class Page(Screen[None]):
    """Shows one session's reading. Every change goes through the session and comes back as a new `Reading`.

    The caret begins at `begin`, what the article was opened for, else where it was left. Only what the first paint
    needs is imported and mounted before it; the rest follows in `furnish`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(self, session: Session, hint: str = "", begin: Hit | None = None) -> None:
        super().__init__()
        self._session = session
        self._begin = begin
        self._hint = hint
        self._status = ""
        self._desk = ThreadPoolExecutor(1, "library")
        self._left = False
        """Whether another page has taken its place: it may still stand on the stack, but shows and asks nothing."""
        self._status_line: Static | None = None
        self._typed_ahead = ""
        """The last action that asked for the panel before it was there."""
        self.panel: Panel | None = None
        """The panel, once it is there."""

    def compose(self) -> ComposeResult:
        """The page first; everything else is mounted when it has been painted."""
        reading = self._session.reading
        yield Heading(reading.article.title)
        with Horizontal(id="panes"):
            with Container(id="article-pane"):
                place = self._begin.span if self._begin else None
                position = place.start if place else self._session.position
                yield ArticleView(reading, position, id="article")
            yield Container(id="panel-pane")
        yield Horizontal(id="foot")

    def on_mount(self) -> None:
        """The article has the keyboard from the first moment."""
        self.set_focus(self.view)
        self._show_place()

    async def furnish(self) -> None:
        """Mounts what can wait until the article has been painted: hint, panel and footer."""
        from textual.widgets import Footer, Static

        from tui.widgets.panel import Panel

        if self._hint:
            await self.query_one("#article-pane").mount(Static(Content(self._hint), id="hint", markup=False), before=0)
        panel = Panel(self.reading, id="panel")
        await self.query_one("#panel-pane").mount(panel)
        self.panel = panel
        if self._typed_ahead:
            await self.run_action(self._typed_ahead)
        footer = Footer(compact=True, show_command_palette=False)
        self._status_line = Static(id="status", markup=False)
        await self.query_one("#foot").mount(footer, self._status_line)
        self._show_status()
        self.refresh_bindings()

    # What others ask of the screen.

    @property
    def view(self) -> ArticleView:
        """The article."""
        return self.query_one(ArticleView)

    @property
    def reading(self) -> Reading:
        """The snapshot on the screen."""
        return self._session.reading

    async def ask(self, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Runs a call of the session off the screen's thread, one after the other, in order."""
        if self._left:
            raise LibraryError("The article was put away.")
        return await asyncio.get_running_loop().run_in_executor(self._desk, lambda: task(*args, **kwargs))

    def show_reading(self, reading: Reading) -> None:
        """Repaints for a new snapshot: nothing moves."""
        self.view.show_reading(reading)
        if panel := self.panel:
            panel.show_reading(reading)
        self._show_place()

    def set_status(self, words: str) -> None:
        """One short line about what is going on."""
        self._status = words
        self._show_status()

    async def leave(self) -> None:
        """Keeps the caret's place and closes the library."""
        if self._left:
            return
        try:
            await self.ask(self._session.remember, self.view.caret)
        except ReaderError as error:
            self.complain(error)
        self._left = True
        await asyncio.get_running_loop().run_in_executor(self._desk, self._session.close)
        self._desk.shutdown(wait=False)

    def complain(self, error: ReaderError) -> None:
        """Shows an error as the sentence that it is."""
        if not self._left:
            self.notify(str(error), severity="error", markup=False, timeout=10)

    # Moving about.

    def to_text(self) -> ArticleView:
        """Gives the text the keyboard, so that all keys mean the same place; returns it."""
        self.remove_class("drawer")
        self.set_focus(self.view)
        return self.view

    def action_rows(self, count: int) -> None:
        """Down or up by rows."""
        self.to_text().move_rows(count)

    def action_characters(self, count: int) -> None:
        """Right or left by characters."""
        self.to_text().move_characters(count)

    def action_word(self, count: int) -> None:
        """To the next or previous word."""
        self.to_text().move_word(count)

    def action_sentence(self, count: int) -> None:
        """To the next or previous sentence."""
        self.to_text().move_sentence(count)

    def action_paragraph(self, count: int) -> None:
        """To the next or previous paragraph."""
        self.to_text().move_paragraph(count)

    def action_pages(self, count: int) -> None:
        """Turns pages."""
        self.to_text().move_pages(count)

    def action_start(self) -> None:
        """To the first character."""
        self.to_text().move_end(last=False)

    def action_finish(self) -> None:
        """To the last character."""
        self.to_text().move_end(last=True)

    def action_select(self) -> None:
        """Starts or ends a selection."""
        view = self.to_text()
        view.toggle_selecting()
        self.set_status("selecting: move, then a, t or h" if view.selecting else "")

    def on_article_view_caret_moved(self) -> None:
        """Keeps the heading right."""
        self._show_place()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed, the keys of the page are letters."""
        del parameters
        typing = self.focused is not None and self.focused.check_consume_key("a", "a")
        return not (typing and any(key.action.partition("(")[0] == action for keys in GROUPS.values() for key in keys))

    async def ask_below(self, prompt: "Prompt") -> None:
        """Shows a prompt in place of the footer."""
        await self.query("#prompt").remove()
        self.add_class("asking")
        await self.query_one("#foot").mount(prompt)

    async def close_prompt(self) -> None:
        """Takes the prompt away; the text has the keyboard again."""
        self.remove_class("asking")
        self.set_focus(self.view)  # first: else the panel would get it when the prompt goes
        await self.query("#prompt").remove()

    def action_help(self) -> None:
        """Shows every key."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    def place(self) -> str:
        """Where the reader is, for the heading."""
        return f"{self.view.progress} %" if self.view.progress else ""

    def _show_place(self) -> None:
        if self._left:
            return
        reading = self.reading
        count = len(reading.notes) + len(reading.orphans)
        notes = counted(count, "note") if count else ""
        if reading.orphans:
            notes += f", {len(reading.orphans)} without passage"
        name = reading.article.source.removeprefix("sample:")
        source = "standard input" if name.startswith("stdin:") else Path(name).stem
        narrow = self.size.width < 90
        self.query_one(Heading).show_place(
            self._status if narrow else "", "" if narrow else source, self.place(), notes
        )

    def _show_status(self) -> None:
        if self._status_line:
            self._status_line.update(self._status)
        if self.is_mounted:
            self._show_place()
