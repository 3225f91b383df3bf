"""Builds the training and development corpora from the repositories and files that a folder holds.

| folder | what it holds |
|---|---|
| `ewt`, `gum` | UD_English-EWT, UD_English-GUM with their `not-to-release` folders |
| `gmb` | `ner_dataset.zip` (Groningen Meaning Bank as a CSV) |
| `uner_ewt` | UNER_English-EWT |
| `crossner`, `wikigold`, `re3d` | the repositories of these names |

The commits are named in the model's card.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from spacy.tokens import Doc, DocBin

from tui.analysis.training import named_texts, treebank
from tui.analysis.training.conventions import harmonise

_HELD_OUT = 40
"""Every so many-th text of the Groningen Meaning Bank is a development text."""
_SAMPLE = 2
"""Every so many-th development text is looked at during the training."""
_WEIGHT_OF_RE3D = 3
"""Defence news is closest to our texts and the smallest corpus, so it is repeated."""


def syntax(raw: Path, part: str) -> Iterator[Doc]:
    """Paragraphs with tags, morphology, lemmas and parses; `part` is "train" or "dev"."""
    texts = chain.from_iterable(treebank.read(raw / name, part) for name in ("ewt", "gum"))
    return texts if part == "train" else _every(texts, _SAMPLE)


def names(raw: Path, part: str) -> Iterator[Doc]:
    """Texts with named entities by one convention; `part` is "train" or "dev"."""
    gmb = list(named_texts.docs(named_texts.gmb(raw / "gmb")))
    if part == "dev":
        found = chain(
            gmb[::_HELD_OUT],
            _every(named_texts.docs(named_texts.uner(raw / "uner_ewt", part)), _SAMPLE),
            _every(named_texts.docs(named_texts.gum(raw / "gum", part)), _SAMPLE),
        )
    else:
        re3d = list(named_texts.docs(named_texts.re3d(raw / "re3d")))
        found = chain(
            (doc for number, doc in enumerate(gmb) if number % _HELD_OUT),
            named_texts.docs(named_texts.uner(raw / "uner_ewt", part)),
            named_texts.docs(named_texts.gum(raw / "gum", part)),
            named_texts.docs(named_texts.crossner(raw / "crossner")),
            named_texts.docs(named_texts.wikigold(raw / "wikigold")),
            *[re3d] * _WEIGHT_OF_RE3D,
        )
    return map(harmonise, found)


def write(texts: Iterable[Doc], path: Path) -> None:
    """Writes a corpus as spaCy reads it."""
    DocBin(docs=texts, store_user_data=False).to_disk(path)


def _every(texts: Iterable[Doc], number: int) -> Iterator[Doc]:
    return (text for place, text in enumerate(texts) if place % number == 0)
