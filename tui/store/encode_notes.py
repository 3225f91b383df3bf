"""Rows of notes and drafts to the dataclasses, and what a note is about to JSON and back."""

import json
from typing import Any

from tui.model import ActorSketch, Anchor, Draft, Note, QuoteSketch, Span, StanceSketch
from tui.store.encode_corrections import sketch_from_text, sketch_to_text


def note_from_row(row: tuple[Any, ...], tags: tuple[str, ...]) -> Note:
    """A note from (id, start, end, exact, prefix, suffix, body, created, updated, about, uid)."""
    identifier, start, end, exact, prefix, suffix, body, created, updated, about, uid = row
    anchor = None if start is None else Anchor(Span(start, end), exact, prefix, suffix)
    return Note(identifier, anchor, body, tags, created, updated, _about(about), uid)


def draft_from_row(row: tuple[Any, ...]) -> Draft:
    """A draft from (start, end, about, body, tags, note_id)."""
    start, end, about, body, tags, note_id = row
    return Draft(Span(start, end), body, tuple(json.loads(tags)), note_id, _about(about or None))


def about_to_text(about: ActorSketch | StanceSketch | None) -> str | None:
    """The JSON of what a note is about; None for a note on a passage or on the whole article."""
    return sketch_to_text(about) if about else None


def _about(text: str | None) -> ActorSketch | StanceSketch | None:
    sketch = sketch_from_text(text) if text else None
    return None if isinstance(sketch, QuoteSketch) else sketch
