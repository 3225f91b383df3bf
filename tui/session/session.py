"""One open article: the only place where its state changes. It knows neither Textual nor spaCy.

Every method that changes something writes it to the library first and then returns the new `Reading`; when the
library refuses (LibraryError), nothing has changed here either.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tui.anchors import make_anchor
from tui.corrections import corrected, sketch
from tui.errors import LibraryError
from tui.export.write import export_name, write_export
from tui.formats import format_of
from tui.labels import flat
from tui.model import (
    Actor,
    ActorSketch,
    Analysis,
    Article,
    Correction,
    Draft,
    Hits,
    Note,
    Quote,
    QuoteSketch,
    Reading,
    Record,
    Span,
    Stance,
    StanceSketch,
    Tag,
    Verdict,
)
from tui.notes import drafts_on
from tui.sanitise import normalise_newlines, sanitise, sanitise_line
from tui.session.following import Followed, follow
from tui.session.render import render
from tui.store.library import Library

_NOWHERE = Span(0, 0)
"""The passage of a draft that is on no passage."""


class Session:
    """The article that is open, with its notes and its analysis.

    Without a library (`attach` was not called, or `detach` was) the article is readable and notes are refused.
    Its methods may be called from any thread, but only one at a time.
    """

    def __init__(self, article: Article) -> None:
        self._reading = Reading(article)
        self._library: Library | None = None
        self._followed = Followed()
        self._machine: Analysis | None = None
        self._corrections: tuple[Correction, ...] = ()
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

    def refresh(self) -> Reading:
        """Reads again what the library holds, which another process may have changed. Raises LibraryError."""
        self._readable()
        return self._reload()

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
    def tags(self) -> tuple[Tag, ...]:
        """The code book of the library, the tags of most notes first."""
        return self._library.tags() if self._library else ()

    @property
    def record(self) -> Record:
        """Everything that the library holds about the article. Raises LibraryError when there is none."""
        return self._readable().record(self._reading.article.id)

    def search(self, typed: str, limit: int) -> Hits:
        """What the library has on a query (see `Library.search`). Raises LibraryError when there is no library."""
        return self._readable().search(typed, limit)

    def article(self, key: str) -> Article:
        """Another article of the library. Raises LibraryError."""
        if article := self._readable().article(key):
            return article
        raise LibraryError("The article is not in the library any more.")

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
        reading = self._correct()
        if self._followed.corrections or (self._library and not self._library.has_findings(reading.article.id)):
            self._keep_findings()
        return reading

    def keep_analysis(self, analysis: Analysis) -> Reading:
        """Takes over a finished analysis. It is shown even when the library cannot keep it."""
        self._machine = analysis
        self._correct()
        if self._library and self._library.writable:
            self._library.save_analysis(self._reading.article.digest, analysis)
            self._keep_findings()
        return self._reading

    def annotate(
        self,
        span: Span | None,
        body: str,
        tags: tuple[str, ...],
        note: Note | None = None,
        about: Actor | Stance | None = None,
    ) -> Reading:
        """Saves a new note, or `note` with another body and tags; a draft of it goes.

        A new one is on `span`, or with `about` on that actor or stance, or with neither on the whole article.
        """
        library = self._writable()
        article = self._reading.article
        body = sanitise(normalise_newlines(body))
        draft = self.draft(span, note, about)
        if note is not None:
            library.save_note(article.id, replace(note, body=body, tags=tags), draft, known_tags=note.tags)
            return self._reload()
        place = about.evidence[0] if isinstance(about, Stance) else None if about else span
        anchor = make_anchor(article.text, place) if place else None
        library.save_note(article.id, Note(None, anchor, body, tags, about=self._sketch(about)), draft)
        return self._reload()

    def delete(self, note: Note) -> Reading:
        """Deletes a note."""
        assert note.id is not None
        self._writable().delete_note(self._reading.article.id, note.id)
        return self._reload()

    def place(self, note: Note, span: Span) -> Reading:
        """Puts a note, an orphan for instance, on the passage `span`."""
        assert note.id is not None
        article = self._reading.article
        self._writable().place_note(article.id, note.id, make_anchor(article.text, span))
        return self._reload()

    def save_tag(self, name: str, tag: Tag) -> Reading:
        """Gives the tag `name` the name, colour, description and parent of `tag`; see `Library.save_tag`."""
        self._writable().save_tag(
            self._reading.article.id, name, replace(tag, description=sanitise_line(tag.description))
        )
        return self._reload()

    def merge_tags(self, name: str, into: str) -> Reading:
        """Makes one tag of two."""
        self._writable().merge_tags(self._reading.article.id, name, into)
        return self._reload()

    def delete_tag(self, name: str) -> Reading:
        """Takes a tag from the code book and from all notes."""
        self._writable().delete_tag(self._reading.article.id, name)
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
            flat(sketch(item, analysis, article.text)),
            flat(sketch(replacement, analysis, article.text)) if replacement else None,
        )
        if corrected(analysis, (new,), article.text)[1]:
            raise LibraryError("This cannot be corrected so: the item cannot be told from another one, or is gone.")
        library.save_correction(article.id, new)
        return self._reload()

    def drop_correction(self, correction: Correction) -> Reading:
        """Deletes a correction."""
        assert correction.id is not None
        self._writable().delete_correction(self._reading.article.id, correction.id)
        return self._reload()

    def undo(self) -> tuple[Reading, str]:
        """Takes the last change back, also one of an earlier sitting; returns what it was, or "" when there is none."""
        words = self._writable().undo(self._reading.article.id)
        return self._reload(), words

    def redo(self) -> tuple[Reading, str]:
        """Makes the change again that was undone last; returns what it was, or "" when there is none."""
        words = self._writable().redo(self._reading.article.id)
        return self._reload(), words

    def draft(self, span: Span | None, note: Note | None, about: Actor | Stance | None = None) -> Draft | None:
        """What was typed into a note, or for a new one on `span` and `about` (as in `annotate`), and not saved."""
        if about and not note:
            return next(iter(drafts_on(self._reading, about)), None)
        drafts = (one for one in self._reading.drafts if one.note_id == (note.id if note else None) and not one.about)
        return next((one for one in drafts if note or one.span == (span or _NOWHERE)), None)

    def keep_draft(self, draft: Draft, about: Actor | Stance | None = None) -> Reading:
        """Keeps typed text that was not saved."""
        self._writable().save_draft(self._reading.article.id, replace(draft, about=self._sketch(about)))
        return self._reload()

    def drop_draft(self, draft: Draft) -> Reading:
        """Forgets a draft."""
        self._writable().drop_draft(self._reading.article.id, draft)
        return self._reload()

    def remember(self, position: int) -> None:
        """Keeps the caret's offset for the next opening."""
        if self._library and self._library.writable:
            self._library.save_position(self._reading.article.id, position)

    def export(self, target: Path, *, force: bool = False) -> Path:
        """Writes the article in the format that the end of the name says (see `tui.formats`); returns where.

        Raises ReaderError, also when the file exists and `force` is not given.
        """
        return write_export(render(format_of(target), [self]), target, force=force)

    def close(self) -> None:
        """Closes the library."""
        if self._library:
            self._library.close()

    def _use(self, library: Library) -> Reading:
        self._library = library
        self._trouble = "" if library.writable else f"{library.path} cannot be written: notes are off."
        return self._reload()

    def _readable(self) -> Library:
        if self._library is None:
            raise LibraryError(self._trouble)
        return self._library

    def _writable(self) -> Library:
        if self._library is None or self._trouble:
            raise LibraryError(self._trouble)
        return self._library

    def _sketch(self, about: Actor | Stance | None) -> ActorSketch | StanceSketch | None:
        analysis = self._reading.analysis
        made = sketch(about, analysis, self._reading.article.text) if about and analysis else None
        assert not isinstance(made, QuoteSketch)
        return made

    def _reload(self) -> Reading:
        """Reads everything again; what was made on another text, by another process for instance, finds its place."""
        assert self._library is not None
        followed = self._followed = follow(self._library, self._reading.article)
        key = self._reading.article.id
        notes = [followed.note(note) for note in self._library.notes(key)]
        present = sorted((note for note in notes if note.id not in followed.orphans), key=_reading_order)
        orphans = tuple(note for note in notes if note.id in followed.orphans)
        tags = self._library.tags_of(key)
        drafts = self._library.drafts(key)
        self._reading = replace(self._reading, notes=tuple(present), orphans=orphans, drafts=drafts, tags=tags)
        corrections = tuple(followed.correction(one) for one in self._library.corrections(key))
        if corrections != self._corrections:
            self._corrections = corrections
            self._correct()
            self._keep_findings()
        return self._reading

    def _keep_findings(self) -> None:
        """Makes what the corrected analysis holds searchable."""
        if self._library and self._library.writable and self._reading.analysis:
            with suppress(LibraryError):  # nobody asked for it, and the next opening tries again
                self._library.keep_findings(self._reading.article.id, self._reading.analysis)

    def _correct(self) -> Reading:
        """Lays the corrections over the machine's analysis."""
        if self._machine is None:
            return self._reading
        gone = self._followed.gone
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


def _reading_order(note: Note) -> tuple[int, int, int]:
    span = note.anchor.span if note.anchor else Span(-1, -1)
    return span.start, span.end, note.id or 0
