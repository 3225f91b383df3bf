"""The panel beside the article: four tabs of items, and the details of the chosen one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static, TabbedContent, TabPane, Tabs
from textual.widgets.option_list import Option

from tui.model import Actor, Analysis, Correction, Note, Quote, Reading, Span, Stance
from tui.notes import notes_on
from tui.ranking import actors_in_order, stances_in_order
from tui.widgets.certainty import USUAL, next_level, sure_enough
from tui.widgets.details import detail
from tui.widgets.item_list import ItemList
from tui.widgets.rows import (
    Item,
    actor_row,
    draft_row,
    lost_row,
    note_row,
    quote_row,
    stance_row,
    tab_of,
)

TabName = Literal["actors", "quotes", "stances", "notes"]
TABS: tuple[TabName, ...] = ("actors", "quotes", "stances", "notes")
_EMPTY = {
    "actors": "No actors found in this text.",
    "quotes": "No quotes found in this text.",
    "stances": "No stances found in this text.",
    "notes": "No notes yet. Press a on a sentence, or v to select first.",
}


class StanceList(ItemList):
    """The stances; `+` and `-` choose how sure they must be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign", "demand(1)", "surer ones only", show=False),
        Binding("minus", "demand(-1)", "less sure ones too", show=False),
    ]

    class Demanded(Message):
        """The reader wants surer stances only (1), or less sure ones too (-1)."""

        def __init__(self, steps: int) -> None:
            self.steps = steps
            super().__init__()

    def action_demand(self, steps: int) -> None:
        """Tells the panel."""
        self.post_message(self.Demanded(steps))


