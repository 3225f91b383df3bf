"""A short text that the tests of the scorers share."""

from tests.conftest import span_of
from tui.model import Span

TEXT = (
    "Minister Ada Brown of Norland said the harbour was safe. “It will open,” she added, “and soon.” "
    "Sudland rejected the harbour. Karl Lind praised Brown."
)


def at(words: str, occurrence: int = 0) -> Span:
    return span_of(TEXT, words, occurrence)
