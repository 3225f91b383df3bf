"""Notes, tags, undo and export."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.geometry import Offset

from tui.errors import ExportExistsError, ReaderError
from tui.model import Note, Quote, Reading, Span, Stance
from tui.screens.searching import Searching
from tui.session import Session
from tui.widgets.article_view import MEASURE

if TYPE_CHECKING:
    from tui.widgets.correction_editor import CorrectionEditor
    from tui.widgets.note_editor import NoteEditor
    from tui.widgets.prompt import Prompt


class Annotating(Searching):
    """Adds `a`, `t`, `d`, `u` and `E`."""

    def __init__(self, session: Session, export_folder: Path, hint: str = "") -> None:
        super().__init__(session, hint)
        self._export_folder = export_folder
        self._replace_export = ""
        self.editor: NoteEditor | None = None
        """The open note editor."""

    async def action_annotate(self) -> None:
        """Opens the editor on the selection, the chosen item, or the sentence; on a note: that note."""
        await self._edit(tags_first=False)

    async def action_tag(self) -> None:
        """The same, with the cursor on the line of tags."""
        await self._edit(tags_first=True)

    async def _edit(self, *, tags_first: bool) -> None:
        from tui.widgets.note_editor import NoteEditor

        if editor := self.editor:
            editor.focus_first()
            return
        if self._session.trouble:
            self.notify(self._session.trouble, severity="warning", markup=False)
            return
        note, span = self._aim()
        draft = await self.ask(self._session.draft, span, note)
        known = [tag.name for tag in await self.ask(lambda: self._session.tags)]
        passage = self.reading.article.text[span.start : span.end]
        editor = NoteEditor(span, passage, known, note, draft, tags_first=tags_first)
        self.remove_class("drawer")
        self.view.select(span)
        self.editor = editor
        await self.query_one("#article-pane", Container).mount(editor)
        self._place_editor()

    def _aim(self) -> tuple[Note | None, Span]:
        """What `a` is about: an existing note, or the passage for a new one."""
        if selection := self.view.selection:
            return None, selection
        if self.panel and self.panel.shown_list.has_focus:
            match self.panel.item:
                case Note() as chosen if chosen.anchor and chosen in self.reading.notes:
                    return chosen, chosen.anchor.span
                case Quote() as quote:
                    return None, Span(quote.start, quote.end)
                case Stance() as stance:
                    return None, stance.evidence[0]
        if note := self.note_under_caret:
            assert note.anchor is not None
            return note, note.anchor.span
        return None, self.view.sentence

    @property
    def note_under_caret(self) -> Note | None:
        """The innermost note whose passage holds the caret."""
        caret = self.view.caret
        under = [
            note
            for note in self.reading.notes
            if note.anchor and note.anchor.span.start <= caret < note.anchor.span.end
        ]
        return min(
            under, key=lambda note: note.anchor.span.end - note.anchor.span.start if note.anchor else 0, default=None
        )

    def _place_editor(self) -> None:
        if self.editor:
            self.place_beside(self.editor)

    def place_beside(self, editor: "NoteEditor | CorrectionEditor") -> None:
        """Puts an editor below the passage that it is about, or above it where there is no room."""
        view = self.view
        pane = self.query_one("#article-pane").size
        top = view.region.y - self.query_one("#article-pane").region.y
        below = view.make_room(editor.span, editor.rows) + top
        width = min(MEASURE + 4, pane.width - 2)
        editor.styles.width = width
        editor.styles.offset = Offset(max((pane.width - width) // 2, 0), max(min(below, pane.height - editor.rows), 0))

    def on_resize(self) -> None:
        """The editor stays beside its passage."""
        self.call_after_refresh(self._place_editor)

    async def on_note_editor_saved(self, event: "NoteEditor.Saved") -> None:
        """Keeps the note; on an error the text stays in the editor."""
        editor = event.editor
        if not editor.body and not editor.tags and editor.note is None:
            await self._close_editor(editor)
            return
        try:
            reading = await self.ask(self._session.annotate, editor.span, editor.body, editor.tags, editor.note)
            if editor.draft:
                await self.ask(self._session.drop_draft, editor.draft)
        except ReaderError as error:
            self.complain(error)
            return
        await self._close_editor(editor)
        self._changed(reading, "saved")

    async def on_note_editor_left(self, event: "NoteEditor.Left") -> None:
        """Leaves without saving: a changed text is kept as a draft."""
        editor = event.editor
        try:
            if editor.changed:
                await self.ask(self._session.keep_draft, editor.as_draft())
                self.set_status("kept as a draft: a takes it up again")
            elif editor.draft:
                await self.ask(self._session.drop_draft, editor.draft)
        except ReaderError as error:
            self.complain(error)
            return
        await self._close_editor(editor)

    async def _close_editor(self, editor: "NoteEditor") -> None:
        self.editor = None
        self.view.select(None)
        self.set_focus(self.view)  # first: else the panel would get it when the editor goes
        await editor.remove()

    def _changed(self, reading: Reading, words: str) -> None:
        self.show_reading(reading)
        self.set_status(words)

    async def action_delete(self) -> None:
        """Deletes the note under the caret, or the one chosen in the panel."""
        item = self.panel.item if self.panel and self.panel.shown_list.has_focus else None
        note = item if isinstance(item, Note) else self.note_under_caret
        if note is None:
            self.set_status("no note here")
            return
        try:
            self._changed(await self.ask(self._session.delete, note), "note deleted: u brings it back")
        except ReaderError as error:
            self.complain(error)

    async def action_undo(self) -> None:
        """Takes the last change back."""
        try:
            reading, done = await self.ask(self._session.undo)
        except ReaderError as error:
            self.complain(error)
            return
        self._changed(reading, done or "nothing to undo")

    async def action_export(self) -> None:
        """Asks where to write the Markdown."""
        from tui.widgets.prompt import Prompt

        self._replace_export = ""
        target = self._export_folder / self._session.export_name
        await self.ask_below(Prompt("export", "Export to ", str(target)))

    async def on_prompt_submitted(self, event: "Prompt.Submitted") -> None:
        """Writes the export; an existing file is replaced only on a second Enter."""
        if event.prompt.purpose != "export":
            return
        target = Path(event.value).expanduser()
        try:
            written = await self.ask(self._session.export, target, force=self._replace_export == event.value)
        except ExportExistsError:
            self._replace_export = event.value
            event.prompt.answer("It exists: enter again replaces it")
            return
        except ReaderError as error:
            event.prompt.answer(str(error))
            return
        await self.close_prompt()
        self.set_status(f"exported to {written.name}")

    async def leave(self) -> None:
        """Keeps what must not be lost: the caret's place, and what is half typed."""
        try:
            if (editor := self.editor) and editor.changed:
                await self.ask(self._session.keep_draft, editor.as_draft())
        except ReaderError as error:
            self.complain(error)
        await asyncio.shield(super().leave())
