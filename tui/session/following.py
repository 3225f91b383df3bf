"""Takes notes and corrections along to the present text of their article, each with its own old text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tui.anchors import locate, make_anchor
from tui.corrections import moved
from tui.model import Anchor, Article, Correction, Note
from tui.store.library import Library


@dataclass(frozen=True, slots=True)
class Followed:
    """Where what was made on older texts stands now."""

    anchors: Mapping[int, Anchor] = field(default_factory=dict)
    """The new anchors of notes, by their ids."""
    orphans: frozenset[int] = frozenset()
    """The ids of notes whose passage is gone."""
    corrections: Mapping[int, Correction] = field(default_factory=dict)
    """Corrections with their new places, by their ids."""
    gone: frozenset[int] = frozenset()
    """The ids of corrections that are about something that is gone."""

    def note(self, note: Note) -> Note:
        """The note where it stands now; also in a library that could not be told."""
        anchor = self.anchors.get(note.id or 0)
        return replace(note, anchor=anchor) if anchor else note

    def correction(self, correction: Correction) -> Correction:
        """The correction where it stands now."""
        return self.corrections.get(correction.id or 0, correction)


def follow(library: Library, article: Article) -> Followed:
    """Finds the place of everything made on an older version of `article`, and keeps it where that can be written.

    Raises LibraryError.
    """

    def find(anchor: Anchor, old_text: str | None) -> Anchor | None:
        span = locate(anchor, old_text, article.text)
        return make_anchor(article.text, span) if span else None

    anchors, orphans = {}, set()
    for note, old_text in library.stale_notes(article.id):
        assert note.anchor is not None
        assert note.id is not None
        if anchor := find(note.anchor, old_text):
            anchors[note.id] = anchor
        else:
            orphans.add(note.id)
    corrections, gone = {}, set()
    for correction, old_text in library.stale_corrections(article.id):
        assert correction.id is not None

        def find_in(anchor: Anchor, old_text: str | None = old_text) -> Anchor | None:
            return find(anchor, old_text)

        if followed := moved(correction, find_in):
            corrections[correction.id] = followed
        else:
            gone.add(correction.id)
    if library.writable:
        if anchors:
            library.move_notes(anchors.items(), article.digest)
        if corrections:
            library.move_corrections(corrections.values(), article.digest)
    return Followed(anchors, frozenset(orphans), corrections, frozenset(gone))
