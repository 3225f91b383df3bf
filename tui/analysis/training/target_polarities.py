"""Trains the model that tells whether a sentence speaks well or ill of somebody whom it names.

The sentences are lines of JSON in the form of NewsMTSC: `sentence_normalized` and `targets`, each with `from`, `to`
(characters) and `polarity` (2 ill, 4 neither, 6 well). The result is `data/target_polarity.tsv`: weights, no words of
the sentences beyond single lemmas and pairs of them. Needs scikit-learn.
"""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Span

from tui.analysis import pipeline
from tui.analysis.gazetteer import DATA
from tui.analysis.target_polarity import BIAS, POLARITIES, VECTOR, features, vectors
from tui.model import Polarity

RARE = 6
"""Features that fewer targets have are left out; with 3 cross validation gives .692, with 6 .690, at half the size."""
SPARSITY = 0.02
"""Inverse strength of the L2 penalty; from .01 to .05 cross validation within the training sentences gives the same."""
DENSE = 0.15
"""Standard deviation of the dense features, beside which the others are 0 or 1."""
VALUES: dict[int, Polarity] = {2: "opposes", 4: "neutral", 6: "supports"}


def targets(path: Path) -> Iterator[tuple[Span, Polarity]]:
    """Each marked target of a file, in its parsed sentence, with the polarity that people gave it."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    docs = pipeline.load().pipe((record["sentence_normalized"] for record in records), batch_size=64)
    for record, doc in zip(records, docs, strict=True):
        for start, end, value in sorted({(one["from"], one["to"], int(one["polarity"])) for one in record["targets"]}):
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                yield span, VALUES[value]


def main(path: Path) -> None:
    """Trains on the sentences of `path` and writes the weights."""
    names, dense, marked = [], [], []
    for target, polarity in targets(path):
        names.append(sorted(set(features(target))))
        dense.append(vectors(target))
        marked.append(POLARITIES.index(polarity))
    _write(_trained(names, np.array(dense), marked))


def _trained(names: list[list[str]], dense: Any, marked: list[int]) -> dict[str, tuple[float, ...]]:
    """{feature: its weight for each polarity}."""
    learn, text, sparse = (
        import_module(name) for name in ("sklearn.linear_model", "sklearn.feature_extraction.text", "scipy.sparse")
    )
    counter = text.CountVectorizer(analyzer=list, min_df=RARE, binary=True, dtype=np.float32)
    known = counter.fit_transform(names)
    mean, deviation = dense.mean(axis=0), dense.std(axis=0) + 1e-9
    both = sparse.hstack([known, sparse.csr_matrix((dense - mean) / deviation * DENSE)]).tocsr()
    model = learn.LogisticRegression(C=SPARSITY, class_weight="balanced", max_iter=500, tol=1e-4).fit(both, marked)
    order = counter.get_feature_names_out()
    measured = model.coef_[:, len(order) :] * DENSE / deviation
    weights = {BIAS: tuple(model.intercept_ - measured @ mean)}
    weights |= {name: tuple(column) for name, column in zip(order, model.coef_.T, strict=False)}
    return weights | {VECTOR.format(number): tuple(column) for number, column in enumerate(measured.T)}


def _write(weights: dict[str, tuple[float, ...]]) -> None:
    lines = ["\t".join(["feature", *POLARITIES])]
    lines += ["\t".join([name, *(f"{number:.4f}" for number in numbers)]) for name, numbers in weights.items()]
    (DATA / "target_polarity.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
