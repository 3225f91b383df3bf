"""The library: the articles opened last, and hits while one types, with the words around them; enter goes there."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from tui.errors import ReaderError
from tui.model import Hit, Hits
from tui.query import parse
from tui.screens.overlay import Overlay
from tui.screens.page import Page
from tui.session import Session
from tui.widgets.item_list import ItemList
from tui.wording import counted

_MOST = 50
_MUTED = "$foreground 55%"
_HINT = 'words  "a phrase"  tag:  actor:  speaker:  stance:opposes  source:  before:2024  after:2023-06'
_KEYS = "enter go there  ↑ ↓ choose  esc back"


class LibrarySearchScreen(Overlay[Hit | None]):
    """Searches the session's library; enter closes it with the chosen hit, escape with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back", priority=True),
        Binding("down,ctrl+n", "choose(1)", "next", priority=True, show=False),
        Binding("up,ctrl+p", "choose(-1)", "previous", priority=True, show=False),
        Binding("pagedown", "choose(10)", "down", priority=True, show=False),
        Binding("pageup", "choose(-10)", "up", priority=True, show=False),
    ]

    def __init__(self, session: Session, page: Page, typed: str = "") -> None:
        super().__init__()
        self._session = session
        self._page = page
        self._typed = typed
        self._hits: tuple[Hit, ...] = ()

    def compose(self) -> ComposeResult:
        """The line to type in, the hits, the keys."""
        yield Input(
            self._typed, placeholder="search the library", id="search-line", compact=True, select_on_focus=False
        )
        yield Static(id="search-count", markup=False)
        hits = ItemList(id="search-hits")
        hits.can_focus = False
        yield hits
        yield Static(Content.styled(_KEYS, _MUTED), id="search-keys")

    async def on_mount(self) -> None:
        """Takes the keyboard, and shows the articles that were opened last."""
        self.query_one(Input).focus()
        self._say(_HINT)
        if not self._typed:
            await self._search("")

    def _say(self, words: str) -> None:
        self.query_one("#search-count", Static).update(Content.styled(words, _MUTED))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Searches for what is typed by now; a search that is still waiting for its turn is given up."""
        self.run_worker(self._search(event.value), exclusive=True)

    async def _search(self, typed: str) -> None:
        try:
            found = await self._page.ask(self._session.search, typed, _MOST)
        except ReaderError as error:
            if self.is_attached:
                self._say(str(error))
            return
        if self.is_attached:
            self._show(found, typed)

    def _show(self, found: Hits, typed: str) -> None:
        self._hits = found.hits
        rows = self.query_one(ItemList)
        rows.clear_options()
        rows.add_options(map(_row, found.hits))
        rows.highlighted = 0 if found.hits else None
        count = counted(len(found.hits), "best hit" if found.more else "hit")
        nothing = "a date is 2024, 2024-05 or 2024-05-17" if parse(typed).not_dates else "nothing found"
        self._say(_HINT if not typed.strip() else count if found.hits else nothing)

    def action_choose(self, count: int) -> None:
        """Chooses another hit, while the keyboard stays in the line."""
        rows = self.query_one(ItemList)
        if self._hits:
            rows.highlighted = max(0, min((rows.highlighted or 0) + count, len(self._hits) - 1))

    def on_input_submitted(self) -> None:
        """Enter: to the chosen hit."""
        self._go(self.query_one(ItemList).highlighted)

    def on_option_list_option_selected(self, event: ItemList.OptionSelected) -> None:
        """A click does the same."""
        self._go(event.option_index)

    def _go(self, index: int | None) -> None:
        hit = self._hits[index] if index is not None and index < len(self._hits) else None
        if hit is None:
            return
        if hit.kind == "tag":
            line = self.query_one(Input)
            line.value = f'tag:"{hit.title}" '
            line.cursor_position = len(line.value)
        else:
            self.dismiss(hit)


def _row(hit: Hit) -> Content:
    """What kind of thing it is, who says it or what it is about, and in which article; below, the words."""
    head = [Content.styled(f"{hit.kind:8}", _MUTED)]
    if hit.kind in ("article", "tag"):
        head.append(Content.styled(f"#{hit.title}" if hit.kind == "tag" else hit.title, "bold"))
        head.append(Content(f"  {hit.about}"))
    else:
        said = " ".join(filter(None, (hit.who, hit.about)))
        head.append(Content.styled(f"{said}  " if said else "", "$text-primary bold"))
        head.append(Content.styled(hit.title, _MUTED))
    snippet = Content(hit.snippet)
    for mark in hit.marks:
        snippet = snippet.stylize("$text-accent bold", *mark)
    return Content.assemble(*head, "\n        ", snippet) if hit.snippet else Content.assemble(*head)
