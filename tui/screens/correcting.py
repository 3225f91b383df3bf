"""The user as the editor: he confirms, rejects, edits and adds actors, quotes and stances."""

from typing import TYPE_CHECKING

from textual.containers import Container

from tui.model import Actor, Analysis, Correction, Mention, Quote, Span, Stance
from tui.screens.annotating import Annotating

if TYPE_CHECKING:
    from tui.screens.correction_fields import Answer, Correctable
    from tui.widgets.correction_editor import CorrectionEditor, Field
    from tui.widgets.rows import Item

_CORRECTABLE = (Actor, Quote, Stance)


class Correcting(Annotating):
    """Adds `c`, `x`, `e` and `+`, and `d` for a correction that fits nothing any more."""

    corrector: "CorrectionEditor | None" = None
    """The open correction editor."""
    _from_panel = False
    """Whether the panel had the keyboard when that opened."""

    async def action_confirm(self) -> None:
        """Says that the item is right."""
        if item := self._meant("confirm"):
            if item.user:
                self.set_status(f"{item.user} by you already")
            else:
                from tui.screens.correction_fields import Answer

                await self._correct(Answer("confirmed", item), "confirmed")

    async def action_reject(self) -> None:
        """Says that the item is wrong: it goes from the lists."""
        if item := self._meant("reject"):
            from tui.screens.correction_fields import Answer

            await self._correct(Answer("rejected", item), f"{type(item).__name__.lower()} rejected: u brings it back")

    async def action_edit(self) -> None:
        """Opens the correction editor on the item."""
        if item := self._meant("edit"):
            from tui.screens.correction_fields import fields_of

            analysis = self._analysis
            mention = self._mention_under_caret(item)
            words = self._words(mention.span) if mention else ""
            await self._open_corrector(self._title(item), self._extent(item)[0], fields_of(item, analysis, words), item)

    async def action_add(self) -> None:
        """Opens the correction editor on the selection, which is to become an actor, a quote or a stance."""
        selection = self.view.selection
        if selection is None:
            self.set_status("select words first: v, then move")
        elif self.reading.analysis is None:
            self.set_status("not analysed yet")
        else:
            from tui.screens.correction_fields import fields_of_new

            fields = fields_of_new(selection, self.reading.article.text, self._analysis)
            await self._open_corrector(f"“{self._words(selection)}”", selection, fields, None)

    async def action_delete(self) -> None:
        """Deletes the lost correction chosen in the panel, or a note."""
        item = self.panel.item if self.panel and self.panel.shown_list.has_focus else None
        if isinstance(item, Correction):
            await self._change("correction deleted: u brings it back", self._session.drop_correction, item)
        else:
            await super().action_delete()

    @property
    def items_under_caret(self) -> "list[Item]":
        """What the caret stands in: the actors mentioned, the quotes, the notes."""
        caret, analysis = self.view.caret, self._analysis
        actors = [actor for actor in analysis.actors if any(_holds(one.span, caret) for one in actor.mentions)]
        quotes = [quote for quote in analysis.quotes if any(_holds(span, caret) for span in quote.spans)]
        return [*actors, *quotes, *self.notes_under_caret]

    @property
    def item_under_caret(self) -> "Item | None":
        """The first of them."""
        return next(iter(self.items_under_caret), None)

    @property
    def _analysis(self) -> Analysis:
        return self.reading.analysis or Analysis("")

    def _meant(self, verb: str) -> "Correctable | None":
        """The item chosen in the panel, as long as the caret stays in it; else the one under the caret."""
        if self.corrector:
            self.corrector.focus_first()
            return None
        if self._session.trouble:
            self.notify(self._session.trouble, severity="warning", markup=False)
            return None
        chosen = self.panel.item if self.panel else None
        item = self.item_under_caret
        if self.panel and self.panel.shown_list.has_focus:
            item = chosen if not isinstance(chosen, Correction) else None
        elif isinstance(chosen, _CORRECTABLE) and self.view.has_choice:
            caret = self.view.caret
            item = chosen if any(span.start <= caret < span.end for span in self._extent(chosen)) else item
        if isinstance(item, _CORRECTABLE):
            return item
        self.set_status(f"nothing to {verb} here")
        return None

    def _extent(self, item: "Correctable") -> tuple[Span, ...]:
        match item:
            case Actor():
                under = self._mention_under_caret(item)
                spans = tuple(mention.span for mention in item.mentions)
                return (under.span, *spans) if under else spans or (self.view.sentence,)
            case Quote():
                return item.spans
            case Stance():
                return item.evidence

    def _mention_under_caret(self, item: "Correctable") -> Mention | None:
        caret = self.view.caret
        mentions = item.mentions if isinstance(item, Actor) else ()
        return next((mention for mention in mentions if mention.span.start <= caret < mention.span.end), None)

    def _title(self, item: "Correctable") -> str:
        if isinstance(item, Actor):
            return item.name
        return f"“{self._words(self._extent(item)[0])}”"

    def _words(self, span: Span) -> str:
        return " ".join(self.reading.article.text[span.start : span.end].split())

    # The editor.

    async def _edit(self, *, tags_first: bool) -> None:
        if self.corrector:
            self.corrector.focus_first()
        else:
            await super()._edit(tags_first=tags_first)

    async def _open_corrector(self, title: str, span: Span, fields: "list[Field]", item: "Correctable | None") -> None:
        from tui.widgets.correction_editor import CorrectionEditor

        if self.editor or self.corrector:
            return
        if self._session.trouble:
            self.notify(self._session.trouble, severity="warning", markup=False)
            return
        self._from_panel = bool(self.panel and self.panel.shown_list.has_focus)
        self.remove_class("drawer")
        editor = CorrectionEditor(title, span, fields, item)
        self.corrector = editor
        await self.query_one("#article-pane", Container).mount(editor)
        self.place_beside(editor)

    def on_resize(self) -> None:
        """The editor stays beside its passage."""
        if self.corrector:
            self.call_after_refresh(self.place_beside, self.corrector)

    async def on_correction_editor_saved(self, event: "CorrectionEditor.Saved") -> None:
        """Keeps the correction; on an error the editor stays."""
        from tui.screens.correction_fields import meaning, new_meaning

        editor = event.editor
        values = editor.values
        if values is None:
            return
        if editor.item is None:
            answer = new_meaning(values, editor.span, self.reading.article.text, self._analysis)
        else:
            answer = meaning(editor.item, values, self._analysis, self._mention_under_caret(editor.item))
        if isinstance(answer, str):
            editor.answer(answer)
        elif answer.replacement == answer.item or await self._correct(answer, f"{answer.verdict}: u takes it back"):
            await self._close_corrector(editor)

    async def on_correction_editor_left(self, event: "CorrectionEditor.Left") -> None:
        """Leaves without saving."""
        await self._close_corrector(event.editor)

    async def _close_corrector(self, editor: "CorrectionEditor") -> None:
        self.corrector = None
        self.view.select(None)
        if self._from_panel and self.panel:
            self.add_class("drawer")
            self.set_focus(self.panel.shown_list)
        else:
            self.set_focus(self.view)  # first: else the panel would get it when the editor goes
        await editor.remove()

    async def _correct(self, answer: "Answer", words: str) -> bool:
        return await self._change(words, self._session.correct, answer.verdict, answer.item, answer.replacement)


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end
