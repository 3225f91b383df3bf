"""What a note says of other things: which actor or stance it is on, and the colour that its tags give it. Pure."""

from collections.abc import Iterable

from tui.model import Actor, ActorSketch, Draft, Note, Quote, Reading, Span, Stance, StanceSketch, Tag, TagColour


def notes_on(reading: Reading, item: Actor | Quote | Stance) -> list[Note]:
    """The notes on an actor or a stance, or on exactly the passage of a quote."""
    if isinstance(item, Quote):
        passages = ((note, note.anchor.span) for note in reading.notes if note.anchor and not note.about)
        return [note for note, span in passages if span == item.extent]
    return [
        note
        for note in reading.notes
        if note.about and is_on(reading, note.about, note.anchor.span if note.anchor else None, item)
    ]


def drafts_on(reading: Reading, item: Actor | Stance) -> list[Draft]:
    """The drafts of new notes on an actor or a stance."""
    new = (one for one in reading.drafts if one.note_id is None)
    return [one for one in new if one.about and is_on(reading, one.about, one.span, item)]


def is_on(reading: Reading, about: ActorSketch | StanceSketch, span: Span | None, item: Actor | Stance) -> bool:
    """Whether what a note was made on is this item, though the analysis may be another than it was.

    An actor is known by his name, or by the place where he was named; a stance by its holder, its polarity, and by a
    sentence that shows it, which `span`, the note's passage, must touch.
    """
    match about, item:
        case ActorSketch(), Actor():
            return _is_named(reading, about, item)
        case StanceSketch(), Stance():
            holder = reading.analysis.actor(item.holder) if reading.analysis else None
            return (
                about.polarity == item.polarity
                and holder is not None
                and _is_named(reading, about.holder, holder)
                and span is not None
                and any(span.overlaps(sentence) for sentence in item.evidence)
            )
    return False


def _is_named(reading: Reading, about: ActorSketch, actor: Actor) -> bool:
    if about.name.casefold() == actor.name.casefold():
        return True
    place = about.place
    if place is None or reading.article.text[place.span.start : place.span.end] != place.exact:
        return False  # unlike the passage of a note, it does not move along with a changed text
    return any(mention.span == place.span for mention in actor.mentions)


def colour_of(names: Iterable[str], code_book: Iterable[Tag]) -> TagColour:
    """The colour of a note with these tags: that of the first one that has a colour; empty when none has."""
    colours = {tag.name: tag.colour for tag in code_book}
    return next((colour for name in names if (colour := colours.get(name))), "")
