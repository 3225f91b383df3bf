"""textacy's `direct_quotations` (textacy >= 0.13), as quotes that the scorers read. An optional dependency.

It looks for the active subject of a verb of saying. That relation has the same name in Universal Dependencies, so it
works on the Docs of the shipped model. It does not look for indirect quotes.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from tui.model import Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def is_installed() -> bool:
    """Whether textacy can be imported."""
    return find_spec("textacy") is not None


def find(doc: "Doc") -> list[Quote] | None:
    """The direct quotes of a parsed `doc`; None where textacy gives up (at an odd number of quotation marks).

    Its contents with the same speaker and verb are one quote here, as in the gold: "Yes," she said, "we will."
    """
    from textacy.extract.triples import direct_quotations

    try:
        found = list(direct_quotations(doc))
    except ValueError:
        return None
    pieces: dict[tuple[Span, Span], list[Span]] = {}
    for triple in found:
        said_by = _around(triple.speaker), _around(triple.cue)
        pieces.setdefault(said_by, []).append(Span(triple.content.start_char, triple.content.end_char))
    return [Quote(tuple(sorted(spans)), "direct", *said_by) for said_by, spans in pieces.items()]


def _around(tokens: "list[Token]") -> Span:
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
