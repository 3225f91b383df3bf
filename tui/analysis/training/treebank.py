"""Reads Universal Dependencies treebanks: tags, morphology, lemmas and parses, a few sentences at a time."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from spacy.tokens import Doc
from spacy.training.converters import conllu_to_docs  # type: ignore[attr-defined]  # spaCy does not list it

MOST_SENTENCES = 8
NOT_FREE = ("fiction", "whow", "essay", "letter", "podcast", "reddit")
"""Genres of GUM whose texts may not be used commercially."""


def files(treebank: Path, part: str) -> list[Path]:
    """The files of a `part` ("train" or "dev") of a treebank's repository, by its own lists; only free texts."""
    listed = (treebank / "not-to-release" / "file-lists" / f"files.{part}").read_text(encoding="utf-8").split()
    sources = treebank / "not-to-release" / "sources"
    paths = [sources / (name if name.endswith(".conllu") else f"{name}.conllu") for name in listed]
    free = [path for path in paths if not any(path.name.startswith(f"GUM_{genre}_") for genre in NOT_FREE)]
    return [path for path in free if path.exists()] or [treebank / f"en_ewt-ud-{part}.conllu"]


def blocks(path: Path) -> Iterator[list[str]]:
    """The sentences of a CoNLL-U file as text, at most `MOST_SENTENCES` at a time, never of two documents."""
    group: list[str] = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        if group and ("# newdoc" in block or len(group) == MOST_SENTENCES):
            yield group
            group = []
        group.append(block)
    yield group


def read(treebank: Path, part: str) -> Iterator[Doc]:
    """The texts of a treebank as annotated Docs. Raises OSError when a file cannot be read."""
    for sentences in chain.from_iterable(map(blocks, files(treebank, part))):
        yield from conllu_to_docs("\n\n".join(sentences), n_sents=MOST_SENTENCES, no_print=True)  # type: ignore[no-untyped-call]
