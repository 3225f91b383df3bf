"""Highlights, notes and tags, undo and redo."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, ParamSpec

from textual.app import SuspendNotSupported
from textual.containers import Container
from textual.geometry import Offset

from tui.errors import ConflictError, ReaderError
from tui.model import Actor, Draft, Note, Quote, Reading, Span, Stance
from tui.sanitise import normalise_newlines, sanitise
from tui.screens.exporting import Exporting

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.screens.aim import Aim
    from tui.widgets.correction_editor import CorrectionEditor
    from tui.widgets.note_editor import NoteEditor

P = ParamSpec("P")

_ON_ITEMS = (Actor, Quote, Stance, Note, Draft)


class Annotating(Exporting):
    """Adds `a`, `A`, `t`, `h`, `p`, `d`, `u` and `U`."""

    editor: "NoteEditor | None" = None
    """The open note editor."""
    _aim: "Aim | None" = None
    """What it is open for."""
    _sure_to_drop: Draft | None = None
    """The draft that is to be forgotten: that waits for a second `d`."""
    _sure_to_place: tuple[int | None, Span] | None = None
    """The note that has a passage and is to be moved to another: that waits for a second `p`."""

    async def action_annotate(self) -> None:
        """Opens the editor on the selection, the chosen item, or the sentence; on a note: that note."""
        await self._edit(tags_first=False)

    async def action_tag(self) -> None:
        """The same, with the cursor on the line of tags."""
        await self._edit(tags_first=True)

    async def action_annotate_article(self) -> None:
        """Opens the editor on the note on the whole article."""
        from tui.screens.aim import at_article

        await self._open_editor(at_article(self.reading))

    async def action_highlight(self) -> None:
        """Marks the selection, or the sentence, at once; `a` and `t` on it add words and tags."""
        view = self.to_text()
        span = view.selection or view.sentence
        if any(note.anchor and note.anchor.span == span for note in self.reading.notes):
            self.set_status("marked already: a writes, t tags")
        elif await self._change("highlighted: t tags it, a writes", self._session.annotate, span, "", ()):
            view.select(None)

    async def _edit(self, *, tags_first: bool) -> None:
        if editor := self.editor:
            editor.focus_first()
            return
        await self._open_editor(self._aimed(), tags_first=tags_first)

    async def _open_editor(self, aim: "Aim", *, tags_first: bool = False) -> None:
        from tui.widgets.note_editor import NoteEditor

        if self.editor:
            self.editor.focus_first()
            return
        if self._session.trouble:
            self.notify(self._session.trouble, severity="warning", markup=False)
            return
        draft = self._session.draft(aim.span, aim.note, aim.about)
        try:
            known = await self.ask(lambda: self._session.tags)
        except ReaderError as error:
            self.complain(error)
            return
        editor = NoteEditor(aim.beside, aim.title, known, aim.note, draft, tags_first=tags_first)
        self.remove_class("drawer")
        self.view.select(aim.span)
        self.editor, self._aim = editor, aim
        self.set_status("")
        await self.query_one("#article-pane", Container).mount(editor)
        self._place_editor()

    def _aimed(self) -> "Aim":
        """What `a` is about: an existing note, or the place for a new one."""
        from tui.screens.aim import at_item, at_note, at_passage

        caret, reading = self.view.caret, self.reading
        if selection := self.view.selection:
            return at_passage(reading, selection)
        item = self.panel.item if self.panel else None
        if self.panel and self.panel.shown_list.has_focus and isinstance(item, _ON_ITEMS):
            aim = at_item(reading, item, caret)
            if aim:
                return aim
        if note := self.note_under_caret:
            return at_note(reading, note, caret)
        return at_passage(reading, self.view.sentence)

    @property
    def notes_under_caret(self) -> list[Note]:
        """The notes whose passage holds the caret, the innermost first."""
        caret = self.view.caret
        under = [(note, note.anchor.span) for note in self.reading.notes if note.anchor]
        holding = [(note, span) for note, span in under if span.start <= caret < span.end]
        return [note for note, _ in sorted(holding, key=lambda pair: pair[1].end - pair[1].start)]

    @property
    def note_under_caret(self) -> Note | None:
        """Of the notes whose passage holds the caret, the one chosen in the panel, else the innermost."""
        under = self.notes_under_caret
        chosen = self.panel.item if self.panel and self.view.has_choice else None
        return chosen if isinstance(chosen, Note) and chosen in under else next(iter(under), None)

    def _place_editor(self) -> None:
        if self.editor:
            self.place_beside(self.editor)

    def place_beside(self, editor: "NoteEditor | CorrectionEditor") -> None:
        """Puts an editor below the passage that it is about, or above it where there is no room."""
        view = self.view
        pane = self.query_one("#article-pane").size
        top = view.region.y - self.query_one("#article-pane").region.y
        below = view.make_room(editor.span, editor.rows) + top
        left, width = view.column
        bar = max(left - 2, 0)  # its edge takes the place of the bar that marks quotes
        editor.styles.width = min(width + 4, pane.width - bar)
        editor.styles.offset = Offset(bar, max(min(below, pane.height - editor.rows), 0))

    def on_resize(self) -> None:
        """The editor stays beside its passage, and the heading has what it has room for."""
        self.call_after_refresh(self._place_editor)
        self._show_place()

    async def on_note_editor_saved(self, event: "NoteEditor.Saved") -> None:
        """Keeps the note; on an error the text stays in the editor."""
        from tui.screens.aim import anew

        editor = event.editor
        if not editor.body and not editor.tags and editor.note is None:
            await self._close_editor(editor)
            return
        aim = self._aim
        assert aim is not None
        try:
            note = (editor.body, editor.tags, aim.note, aim.about)
            reading = await self.ask(self._session.annotate, aim.span, *note)
        except ConflictError as error:
            self.complain(error)
            editor.note, self._aim = None, anew(self.reading, aim)  # what the sentence promises of the next ctrl+s
            with suppress(ReaderError):
                self.show_reading(await self.ask(self._session.refresh))
            return
        except ReaderError as error:
            self.complain(error)
            return
        await self._close_editor(editor)
        self._changed(reading, "saved")

    async def on_note_editor_outside_wanted(self, event: "NoteEditor.OutsideWanted") -> None:
        """Hands the text to the user's own editor; what is typed so far is kept as a draft meanwhile."""
        from tui.screens.outside_editor import edit

        editor = event.editor
        text, failure = editor.body, None
        try:
            await self._keep_draft(editor)
            with self.app.suspend():
                try:
                    text = edit(text)
                except ReaderError as error:  # must not leave `suspend`, which would not take the terminal back
                    failure = error
        except SuspendNotSupported:
            failure = ReaderError("This terminal cannot be handed to another editor: go on here.")
        except ReaderError as error:
            failure = error
        if failure:
            self.complain(failure)
        else:
            editor.body = sanitise(normalise_newlines(text))
        self.refresh(layout=True)

    async def _keep_draft(self, editor: "NoteEditor") -> None:
        if editor.changed and (aim := self._aim):
            draft = Draft(aim.span or Span(0, 0), editor.body, editor.tags, aim.note.id if aim.note else None)
            await self.ask(self._session.keep_draft, draft, aim.about)
            editor.draft = self._session.draft(aim.span, aim.note, aim.about)

    async def on_note_editor_left(self, event: "NoteEditor.Left") -> None:
        """Leaves without saving: a changed text is kept as a draft."""
        editor = event.editor
        try:
            if editor.changed:
                await self._keep_draft(editor)
                self.show_reading(self.reading)
                self.set_status("kept as a draft, in the notes (4)")
            elif editor.draft:
                self.show_reading(await self.ask(self._session.drop_draft, editor.draft))
        except ReaderError as error:
            self.complain(error)
            return
        await self._close_editor(editor)

    async def _close_editor(self, editor: "NoteEditor") -> None:
        self.editor = self._aim = None
        self.view.select(None)
        self.set_focus(self.view)  # first: else the panel would get it when the editor goes
        await editor.remove()

    def _changed(self, reading: Reading, words: str) -> None:
        self.show_reading(reading)
        self.set_status(words)

    async def _change(self, words: str, task: "Callable[P, Reading]", *args: "P.args", **kwargs: "P.kwargs") -> bool:
        """Runs a call of the session that changes something and shows what came of it; whether that was possible."""
        try:
            reading = await self.ask(task, *args, **kwargs)
        except ReaderError as error:
            self.complain(error)
            return False
        self._changed(reading, words)
        return True

    async def action_place(self) -> None:
        """Puts the note chosen in the panel on the selection or sentence: at once when its passage is gone."""
        note = self.panel.item if self.panel and self.panel.tab == "notes" else None
        if not isinstance(note, Note) or note.about or (note.anchor is None):
            self.set_status("choose a note in the panel first: 4")
            return
        span = self.view.selection or self.view.sentence
        if note not in self.reading.orphans and self._sure_to_place != (note.id, span):
            self._sure_to_place = (note.id, span)
            self.set_status("its passage is still there: p again moves it here")
            return
        self._sure_to_place = None
        if await self._change("the note stands here now", self._session.place, note, span):
            self.view.select(None)

    async def action_delete(self) -> None:
        """Deletes the note under the caret, or the one chosen in the panel."""
        from tui.screens.aim import at_item

        item = self.panel.item if self.panel and self.panel.shown_list.has_focus else None
        if isinstance(item, Draft):
            await self._drop(item)
            return
        aim = at_item(self.reading, item, self.view.caret) if item else None
        note = aim.note if aim else None if item else self.note_under_caret
        if note is None:
            self.set_status("no note on this" if item else "no note here")
        else:
            await self._change("note deleted: u brings it back", self._session.delete, note)

    async def _drop(self, draft: Draft) -> None:
        """Forgets a draft on the second `d`: that cannot be undone."""
        if self._sure_to_drop != draft:
            self._sure_to_drop = draft
            self.set_status("d again forgets this draft for good")
        elif await self._change("draft forgotten", self._session.drop_draft, draft):
            self._sure_to_drop = None

    async def action_undo(self) -> None:
        """Takes the last change back."""
        await self._replay(self._session.undo, "undone", "nothing to undo")

    async def action_redo(self) -> None:
        """Makes the change again that was undone last."""
        await self._replay(self._session.redo, "done again", "nothing to do again")

    async def _replay(self, task: "Callable[[], tuple[Reading, str]]", done: str, nothing: str) -> None:
        try:
            reading, words = await self.ask(task)
        except ReaderError as error:
            self.complain(error)
            return
        self._changed(reading, f"{done}: {words}" if words else nothing)

    async def leave(self) -> None:
        """Keeps what must not be lost: the caret's place, and what is half typed."""
        try:
            if self.editor:
                await self._keep_draft(self.editor)
        except ReaderError as error:
            self.complain(error)
        await asyncio.shield(super().leave())
