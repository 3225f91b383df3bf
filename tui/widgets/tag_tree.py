"""The code book as rows: each tag under the one it belongs to, with its colour, its count and what it is for. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content

from tui.model import Tag

_WIDEST = 32
"""Cells of the column of names."""


def in_order(code_book: Sequence[Tag]) -> list[tuple[Tag, int]]:
    """The tags, each followed by those under it, with how deep they stand; among themselves as in `code_book`."""
    names = {tag.name for tag in code_book}
    under: dict[str | None, list[Tag]] = {}
    for tag in code_book:
        under.setdefault(tag.parent if tag.parent in names else None, []).append(tag)

    def walk(parent: str | None, depth: int) -> Iterator[tuple[Tag, int]]:
        for tag in under.get(parent, ()):
            yield tag, depth
            yield from walk(tag.name, depth + 1)

    return list(walk(None, 0))


def tag_rows(ordered: Iterable[tuple[Tag, int]]) -> list[Content]:
    """A row for each tag."""
    heads = [(tag, f"{'  ' * depth}#{tag.name}") for tag, depth in ordered]
    width = min(max((Content(head).cell_length for _, head in heads), default=0), _WIDEST)
    return [_row(tag, head, width) for tag, head in heads]


def _row(tag: Tag, head: str, width: int) -> Content:
    name = Content.styled(head, f"$text-{tag.colour}" if tag.colour else "")
    gap = " " * max(width - name.cell_length, 0)
    muted = "$foreground 55%"
    return Content.assemble(name, gap, Content.styled(f"{tag.notes:6}   ", muted), Content(tag.description))
