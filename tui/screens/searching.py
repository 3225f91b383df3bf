"""Search in the open text."""

from typing import TYPE_CHECKING

from tui.errors import PatternError
from tui.folding import find_all
from tui.model import Span
from tui.patterns import find_pattern
from tui.screens.page import Page
from tui.wording import counted

if TYPE_CHECKING:
    from tui.widgets.prompt import Prompt


class Searching(Page):
    """Adds `/`, `n` and `N`."""

    _hits: tuple[Span, ...] = ()
    _why_not = ""
    """What is wrong with the regular expression that was typed."""
    _search_from = 0
    """Where the caret stood when the search began."""

    async def action_search(self) -> None:
        """Asks for what to find; hits show while it is typed."""
        from tui.widgets.prompt import Prompt

        self._search_from = self.view.caret
        await self.ask_below(Prompt("search", "/"))

    def action_hit(self, count: int) -> None:
        """Goes to the next (or previous) hit, around the end."""
        if not self._hits:
            self.set_status("nothing searched: press /")
            return
        caret = self.view.caret
        if count > 0:
            index = next((place for place, span in enumerate(self._hits) if span.start > caret), 0)
        else:
            index = next((place for place in reversed(range(len(self._hits))) if self._hits[place].start < caret), -1)
        self._show_hit(index)

    def end_search(self) -> bool:
        """Takes the marks of a search away; whether there were any."""
        searched = bool(self._hits)
        self._hits = ()
        self.view.show_hits((), None)
        return searched

    def _show_hit(self, index: int) -> None:
        self.view.show_hits(self._hits, self._hits[index])
        self.view.show_span(self._hits[index])
        self.set_status(f"hit {index % len(self._hits) + 1} of {len(self._hits)}")

    def _find(self, typed: str) -> tuple[Span, ...]:
        """The hits of what is typed: words, or behind a backslash a regular expression."""
        text = self.reading.article.text
        return find_pattern(text, typed[1:]) if typed.startswith("\\") else find_all(text, typed)

    def on_prompt_changed(self, event: "Prompt.Changed") -> None:
        """Search as you type."""
        if event.prompt.purpose != "search":
            return
        self._why_not = ""
        try:
            self._hits = self._find(event.value)
            event.prompt.answer(counted(len(self._hits), "hit") if event.value.strip("\\ ") else "")
        except PatternError as error:
            self._hits = ()
            self._why_not = str(error)
            event.prompt.answer(self._why_not)
        if self._hits:
            self._show_hit(next((place for place, span in enumerate(self._hits) if span.start >= self._search_from), 0))
        else:
            self.view.show_hits((), None)

    async def on_prompt_submitted(self, event: "Prompt.Submitted") -> None:
        """Enter: the search stays."""
        if event.prompt.purpose == "search":
            await self.close_prompt()
            if not self._hits and event.value.strip():
                self.set_status(self._why_not or "not found")

    async def on_prompt_cancelled(self, event: "Prompt.Cancelled") -> None:
        """Escape: back to where the search began."""
        if event.prompt.purpose == "search":
            self.end_search()
            self.view.move_to(self._search_from)
            self.set_status("")
        await self.close_prompt()
