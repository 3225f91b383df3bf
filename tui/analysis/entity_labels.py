"""Which entity labels of a model the rules judge, which are only shown, and which are dropped.

The labels are those of OntoNotes 5.0 (Weischedel et al. 2013), which spaCy's English models give, and their short
forms of CoNLL-2003. Money, numbers, shares, times of day and languages are no matter for a reader of politics.
"""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

_JUDGED = {label: label for label in ("PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT")} | {"PER": "PERSON"}
"""Model's label -> the label that the rules know: they decide about these anew, over the whole article."""
SHOWN = frozenset(["DATE", "LAW", "PRODUCT", "WORK_OF_ART", "FAC"])
"""Labels of names that are shown as the model gives them; they are never actors."""
_GROUP = "reader_shown"
"""The span group of a Doc that keeps them."""


def are_known(labels: Iterable[str]) -> bool:
    """Whether the rules judge every one of these labels under its own name."""
    return all(_JUDGED.get(label) == label for label in labels)


@Language.component("reader_entity_labels", requires=["doc.ents"], assigns=["doc.ents"])
def reader_entity_labels(doc: Doc) -> Doc:
    """Leaves in `doc.ents` what the rules judge, puts aside what is only shown, and forgets the rest."""
    doc.spans[_GROUP] = [entity for entity in doc.ents if entity.label_ in SHOWN]
    judged = [entity for entity in doc.ents if entity.label_ in _JUDGED]
    doc.ents = [Span(doc, entity.start, entity.end, _JUDGED[entity.label_]) for entity in judged]
    return doc


def entities(doc: Doc) -> list[Span]:
    """The entities of `doc` and those put aside, in the order of the text; where two meet, the judged one."""
    aside = doc.spans.get(_GROUP, ())
    free = [span for span in aside if not any(token.ent_type_ for token in span)]
    return sorted([*doc.ents, *free], key=lambda span: span.start)
