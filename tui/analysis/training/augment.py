"""Augmentation that makes the names model less dependent on the names and the typography of its corpora."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry

from tui.analysis.training.invented import Names

_CURLY = {'"': ("“", "”"), "'": ("‘", "’"), "'s": ("’s", "’s"), "n't": ("n’t", "n’t")}


@registry.augmenters("reader.news.v1")  # type: ignore[untyped-decorator]
def create_news_augmenter(
    world: str, swap: float, curly: float, lower: float
) -> Callable[[Language, Example], Iterator[Example]]:
    """Yields each example, and with these probabilities a copy of it with

    - `swap`: half of the names replaced by invented ones of the same label,
    - `curly`: straight quotation marks turned into curly ones,
    - `lower`: everything in lower case.
    """
    rng = random.Random(7)
    names = Names(Path(world), rng)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        reference = example.reference
        if rng.random() < swap and reference.ents:
            reference = _swapped(nlp, reference, names, rng)
        if rng.random() < curly:
            reference = _rewritten(nlp, reference, _curled(reference))
        if rng.random() < lower:
            reference = _rewritten(nlp, reference, [token.lower_ for token in reference])
        yield example if reference is example.reference else Example(_bare(nlp, reference), reference)

    return augment


def _bare(nlp: Language, doc: Doc) -> Doc:
    return Doc(nlp.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])


def _curled(doc: Doc) -> list[str]:
    opened: set[str] = set()
    words = []
    for token in doc:
        left, right = _CURLY.get(token.text, (token.text, token.text))
        if token.text in ('"', "'") and token.text not in opened:
            opened.add(token.text)
            words.append(left)
        else:
            opened.discard(token.text)
            words.append(right)
    return words


def _rewritten(nlp: Language, doc: Doc, words: list[str]) -> Doc:
    copy = Doc(nlp.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])
    _set_ents(copy, [(ent.start, ent.end, ent.label_) for ent in doc.ents], _missing(doc))
    return copy


def _swapped(nlp: Language, doc: Doc, names: Names, rng: random.Random) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    ents: list[tuple[int, int, str]] = []
    missing: list[tuple[int, int]] = []
    chosen: dict[str, str] = {}
    unknown = dict(_missing(doc))
    position = 0
    starts = {ent.start: ent for ent in doc.ents}
    while position < len(doc):
        ent: Span | None = starts.get(position)
        start = len(words)
        if ent is None:
            if position in unknown:
                missing.append((start, start + 1))
            words.append(doc[position].text)
            spaces.append(bool(doc[position].whitespace_))
            position += 1
            continue
        new = ent.text
        if ent.text in chosen or rng.random() < 0.5:
            new = chosen.setdefault(ent.text, names.like(ent))
            if ent.label_ == "PERSON" and len(ent) > 1:
                chosen.setdefault(ent[-1].text, new.split()[-1])
        tokens = list(nlp.tokenizer(new))
        words.extend(token.text for token in tokens)
        spaces.extend([*(bool(token.whitespace_) for token in tokens[:-1]), bool(ent[-1].whitespace_)])
        ents.append((start, len(words), ent.label_))
        position = ent.end
    copy = Doc(nlp.vocab, words=words, spaces=spaces)
    _set_ents(copy, ents, missing)
    return copy


def _missing(doc: Doc) -> list[tuple[int, int]]:
    return [(token.i, token.i + 1) for token in doc if token.ent_iob == 0]


def _set_ents(doc: Doc, ents: list[tuple[int, int, str]], missing: list[tuple[int, int]]) -> None:
    doc.set_ents(
        [Span(doc, start, end, label=label) for start, end, label in ents],
        missing=[Span(doc, start, end) for start, end in missing],
        default="outside",
    )
