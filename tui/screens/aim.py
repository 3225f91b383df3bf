"""What a note would be on: a passage, an actor, a stance, or the whole article."""

from dataclasses import dataclass, replace

from tui.model import Actor, ActorSketch, Analysis, Draft, Note, Quote, Reading, Span, Stance, StanceSketch
from tui.notes import is_on, notes_on
from tui.widgets.rows import Item, sketched, stance_words


@dataclass(frozen=True, slots=True)
class Aim:
    """A note that is there, or the place of a new one."""

    note: Note | None
    """The note to change, or None for a new one."""
    span: Span | None
    """The passage; None for a note on an actor or the whole article, and for one whose passage is gone."""
    about: Actor | Stance | None
    """What a new note is about."""
    title: str
    """What it is on, in words."""
    beside: Span
    """The passage that the editor stands beside."""


def at_note(reading: Reading, note: Note, caret: int) -> Aim:
    """A note that is there; the editor stands beside its passage, or where the caret is."""
    span = note.anchor.span if note.anchor and note in reading.notes else None
    return Aim(note, span, None, _words_of(reading, note), span or Span(caret, caret + 1))


def anew(reading: Reading, aim: Aim) -> Aim:
    """A new note on what the note of `aim` is on."""
    about = aim.note.about if aim.note else None
    return replace(aim, note=None, about=_item_of(reading, about, aim.span) if about else None)


def at_passage(reading: Reading, span: Span) -> Aim:
    """A new note on a passage."""
    return Aim(None, span, None, _quoted(reading, span), span)


def at_article(reading: Reading) -> Aim:
    """The note on the whole article: the one that is there, or a new one."""
    whole = [note for note in reading.notes if note.anchor is None and note.about is None]
    return Aim(whole[0] if whole else None, None, None, "On the whole article", Span(0, 1))


def at_item(reading: Reading, item: Item, caret: int) -> Aim | None:
    """What stands in the panel; of an actor or a stance, the note that is there already.

    None for a lost correction, and for a draft on something that is not there any more.
    """
    match item:
        case Note():
            return at_note(reading, item, caret)
        case Draft():
            return _at_draft(reading, item, caret)
        case Actor() | Quote() | Stance():
            there = notes_on(reading, item)
            if there:
                return at_note(reading, there[0], caret)
            if isinstance(item, Quote):
                return at_passage(reading, item.extent)
            if isinstance(item, Stance):
                words = f"On: {stance_words(reading.analysis or Analysis(''), item)}"
                return Aim(None, item.evidence[0], item, words, item.evidence[0])
            under = [mention.span for mention in item.mentions if mention.span.start <= caret < mention.span.end]
            return Aim(None, None, item, f"On {item.name}", (under or [Span(caret, caret + 1)])[0])
    return None


def _at_draft(reading: Reading, draft: Draft, caret: int) -> Aim | None:
    """What a draft was to be on; None when that is gone."""
    if draft.note_id is not None:
        note = next((note for note in (*reading.notes, *reading.orphans) if note.id == draft.note_id), None)
        return at_note(reading, note, caret) if note else None
    if draft.about is None:
        return at_passage(reading, draft.span) if draft.span.end else at_article(reading)
    about = _item_of(reading, draft.about, draft.span)
    return at_item(reading, about, caret) if about else None


def _item_of(reading: Reading, about: ActorSketch | StanceSketch, span: Span | None) -> Actor | Stance | None:
    """The actor or the stance that a note or a draft was made on, as the present analysis has it."""
    analysis = reading.analysis or Analysis("")
    items: tuple[Actor | Stance, ...] = (*analysis.actors, *analysis.stances)
    return next((one for one in items if is_on(reading, about, span, one)), None)


def _words_of(reading: Reading, note: Note) -> str:
    if note.about:
        return f"On {sketched(note.about)}"
    if note.anchor is None:
        return "On the whole article"
    return _quoted(reading, note.anchor.span) if note in reading.notes else f"“{' '.join(note.anchor.exact.split())}”"


def _quoted(reading: Reading, span: Span) -> str:
    return f"“{' '.join(reading.article.text[span.start : span.end].split())}”"
