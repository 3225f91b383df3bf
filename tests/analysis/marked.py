"""Sentences with their names marked, "[Ada Brown|PERSON] praised [Norland|GPE]", as Docs that the rules can read."""

import re
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from tui.analysis import actors, pipeline, stances
from tui.model import Actor, Quote, Span

_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")


def plain(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and the marked names as (first character, end, label)."""
    text, names, position = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        names.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        position = mark.end()
    return text + marked[position:], names


def span(text: str, words: str) -> Span:
    """Where `words` first stand in `text`."""
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    assert match, words
    return Span(*match.span())


def read(nlp: Language, marked: str, quotes: Sequence[tuple[str, str]] = ()) -> Doc:
    """The Doc of `marked` with its actors and stances. `quotes` gives (content, words of the speaker)."""
    text, names = plain(marked)
    doc = pipeline.parse(nlp, text)
    spans = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in names]
    doc.set_ents([name for name in spans if name is not None], default="outside")
    doc._.quotes = tuple(Quote((span(text, said),), "direct", speaker=span(text, who)) for said, who in quotes)
    return stances.reader_stances(actors.reader_actors(doc))


def actor(doc: Doc, name: str) -> Actor:
    """The actor with a mention that reads `name`."""
    for one in doc._.actors:
        if any(doc.text[mention.span.start : mention.span.end] == name for mention in one.mentions):
            return one
    raise AssertionError(f"no actor {name!r} among {[one.name for one in doc._.actors]}")


def found(doc: Doc) -> set[tuple[str, str, str]]:
    """The stances as (name of the holder, polarity, name of the target or words of the issue)."""
    names = {one.key: one.name for one in doc._.actors}
    return {
        (names[stance.holder], stance.polarity, names[stance.target] if stance.target else str(stance.issue))
        for stance in doc._.stances
    }
