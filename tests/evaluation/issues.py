"""Whether two wordings name the same issue: "Turkey's withdrawal from NATO", "withdrawing from NATO"."""

import re
from collections.abc import Iterable

_EMPTY_WORDS = """
    a an the of to in on at by for from and or that this these those it its is was be been with as his her their our
    any not no which who what do does did would will has have had s
"""
_ENDINGS = ("ing", "ed", "es", "al", "s")
_STEM = 4
"""Letters that must be left when an ending is cut off."""
_FEW = 3
"""Words: of a short wording all must be in the other."""


def same_issue(words: str, wordings: Iterable[str]) -> bool:
    """Whether `words` share enough content words (crudely stemmed) with one of `wordings`."""
    found = _stems(words)
    return any(_alike(found, _stems(wording)) for wording in wordings)


def _alike(one: set[str], other: set[str]) -> bool:
    if not one or not other:
        return False
    shared, short, long = len(one & other), min(len(one), len(other)), max(len(one), len(other))
    return (
        2 * shared / (len(one) + len(other)) >= 0.5
        or (shared >= 2 and shared / short >= 0.8 and long <= 3 * short)
        or (0 < shared == short and long <= _FEW)
    )


def _stems(words: str) -> set[str]:
    found = set()
    empty = _EMPTY_WORDS.split()
    for word in re.findall(r"\w+", words.lower()):
        if word not in empty:
            ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _STEM), "")
            found.add(word.removesuffix(ending))
    return found
