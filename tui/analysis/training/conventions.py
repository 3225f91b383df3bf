"""One convention for corpora that were annotated after different ones.

A name has no title, article or possessive at its edge; names of the closed lists bear the list's label everywhere.
"""

from spacy.tokens import Doc, Span

from tui.analysis import known_names, name_patterns

_EDGES = frozenset(["the", "a", "an", "'s", "’s", "'", "’"])
_LABELS = frozenset(["PERSON", "ORG", "GPE", "LOC", "NORP"])


def harmonise(doc: Doc) -> Doc:
    """Rewrites the entities of `doc`; tokens whose annotation is missing stay so."""
    found: list[Span] = []
    missing = [doc[token.i : token.i + 1] for token in doc if token.ent_iob == 0]
    for entity in doc.ents:
        start, end = entity.start, entity.end
        while end - start > 1 and doc[start].lower_ in _EDGES and (doc[start].is_lower or _begins(doc, start)):
            start += 1
        while end - start > 1 and doc[end - 1].lower_ in _EDGES:
            end -= 1
        if entity.label_ == "PERSON":
            size = name_patterns.title_length(doc, start, end)
            start += size if start + size < end else 0
        label = entity.label_
        listed = known_names.labels().get(doc[start:end].text)
        if listed and label in _LABELS and label not in (listed, "LOC", "PERSON"):
            label = listed
        found.append(Span(doc, start, end, label=label))
    taken = {token.i for span in (*found, *missing) for token in span}
    for start, end, label in known_names.matches(doc):
        if not taken.intersection(range(start, end)):
            found.append(Span(doc, start, end, label=label))
    doc.set_ents(found, missing=missing, default="outside")
    return doc


def _begins(doc: Doc, index: int) -> bool:
    return index == 0 or doc[index - 1].text in (".", "!", "?", '"', "“", "”")
