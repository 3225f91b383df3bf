"""Text without case, diacritics and the shapes of quotation marks and dashes, and where something stands in it."""

import re
import unicodedata
from functools import lru_cache

from tui.model import Span

_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"})


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    base = unicodedata.normalize("NFD", character.translate(_SAME))[0].casefold()
    return base if len(base) == 1 else character


@lru_cache(maxsize=2)
def fold(text: str) -> str:
    """`text` with case and diacritics removed; of the same length, so that offsets hold."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_character, text))


def find_all(text: str, query: str) -> tuple[Span, ...]:
    """Every place where `query` stands in `text`, without overlaps; any run of white space matches any other."""
    words = fold(query).split()
    if not words:
        return ()
    pattern = r"\s+".join(map(re.escape, words))
    return tuple(Span(*match.span()) for match in re.finditer(pattern, fold(text)))
