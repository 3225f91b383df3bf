"""A note's own Markdown within a file: what the reader wrote is kept as it is wherever that stays within the note.

Emphasis, code, lists, quotes and links are kept. What would change the file around the note (a heading, a rule, HTML,
an image, the definition of a link, a fence without its end) stands there as text. Read by CommonMark's rules, with
markdown-it-py.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from tui.export.escape import CONTROL, block

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_KEPT = {
    "paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak", "em_open", "em_close",
    "strong_open", "strong_close", "code_inline", "code_block", "fence", "bullet_list_open",
    "bullet_list_close", "ordered_list_open", "ordered_list_close", "list_item_open", "list_item_close",
    "blockquote_open", "blockquote_close", "link_open", "link_close",
}  # fmt: skip
_AFTER = "the paragraph after it"


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True})


def note_body(body: str) -> str:
    """`body` as Markdown that changes nothing after it; each block that would is text instead."""
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if _is_contained(text):
        return text
    parts = list(_top_blocks(text))
    kept = "\n\n".join(part if _is_contained(part) else block(part) for part in parts)
    return kept if _is_contained(kept) else block(text)


def _is_contained(text: str) -> bool:
    """Whether Markdown reads `text` as blocks that may be kept, and a paragraph after it as what it is."""
    if block(text) == text:
        return True
    if "<!--" in text or "%%" in text or CONTROL.search(text):
        return False
    environment: dict[str, object] = {}
    tokens = _parser().parse(f"{text}\n\n{_AFTER}", environment)
    if environment.get("references") or any(token.type not in _KEPT for token in _all(tokens)):
        return False
    last = tokens[-3:]
    return (
        [token.type for token in last] == ["paragraph_open", "inline", "paragraph_close"]
        and last[0].level == 0
        and last[1].content == _AFTER
    )


def _top_blocks(text: str) -> Iterator[str]:
    """The text in pieces, each with one block of Markdown, and lines that are in none."""
    lines = text.split("\n")
    blocks = [token.map for token in _parser().parse(text) if token.level == 0 and token.nesting >= 0 and token.map]
    cuts = sorted({0, len(lines), *(line for block in blocks for line in block)})
    pieces = ("\n".join(lines[start:end]).strip("\n") for start, end in pairwise(cuts))
    return filter(str.strip, pieces)


def _all(tokens: "list[Token]") -> "Iterator[Token]":
    for token in tokens:
        yield token
        yield from token.children or ()
