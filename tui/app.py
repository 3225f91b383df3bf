"""The application: it joins a session, the worker that analyses, and the screens."""

import asyncio
import gc
import os
import signal
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import Worker, WorkerError

from tui.analysis.client import AnalysisClient
from tui.analysis.pipeline import engine
from tui.errors import ReaderError
from tui.files import shipped
from tui.model import Article
from tui.screens.consulting import Consulting
from tui.screens.keys import GROUPS
from tui.screens.reading import ReadingScreen
from tui.session import Session
from tui.store.library import Library
from tui.themes import THEMES

_LAST_SECONDS = 5.0
"""Time to put everything away after a signal."""


class ReaderApp(App[None]):
    """Shows one article. `library` is opened after the first paint when the session has none yet."""

    TITLE = "reader"
    CSS_PATH = shipped("styles.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (90, "-wide")]  # noqa: RUF012 (declared by App)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", "quit", show=False, id="app.quit")]

    def __init__(self, session: Session, library: Path, hint: str = "") -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name  # before the start: later it would parse the stylesheet again
        self._session = session
        self._library = library
        self._page = ReadingScreen(session, Path.cwd(), hint)
        self._client = AnalysisClient()
        self._preparing: Worker[None] | None = None

    def on_mount(self) -> None:
        """Nothing but signals: the article is shown first."""
        self._quit_on_signals()

    def get_default_screen(self) -> Screen[None]:
        """The reading screen itself: no empty screen is laid out and painted before it."""
        return self._page

    def on_article_view_painted(self) -> None:
        """The article stands on the screen: everything else may begin."""
        gc.enable()
        self._preparing = self.run_worker(self._prepare(), name="prepare")

    async def _prepare(self) -> None:
        """Opens the library, then shows the analysis: the one it holds, or a new one."""
        page = self._page
        await page.furnish()
        try:
            if not self._session.has_library:
                await page.ask(self._open_library)
                page.show_reading(page.reading)
        except ReaderError as error:
            self._session.detach(str(error))
            page.complain(error)
        if page.reading.analysis is None:
            await self._analyse()

    async def on_consulting_article_wanted(self, event: Consulting.ArticleWanted) -> None:
        """Puts the open article away and shows another one of the library."""
        old = self._page
        try:
            session = await asyncio.to_thread(self._session_on, event.article)
        except ReaderError as error:
            old.complain(error)
            return
        if self._preparing:
            self._preparing.cancel()
            with suppress(WorkerError):
                await self._preparing.wait()
        await old.leave()
        self._session = session
        self._client = AnalysisClient()
        self._page = ReadingScreen(session, Path.cwd(), begin=event.hit)
        while self.screen is not old:
            await self.pop_screen()
        if len(self.screen_stack) > 1:
            await self.switch_screen(self._page)
        else:
            await self.push_screen(self._page)
            await old.remove_children()  # the first screen cannot be taken off the stack

    def _session_on(self, article: Article) -> Session:
        session = Session(article)
        session.attach(Library.open(self._library))
        session.cached_analysis(engine())
        return session

    def _open_library(self) -> None:
        self._session.attach(Library.open(self._library))

    async def _analyse(self) -> None:
        page = self._page
        try:
            if reading := await page.ask(self._session.cached_analysis, engine()):
                page.show_reading(reading)
                return
            page.set_status("reading the article …")
            began = time.monotonic()
            analysis = await self._client.analyse(page.reading.article.text, self._show_progress)
            seconds = time.monotonic() - began
            page.show_reading(await page.ask(self._session.keep_analysis, analysis))
            page.set_status(f"analysed in {seconds:.1f} s")
        except ReaderError as error:
            page.set_status("not analysed")
            if page.panel:
                page.panel.say("This article could not be analysed.")
            page.complain(error)
        finally:
            await self._client.close()

    def _show_progress(self, done: int, total: int) -> None:
        self._page.set_status(f"reading the article … {100 * done // max(total, 1)} %")

    async def action_quit(self) -> None:
        """Keeps place and drafts, then ends."""
        workers = [*self.workers]
        self.workers.cancel_all()
        await self._page.leave()
        for worker in workers:
            with suppress(WorkerError):
                await worker.wait()
        self.exit()

    def _quit_on_signals(self) -> None:
        """Without this, SIGTERM or a closed window kills the program and leaves the terminal raw."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                try:
                    loop.add_signal_handler(number, self._terminate)
                except (NotImplementedError, RuntimeError, ValueError):
                    return

    def _terminate(self) -> None:
        """Quits; and when the window is gone, so that writing to it blocks for ever, ends the process all the same."""
        watchdog = threading.Timer(_LAST_SECONDS, os._exit, (1,))
        watchdog.daemon = True
        watchdog.start()
        self._quitting = asyncio.create_task(self.action_quit())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every key of the reading screen, then Textual's own commands."""
        if screen is self._page:
            for keys in GROUPS.values():
                for key in keys:
                    yield SystemCommand(key.help.capitalize(), f"key {key.shown}", self._command(key.action))
        yield from super().get_system_commands(screen)

    def _command(self, action: str):  # type: ignore[no-untyped-def]
        async def run() -> None:
            await self._page.run_action(action)

        return run
