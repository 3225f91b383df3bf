"""Whether the speaker that was found is the one of the gold: the head words decide, not the edges."""

import re
from collections.abc import Sequence

from tui.model import Span

_PRONOUNS = """
    i we he she they it you who that which this these those one him her them me us his their its my our your
"""
_POSTMODIFIER = re.compile(
    r"\s(?:of|for|from|in|at|on|with|to|by|who|whom|which|that|whose|near|behind|including|as|about|against|among"
    r"|between|under|over|around|outside|inside|during)\b|,|;|\(|—|–| - |:"
)
_WORD = re.compile(r"\w[\w'’.\-]*")
_TAILS = ("'s", "’s", "'", "’", ".")
_SLACK = 60
"""A found speaker may be this many characters longer than twice the gold one, not the whole sentence."""


def head(text: str, phrase: Span) -> Span:
    """The head word of a noun phrase, by rule: the last word before the first postmodifier, without "'s"."""
    words = text[phrase.start : phrase.end]
    cut = _POSTMODIFIER.search(words, 1)
    while cut and not re.search(r"\w", words[: cut.start()]):
        cut = _POSTMODIFIER.search(words, cut.end())
    if cut:
        words = words[: cut.start()]
    found = list(_WORD.finditer(words))
    found = [word for word in found if word.group().strip("'’s.")] or found
    if not found:
        return phrase
    last = found[-1]
    tail = next((tail for tail in _TAILS if last.group().endswith(tail) and len(last.group()) > len(tail)), "")
    return Span(phrase.start + last.start(), phrase.start + last.end() - len(tail))


def is_speaker(text: str, gold: Sequence[Span], found: Span | None) -> bool:
    """Whether `found` names the speaker `gold`: one covers the other's head, or both heads are the same name.

    Where the gold has none, there must be none, or an impersonal "it" or "there".
    """
    if not gold:
        return found is None or text[found.start : found.end].strip().lower() in ("it", "there")
    if found is None:
        return False
    gold_head, found_head = head(text, gold[0]), head(text, found)
    gold_length, found_length = sum(end - start for start, end in gold), found.end - found.start
    if gold_head.overlaps(found) and found_length <= 2 * gold_length + _SLACK:
        return True
    if any(found_head.overlaps(span) for span in gold) and found_length <= gold_length:
        return True
    name = text[gold_head.start : gold_head.end].lower()
    return name == text[found_head.start : found_head.end].lower() and name not in _PRONOUNS.split()
