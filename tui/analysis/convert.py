"""A Doc that all components have read, as the `Analysis` that leaves this room."""

from spacy.tokens import Doc

import tui.analysis.extensions  # noqa: F401
from tui.analysis import name_parts
from tui.analysis.entity_labels import entities
from tui.model import Analysis, Entity, Span


def to_analysis(doc: Doc, engine: str) -> Analysis:
    """Everything that the components found in `doc`; `engine` is name and version, one space between."""
    return Analysis(
        engine=engine,
        sentences=sentences(doc),
        entities=_entities(doc),
        actors=doc._.actors,
        quotes=doc._.quotes,
        stances=doc._.stances,
    )


def _entities(doc: Doc) -> tuple[Entity, ...]:
    """The names in `doc`; a country within an organisation's name stands beside the organisation."""
    keys: dict[int, str] = doc._.entity_actors or {}
    wholes = entities(doc)
    owners = {token.i: keys.get(whole.start_char) for whole in wholes if whole.label_ == "ORG" for token in whole}
    by_text = {whole.text: keys.get(whole.start_char) for whole in wholes}
    found = []
    for start, end, label in name_parts.apart(doc, [(whole.start, whole.end, whole.label_) for whole in wholes]):
        part = doc[start:end]
        if label == "ORG":
            key = owners.get(start)
        else:
            key = by_text.get(part.text) if start in owners else keys.get(part.start_char)
        found.append(Entity(Span(part.start_char, part.end_char), label, key))
    return tuple(found)


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
