"""A Doc that all components have read, as the `Analysis` that leaves this room."""

from spacy.tokens import Doc

import tui.analysis.extensions  # noqa: F401
from tui.model import Analysis, Entity, Span


def to_analysis(doc: Doc, engine: str) -> Analysis:
    """Everything that the components found in `doc`; `engine` is name and version, one space between."""
    keys: dict[int, str] = doc._.entity_actors or {}
    return Analysis(
        engine=engine,
        sentences=sentences(doc),
        entities=tuple(
            Entity(Span(entity.start_char, entity.end_char), entity.label_, keys.get(entity.start_char))
            for entity in doc.ents
        ),
        actors=doc._.actors,
        quotes=doc._.quotes,
        stances=doc._.stances,
    )


def sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences with at least one token that is no white space, without white space around them."""
    found = []
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start < end:
            last = doc[end - 1]
            found.append(Span(doc[start].idx, last.idx + len(last)))
    return tuple(found)
