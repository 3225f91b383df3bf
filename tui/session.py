"""One open article: the only place where its state changes. It knows neither Textual nor spaCy.

Every method that changes something writes it to the library first and then returns the new `Reading`; when the
library refuses (LibraryError), nothing has changed here either.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tui.anchors import locate, make_anchor
from tui.corrections import corrected, moved, sketch
from tui.errors import LibraryError
from tui.export.markdown import export_markdown
from tui.export.write import export_name, write_export
from tui.model import (
    Actor,
    ActorSketch,
    Analysis,
    Anchor,
    Article,
    Correction,
    Draft,
    Note,
    Quote,
    QuoteSketch,
    Reading,
    Sketch,
    Span,
    Stance,
    StanceSketch,
    Verdict,
)
from tui.sources.sanitise import sanitise, sanitise_line
from tui.store.library import Library


@dataclass(frozen=True, slots=True)
class _Change:
    """One step that can be undone: a note before and after it; None where it did not exist."""

    before: Note | None
    after: Note | None


@dataclass(frozen=True, slots=True)
class _CorrectionStep:
    """One step that can be undone: a correction that was made, or one that was deleted."""

    correction: Correction
    deleted: bool


class Session:
    """The article that is open, with its notes, its analysis and what can be undone.

    Without a library (`attach` was not called, or `detach` was) the article is readable and notes are refused.
    Its methods may be called from any thread, but only one at a time.
    """

    def __init__(self, article: Article) -> None:
        self._reading = Reading(article)
        self._library: Library | None = None
        self._changes: list[_Change | _CorrectionStep] = []
        self._orphans: tuple[Note, ...] = ()
        self._machine: Analysis | None = None
        self._corrections: tuple[Correction, ...] = ()
        self._gone: tuple[Correction, ...] = ()
        """Corrections whose passage is no longer in the text."""
        self._trouble = "The library is not open yet: try again in a moment."

    @classmethod
    def stored(cls, article: Article, library: Library) -> "Session":
        """An article as `library` holds it, for reading: it does not become the one opened last."""
        session = cls(article)
        session._use(library)
        return session

    def attach(self, library: Library) -> Reading:
        """Keeps the article in `library` from now on, and reads its notes. Raises LibraryError."""
        self._reading = replace(self._reading, article=library.keep_article(self._reading.article))
        return self._use(library)

    def detach(self, why: str) -> None:
        """Reads on without a library; `why` is told to whoever wants to write a note."""
        self._library = None
        self._trouble = why

    @property
    def reading(self) -> Reading:
        """The present snapshot."""
        return self._reading

    @property
    def has_library(self) -> bool:
        """Whether a library is attached, be it for reading only."""
        return self._library is not None

    @property
    def position(self) -> int:
        """The caret's offset when the article was last left."""
        return self._library.position(self._reading.article.id) if self._library else 0

    @property
    def tags(self) -> tuple[str, ...]:
        """All tags of the library, the most used first."""
        return self._library.tags() if self._library else ()

    @property
    def trouble(self) -> str:
        """Why notes cannot be kept, or empty."""
        return self._trouble

    @property
    def export_name(self) -> str:
        """A file name for the export, made from the title."""
        return export_name(self._reading.article.title)

    def cached_analysis(self, engine: str) -> Reading | None:
        """The reading with the analysis that the library holds for this text and engine, or None."""
        analysis = self._library.analysis(self._reading.article.digest, engine) if self._library else None
        if analysis is None:
            return None
        self._machine = analysis
        return self._correct()

    def keep_analysis(self, analysis: Analysis) -> Reading:
        """Takes over a finished analysis. It is shown even when the library cannot keep it."""
        self._machine = analysis
        self._correct()
        if self._library and self._library.writable:
            self._library.save_analysis(self._reading.article.digest, analysis)
        return self._reading

    def annotate(self, span: Span | None, body: str, tags: tuple[str, ...], note: Note | None = None) -> Reading:
        """Saves a new note on `span` (None: on the whole article), or `note` with another body and tags."""
        library = self._writable()
        article = self._reading.article
        body, tags = sanitise(body), tuple(map(sanitise_line, tags))
        if note is None:
            anchor = make_anchor(article.text, span) if span else None
            saved = library.save_note(article.id, Note(None, anchor, body, tags))
        else:
            saved = library.save_note(article.id, replace(note, body=body, tags=tags))
        self._changes.append(_Change(note, saved))
        return self._reload()

    def delete(self, note: Note) -> Reading:
        """Deletes a note; `undo` brings it back."""
        library = self._writable()
        assert note.id is not None
        library.delete_note(note.id)
        self._changes.append(_Change(note, None))
        return self._reload()

    def correct(
        self, verdict: Verdict, item: Actor | Quote | Stance, replacement: Actor | Quote | Stance | None = None
    ) -> Reading:
        """Saves what the user says of `item`, which is one of the reading, or for `added` a new one.

        `replacement` (see `Correction`) names actors by their keys in the reading's analysis, as `item` does. Raises
        LibraryError, also when the item cannot be told from another by its name and place.
        """
        library = self._writable()
        article, analysis = self._reading.article, self._reading.analysis
        assert analysis is not None
        new = Correction(
            None,
            verdict,
            _sanitised(sketch(item, analysis, article.text)),
            _sanitised(sketch(replacement, analysis, article.text)) if replacement else None,
        )
        if corrected(analysis, (new,), article.text)[1]:
            raise LibraryError("This cannot be corrected so: the item cannot be told from another one, or is gone.")
        self._changes.append(_CorrectionStep(library.save_correction(article.id, new), deleted=False))
        return self._reload()

    def drop_correction(self, correction: Correction) -> Reading:
        """Deletes a correction; `undo` brings it back."""
        library = self._writable()
        assert correction.id is not None
        library.delete_correction(correction.id)
        self._changes.append(_CorrectionStep(correction, deleted=True))
        return self._reload()

    def undo(self) -> tuple[Reading, str]:
        """Takes the last change back; returns the reading and what was done, in words, or "" when there was nothing."""
        if not self._changes:
            return self._reading, ""
        library = self._writable()
        change = self._changes[-1]
        key = self._reading.article.id
        if isinstance(change, _CorrectionStep):
            return self._undo_correction(library, change)
        if change.after is None and change.before:
            library.restore_note(key, change.before)
            done = "The deleted note is back."
        elif change.before is None and change.after and change.after.id is not None:
            library.delete_note(change.after.id)
            done = "The new note is gone."
        elif change.before and change.after:
            current = next((note for note in self._reading.notes if note.id == change.after.id), change.after)
            library.save_note(key, replace(current, body=change.before.body, tags=change.before.tags))
            done = "The note is as it was before."
        self._changes.pop()
        return self._reload(), done

    def _undo_correction(self, library: Library, step: _CorrectionStep) -> tuple[Reading, str]:
        if step.deleted:
            library.save_correction(self._reading.article.id, step.correction)
        elif step.correction.id is not None:
            library.delete_correction(step.correction.id)
        self._changes.pop()
        return self._reload(), "The deleted correction is back." if step.deleted else "The correction is taken back."

    def draft(self, span: Span, note: Note | None) -> Draft | None:
        """What was typed on this passage (or into this note) and left without saving."""
        if not self._library:
            return None
        drafts = self._library.drafts(self._reading.article.id)
        note_id = note.id if note else None
        return next((draft for draft in drafts if (draft.span, draft.note_id) == (span, note_id)), None)

    def keep_draft(self, draft: Draft) -> None:
        """Keeps typed text that was not saved."""
        self._writable().save_draft(self._reading.article.id, draft)

    def drop_draft(self, draft: Draft) -> None:
        """Forgets a draft."""
        self._writable().drop_draft(self._reading.article.id, draft)

    def remember(self, position: int) -> None:
        """Keeps the caret's offset for the next opening."""
        if self._library and self._library.writable:
            self._library.save_position(self._reading.article.id, position)

    def export(self, target: Path, *, force: bool = False) -> Path:
        """Writes the Markdown export; returns where. Raises ReaderError when it exists and `force` is not given."""
        return write_export(export_markdown(self._reading), target, force=force)

    def close(self) -> None:
        """Closes the library."""
        if self._library:
            self._library.close()

    def _use(self, library: Library) -> Reading:
        self._library = library
        self._trouble = "" if library.writable else f"{library.path} cannot be written: notes are off."
        self._reanchor()
        return self._reload()

    def _writable(self) -> Library:
        if self._library is None or self._trouble:
            raise LibraryError(self._trouble)
        return self._library

    def _reload(self) -> Reading:
        """Reads the notes again and puts them in reading order."""
        assert self._library is not None
        notes = self._library.notes(self._reading.article.id)
        lost = {note.id for note in self._orphans}
        present = sorted((note for note in notes if note.id not in lost), key=_reading_order)
        orphans = tuple(note for note in notes if note.id in lost)
        self._reading = replace(self._reading, notes=tuple(present), orphans=orphans)
        corrections = self._library.corrections(self._reading.article.id)
        if corrections != self._corrections:
            self._corrections = corrections
            self._correct()
        return self._reading

    def _correct(self) -> Reading:
        """Lays the corrections over the machine's analysis."""
        if self._machine is None:
            return self._reading
        gone = {correction.id for correction in self._gone}
        placed = [correction for correction in self._corrections if correction.id not in gone]
        analysis, lost = corrected(self._machine, placed, self._reading.article.text)
        unfit = {correction.id for correction in lost} | gone
        self._reading = replace(
            self._reading,
            analysis=analysis,
            corrections=tuple(correction for correction in self._corrections if correction.id not in unfit),
            lost=tuple(correction for correction in self._corrections if correction.id in unfit),
        )
        return self._reading

    def _reanchor(self) -> None:
        """Finds the place of each note that was made on an older version of the text."""
        assert self._library is not None
        article = self._reading.article
        lost = []
        for note, old_text in self._library.stale_notes(article.id):
            assert note.anchor is not None
            assert note.id is not None
            span = locate(note.anchor, old_text, article.text)
            if span is None:
                lost.append(note)
            elif self._library.writable:
                self._library.move_note(note.id, make_anchor(article.text, span), article.digest)
        self._orphans = tuple(lost)
        self._gone = tuple(self._follow_corrections(self._library))

    def _follow_corrections(self, library: Library) -> Iterator[Correction]:
        """Moves the corrections that were made on an older version of the text; yields those that cannot be."""
        article = self._reading.article
        for correction, old_text in library.stale_corrections(article.id):

            def find(anchor: Anchor, old_text: str | None = old_text) -> Anchor | None:
                span = locate(anchor, old_text, article.text)
                return make_anchor(article.text, span) if span else None

            followed = moved(correction, find)
            if followed is None:
                yield correction
            elif library.writable:
                library.move_correction(followed, article.digest)


def _reading_order(note: Note) -> tuple[int, int, int]:
    span = note.anchor.span if note.anchor else Span(-1, -1)
    return span.start, span.end, note.id or 0


def _sanitised(typed: Sketch) -> Sketch:
    """The sketch with what the user may have typed made safe for every terminal."""
    match typed:
        case ActorSketch():
            return replace(typed, name=sanitise_line(typed.name))
        case StanceSketch():
            issue = typed.issue and sanitise_line(typed.issue)
            return replace(typed, issue=issue, type=sanitise_line(typed.type))
        case QuoteSketch():
            return typed
