"""Whose words a passage is, for every format."""

from tui.model import Quote, Reading, Span


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
