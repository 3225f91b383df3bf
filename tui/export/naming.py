"""Whose words a passage is, and what a note is on, for every format."""

from tui.model import ActorSketch, Quote, Reading, Span, StanceSketch


def subject(about: ActorSketch | StanceSketch) -> str:
    """The actor or the stance that a note is on, in words."""
    match about:
        case ActorSketch(name=name):
            return name
        case StanceSketch(holder=holder, type=kind, target=target, issue=issue):
            return f"{holder.name} {kind} {target.name if target else issue or ''}".strip()


def speaker_of(passage: Span, reading: Reading) -> str:
    """The name of who says the passage, or empty when it is not reported speech."""
    quote = quote_around(passage, reading)
    if quote is None or reading.analysis is None:
        return ""
    if actor := reading.analysis.actor(quote.actor):
        return f"{actor.name} ({quote.user} by the reader)" if quote.user else actor.name
    return reading.article.text[quote.speaker.start : quote.speaker.end] if quote.speaker else ""


def quote_around(passage: Span, reading: Reading) -> Quote | None:
    """The narrowest quote that holds the whole passage."""
    quotes = reading.analysis.quotes if reading.analysis else ()
    around = [quote for quote in quotes if quote.start <= passage.start and passage.end <= quote.end]
    return min(around, key=lambda quote: quote.end - quote.start, default=None)
