"""The reading screen: the article and the panel beside it."""

from typing import TYPE_CHECKING

from tui.model import Actor, Analysis, Correction, Draft, Hit, Note, Quote, Reading, Span, Stance
from tui.screens.consulting import Consulting
from tui.widgets.highlight import Focus

if TYPE_CHECKING:
    from tui.widgets.panel import Panel, TabName
    from tui.widgets.rows import Item


class ReadingScreen(Consulting):
    """Adds the panel: its tabs, walking through their items, and what the text shows of the chosen one."""

    _walked: tuple[str, int] = ("", -1)
    """The actor whose mentions the reader walks through, and which of them he stands on."""
    _evidence = 0
    """Which sentence of the chosen stance was shown last."""

    # The panel.

    def action_other_pane(self) -> None:
        """From the text to the panel, which opens when it is folded away, and back."""
        if self.panel is None:
            self._typed_ahead = "other_pane"
        elif self.view.has_focus or self.focused is None:
            self.add_class("drawer")
            self.set_focus(self.panel.shown_list)
        else:
            self.remove_class("drawer")
            self.set_focus(self.view)

    def action_show_tab(self, name: "TabName") -> None:
        """Brings a tab to the front and goes there."""
        if self.panel is None:
            self._typed_ahead = f"show_tab('{name}')"
        else:
            self.panel.tab = name
            self.add_class("drawer")
            self.set_focus(self.panel.shown_list)

    def action_item(self, count: int) -> None:
        """Goes to the next item of the tab; with an actor chosen, to his next mention."""
        if not self.panel:
            return
        item = self.panel.item
        if self.panel.tab == "actors" and isinstance(item, Actor):
            self._walk(item, count)
        elif item := self.panel.step(count):
            self._go(item)

    def _walk(self, actor: Actor, count: int) -> None:
        mentions = [mention.span for mention in actor.mentions]
        if not mentions:
            return
        key, index = self._walked
        if key != actor.key:
            after = [place for place, span in enumerate(mentions) if span.start > self.view.caret]
            index = ((after[0] if after else 0) if count > 0 else (after[0] - 1 if after else len(mentions) - 1)) % len(
                mentions
            )
        else:
            index = (index + count) % len(mentions)
        self._walked = (actor.key, index)
        self.view.show_focus(Focus.on_actor(self.reading, actor))
        self.view.show_span(mentions[index])
        self._show_place()

    def action_go(self) -> None:
        """Chooses what the caret stands in: an actor, a quote, a note; again: the next of them."""
        if not self.panel or not self.reading.analysis:
            return
        chosen = self.panel.item
        if isinstance(chosen, Stance) and self.view.has_choice and self._stands_in(chosen):
            self._step_evidence(chosen)
        elif items := self.items_under_caret:
            again = chosen is not None and self.view.has_choice and chosen in items
            index = (items.index(chosen) + 1) % len(items) if again and chosen else 0
            self.panel.point_at(items[index])
            self._point(items[index], stay=True)
            if len(items) > 1:
                self.set_status(f"{index + 1} of {len(items)} here: enter for the next")

    def action_matrix(self) -> None:
        """Shows who stands how to whom; enter there leads back to the evidence."""
        from tui.screens.matrix import MatrixScreen
        from tui.widgets.stance_matrix import build

        matrix = build(self.panel.shown_analysis) if self.panel else None
        if matrix is None or not matrix.cells:
            self.set_status("no stances found" if self.reading.analysis else "the article is still being read")
            return
        self.app.push_screen(MatrixScreen(self.reading, matrix), self._from_matrix)

    def _from_matrix(self, stance: Stance | None) -> None:
        if stance and self.panel:
            self._evidence = 0
            self.panel.point_at(stance)
            self._point(stance)

    def show_hit(self, hit: Hit) -> None:
        """Goes to a hit; a note, a quote or a stance is chosen in the panel, too."""
        super().show_hit(hit)
        item = self._item_of(hit)
        if item and self.panel:
            self._evidence = 0
            self.panel.point_at(item)
            self._point(item)

    def _item_of(self, hit: Hit) -> "Item | None":
        analysis = self.reading.analysis or Analysis("")
        match hit.kind:
            case "note":
                return next(
                    (note for note in (*self.reading.notes, *self.reading.orphans) if note.id == hit.note), None
                )
            case "quote":
                return next((one for one in analysis.quotes if one.extent == hit.span), None)
            case "stance":
                held = (one for one in analysis.stances if one.evidence[0] == hit.span and one.type in hit.about)
                return next(
                    (one for one in held if (actor := analysis.actor(one.holder)) and actor.name == hit.who), None
                )
        return None

    def on_panel_pointed(self, event: "Panel.Pointed") -> None:
        """The reader stands on another item: the text shows what belongs to it."""
        self._walked = ("", -1)
        self._evidence = 0
        self._point(event.item)

    def on_panel_opened(self, event: "Panel.Opened") -> None:
        """Enter on an item: the caret goes there; enter again goes through all sentences that show a stance."""
        self._evidence = 0
        self._go(event.item)
        self.remove_class("drawer")
        self.set_focus(self.view)

    def _stands_in(self, stance: Stance) -> bool:
        caret = self.view.caret
        return len(stance.evidence) > 1 and any(span.start <= caret < span.end for span in stance.evidence)

    def _step_evidence(self, stance: Stance) -> None:
        self._evidence = (self._evidence + 1) % len(stance.evidence)
        self.view.show_span(stance.evidence[self._evidence])
        self.set_status(f"evidence {self._evidence + 1} of {len(stance.evidence)}")

    def _point(self, item: "Item", *, stay: bool = False) -> None:
        focus = self._focus_on(item)
        self.view.show_focus(focus)
        if not stay and not isinstance(item, Actor) and focus and (place := _place(item)):
            self.view.show_span(place)
        self._show_place()

    def _go(self, item: "Item") -> None:
        if isinstance(item, Actor):
            self._walk(item, 1)
        else:
            self._point(item)

    def _focus_on(self, item: "Item") -> Focus | None:
        match item:
            case Actor():
                return Focus.on_actor(self.reading, item)
            case Quote():
                strong = tuple(span for span in (item.speaker, item.cue) if span)
                return Focus(strong, item.spans)
            case Stance():
                analysis = self.reading.analysis or Analysis("")
                actors = [actor for actor in (analysis.actor(item.holder), analysis.actor(item.target)) if actor]
                shown = [mention.span for actor in actors for mention in actor.mentions]
                inside = [span for span in shown if any(span.overlaps(sentence) for sentence in item.evidence)]
                return Focus((*inside, *((item.cue,) if item.cue else ())), item.evidence)
            case Note():
                return Focus((), (item.anchor.span,)) if item.anchor and item in self.reading.notes else None
            case Draft():
                return Focus((), (item.span,)) if item.span.end else None
            case Correction():
                return None

    def _changed(self, reading: Reading, words: str) -> None:
        super()._changed(reading, words)
        if self.view.has_choice and self.panel:
            item = self.panel.item
            self.view.show_focus(self._focus_on(item) if item else None)

    def action_escape(self) -> None:
        """Ends one thing at a time: the selection, the search, the choice and the drawer."""
        if self.view.selection:
            self.view.select(None)
        elif not self.end_search():
            self.view.show_focus(None)
            self._walked = ("", -1)
            self.remove_class("drawer")
        self.set_status("")
        self.set_focus(self.view)

    def place(self) -> str:
        """Where the reader is: in the text, and among an actor's mentions."""
        key, index = self._walked
        actor = self.reading.analysis.actor(key) if self.reading.analysis else None
        walk = f"{actor.name} {index + 1}/{len(actor.mentions)} · " if actor else ""
        return walk + super().place()


def _place(item: Quote | Stance | Note | Draft | Correction) -> Span | None:
    match item:
        case Quote():
            return item.spans[0]
        case Stance():
            return item.evidence[0]
        case Note():
            return item.anchor.span if item.anchor else None
        case Draft():
            return item.span if item.span.end else None
        case Correction():
            return None
