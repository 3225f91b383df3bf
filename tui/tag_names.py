"""What a tag may be called, and which spellings are one tag. Pure.

A tag is typed on a line with others, searched as `tag:"…"` and exported as `#…`: so it has no comma and no quotation
mark, one kind of space, and no `#` before it.
"""

import re
import unicodedata
from collections.abc import Iterable

from tui.sanitise import sanitise_line

_NOT_IN_A_TAG = re.compile(r'[\s,"]+')


def tag_name(typed: str) -> str:
    """The name that a typed tag gets; empty when nothing of it is left."""
    return _NOT_IN_A_TAG.sub(" ", sanitise_line(typed)).lstrip("# ").rstrip()


def tag_key(name: str) -> str:
    """What two spellings of one tag share: they differ in case alone."""
    return unicodedata.normalize("NFC", tag_name(name)).casefold()


def tag_names(typed: Iterable[str]) -> tuple[str, ...]:
    """The names of typed tags, none empty, none twice, in their order."""
    names: dict[str, str] = {}
    for tag in typed:
        if name := tag_name(tag):
            names.setdefault(tag_key(name), name)
    return tuple(names.values())