class Panel(Vertical):
    """Shows a reading's actors, quotes, stances and notes."""

    class Pointed(Message):
        """The reader stands on another item."""

        def __init__(self, item: Item) -> None:
            self.item = item
            super().__init__()

    class Opened(Message):
        """The reader wants to go to an item."""

        def __init__(self, item: Item) -> None:
            self.item = item
            super().__init__()

    def __init__(self, reading: Reading, id: str | None = None) -> None:
        super().__init__(id=id)
        self._reading = reading
        self._items: dict[TabName, Sequence[Item]] = dict.fromkeys(TABS, ())
        self._without_analysis = "The article is being read …"
        self._least = USUAL
        """Confidence from which stances are shown."""

    def compose(self) -> ComposeResult:
        """Tabs above, details below."""
        with TabbedContent(initial="actors"):
            for number, name in enumerate(TABS, 1):
                with TabPane(f"{number} {name.title()}", id=name):
                    kind = StanceList if name == "stances" else ItemList
                    yield kind(id=f"{name}-list", markup=False)
        with VerticalScroll(id="detail-box", can_focus=False):
            yield Static(id="detail", markup=False)

    def on_mount(self) -> None:
        """The tabs are chosen by number: `tab` goes straight to the list."""
        self.query_one(Tabs).can_focus = False
        self.show_reading(self._reading)

    @property
    def tab(self) -> TabName:
        """The tab in front."""
        active = self.query_one(TabbedContent).active
        return next(name for name in TABS if name == active)

    @tab.setter
    def tab(self, name: TabName) -> None:
        self.query_one(TabbedContent).active = name
        self._show_detail()

    @property
    def shown_list(self) -> ItemList:
        """The list of the tab in front."""
        return self.query_one(f"#{self.tab}-list", ItemList)

    @property
    def item(self) -> Item | None:
        """The item that the reader stands on in this tab."""
        index = self.shown_list.highlighted
        items = self._items[self.tab]
        return items[index] if index is not None and index < len(items) else None

    def show_reading(self, reading: Reading) -> None:
        """Shows another snapshot; the reader keeps his place in every tab."""
        old = self._reading
        same = reading.analysis is old.analysis and reading.lost == old.lost and _on_items(reading) == _on_items(old)
        changed = ("notes",) if same and self._items["notes"] else TABS
        self._reading = reading
        for name in changed:
            self._fill(name)
        self._show_detail()

    @property
    def shown_analysis(self) -> Analysis:
        """The analysis without the stances that are not sure enough; empty before it is there."""
        return sure_enough(self._reading.analysis or Analysis(""), self._least)

    def on_stance_list_demanded(self, event: StanceList.Demanded) -> None:
        """Shows fewer or more stances, everywhere in the panel."""
        event.stop()
        self._least = next_level(self._least, event.steps)
        for name in TABS:
            self._fill(name)
        self._show_detail()

    def say(self, words: str) -> None:
        """What stands in the tabs while there is no analysis."""
        self._without_analysis = words
        for name in TABS:
            self._fill(name)

    def step(self, count: int) -> Item | None:
        """Stands on the next (or previous) item of the tab; returns it."""
        items = self._items[self.tab]
        if not items:
            return None
        present = self.shown_list.highlighted
        index = (0 if count > 0 else len(items) - 1) if present is None else (present + count) % len(items)
        self.shown_list.highlighted = index
        return items[index]

    def point_at(self, item: Item) -> None:
        """Stands on `item` in its tab, when it is there; the screen, which asks for it, is not told."""
        name: TabName = {Actor: "actors", Quote: "quotes", Stance: "stances"}.get(type(item), "notes")  # type: ignore[assignment]
        if item in self._items[name]:
            self.tab = name
            with self.prevent(OptionList.OptionHighlighted):
                self.shown_list.highlighted = self._items[name].index(item)
            self._show_detail()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tells the screen, and shows the details."""
        event.stop()
        if event.option_list is self.shown_list and (item := self.item):
            self._show_detail()
            self.post_message(self.Pointed(item))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click."""
        event.stop()
        if item := self.item:
            self.post_message(self.Opened(item))

    def on_tabbed_content_tab_activated(self, event: TabbedContent.TabActivated) -> None:
        """Shows the details of what was chosen in this tab."""
        event.stop()
        self._show_detail()

    def _fill(self, name: TabName) -> None:
        widget = self.query_one(f"#{name}-list", ItemList)
        place = widget.highlighted
        old = self._items[name]
        kept = old[place] if place is not None and place < len(old) else None
        rows = [*self._rows(name), *((lost, lost_row(lost)) for lost in self._reading.lost if tab_of(lost) == name)]
        self._items[name] = [item for item, _ in rows]
        with self.prevent(OptionList.OptionHighlighted):
            widget.clear_options()
            widget.add_options([Option(content) for _, content in rows] or [Option(self._nothing(name), disabled=True)])
            for line in self._left_out(name):
                widget.add_option(Option(Content.styled(line, "$foreground 55%"), disabled=True))
            widget.highlighted = self._place_of(kept, place, name)

    def _place_of(self, kept: Item | None, place: int | None, name: TabName) -> int | None:
        """Where the reader stands in a tab filled anew: on the same item, the same actor, or what took its place."""
        items = self._items[name]
        if kept is None or place is None:
            return None
        if kept in items:
            return items.index(kept)
        same = next((index for index, item in enumerate(items) if _same(item, kept)), None)
        if same is not None or name == "notes" or not items:
            return same
        return min(place, len(items) - 1)

    def _left_out(self, name: TabName) -> Iterator[str]:
        """What the tab does not list, in one line each."""
        corrections: tuple[Correction, ...] = self._reading.corrections
        if count := sum(one.verdict == "rejected" and tab_of(one) == name for one in corrections):
            yield f"{count} rejected by you"
        analysis = self._reading.analysis
        if name == "stances" and analysis:
            hidden = len(analysis.stances) - len(self.shown_analysis.stances)
            if hidden:
                yield f"{hidden} less sure than {self._least:.0%}: - shows more"
            elif self._least != USUAL:
                yield "all are shown, however sure: + hides some"

    def _rows(self, name: TabName) -> list[tuple[Item, Content]]:
        reading = self._reading
        if name == "notes":
            rows: list[tuple[Item, Content]] = [(draft, draft_row(reading, draft)) for draft in reading.drafts]
            rows += [(note, note_row(reading, note)) for note in reading.notes]
            return rows + [(note, note_row(reading, note, lost=True)) for note in reading.orphans]
        if reading.analysis is None:
            return []
        analysis = self.shown_analysis
        if name == "actors":
            return [
                (actor, actor_row(analysis, actor, len(notes_on(reading, actor))))
                for actor in actors_in_order(analysis)
            ]
        if name == "quotes":
            return [
                (quote, quote_row(reading.article, analysis, quote, len(notes_on(reading, quote))))
                for quote in analysis.quotes
            ]
        ordered = stances_in_order(analysis)
        holders = [None, *(stance.holder for stance in ordered)]
        return [
            (
                stance,
                stance_row(
                    reading.article, analysis, stance, len(notes_on(reading, stance)), first=stance.holder != before
                ),
            )
            for stance, before in zip(ordered, holders, strict=False)
        ]

    def _nothing(self, name: TabName) -> Content:
        words = _EMPTY[name] if self._reading.analysis or name == "notes" else self._without_analysis
        return Content.styled(words, "$foreground 55%")

    def _show_detail(self) -> None:
        item = self.item
        shown = replace(self._reading, analysis=self.shown_analysis)
        self.query_one("#detail", Static).update(detail(shown, item) if item else "")
        self.query_one("#detail-box").display = item is not None


def _on_items(reading: Reading) -> list[tuple[object, Span | None]]:
    """What the marks of notes in the lists depend on."""
    quotes = {quote.extent for quote in reading.analysis.quotes} if reading.analysis else set()
    places = [(note.about, note.anchor.span if note.anchor else None) for note in reading.notes]
    return [(about, span) for about, span in places if about or span in quotes]


def _same(item: Item, kept: Item) -> bool:
    """Whether it is the same actor or note, changed."""
    match item, kept:
        case (Actor(), Actor()):
            return item.key == kept.key
        case (Note(), Note()):
            return item.id == kept.id
    return False
