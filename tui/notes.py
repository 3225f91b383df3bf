"""What a note says of other things: which actor or stance it is on, and the colour that its tags give it. Pure."""

from collections.abc import Iterable

from tui.model import Actor, ActorSketch, Note, Reading, Stance, StanceSketch, Tag, TagColour


def notes_on(reading: Reading, item: Actor | Stance) -> list[Note]:
    """The notes on an actor or a stance: known by their names, as the analysis may be another than it was."""
    if isinstance(item, Actor):
        named = item.name.casefold()
        return [n for n in reading.notes if isinstance(n.about, ActorSketch) and n.about.name.casefold() == named]
    holder = reading.analysis.actor(item.holder) if reading.analysis else None
    return [
        note
        for note in reading.notes
        if isinstance(note.about, StanceSketch)
        and note.anchor
        and any(note.anchor.span.overlaps(span) for span in item.evidence)
        and holder
        and note.about.holder.name.casefold() == holder.name.casefold()
        and note.about.polarity == item.polarity
    ]


def colour_of(names: Iterable[str], code_book: Iterable[Tag]) -> TagColour:
    """The colour of a note with these tags: that of the first one that has a colour; empty when none has."""
    colours = {tag.name: tag.colour for tag in code_book}
    return next((colour for name in names if (colour := colours.get(name))), "")
