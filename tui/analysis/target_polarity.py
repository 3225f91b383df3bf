"""Whether a sentence speaks well or ill of somebody whom it names: a softmax regression over words and word vectors.

The weights in `data/target_polarity.tsv` are trained by `training.target_polarities` on NewsMTSC (Hamborg and Donnay
2021, "NewsMTSC: A Dataset for (Multi-)Target-dependent Sentiment Classification in Political News Articles").
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import exp, fsum
from typing import Any

import numpy as np
from spacy.tokens import Doc, Span, Token

from tui.analysis.gazetteer import rows
from tui.analysis.lexicon import FLIPPED, cues, judgements, lemma
from tui.analysis.polarity import negated
from tui.model import Polarity

Numbers = np.ndarray[Any, np.dtype[np.floating[Any]]]
POLARITIES: tuple[Polarity, ...] = ("opposes", "neutral", "supports")
"""Ill, neither, well: the columns of the weights."""
BIAS = ""
VECTOR = "vector {}"
"""The names under which the weights of the dense features are kept."""
_CONTENT = frozenset(["NOUN", "VERB", "ADJ", "ADV", "INTJ"])
_CLASSES = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective", "ADV": "adjective", "PROPN": "noun"}
_PEOPLE = frozenset(["PERSON", "ORG", "NORP", "GPE"])
_NEAR, _FAR = 4, 8
"""Tokens from the target within which all words, and content words, are told apart by side."""
_HEADS = 5
"""Heads above the target that are looked at."""


def probabilities(target: Span) -> dict[Polarity, float]:
    """How probable it is that the sentence of `target` speaks ill, neither, or well of it. They add up to 1.

    The sentence needs tags, parse and names; with the word vectors of the shipped model it is judged best.
    """
    weights, dense = _weights()
    known = [weights[name] for name in set(features(target)) if name in weights]
    measured = vectors(target)
    total = [weights[BIAS][column] + fsum(row[column] for row in known) for column in range(len(POLARITIES))]
    if measured.shape[0] == dense.shape[0]:
        total = [one + float(other) for one, other in zip(total, measured @ dense, strict=True)]
    most = max(total)
    powers = [exp(one - most) for one in total]
    return {polarity: power / fsum(powers) for polarity, power in zip(POLARITIES, powers, strict=True)}


@lru_cache(maxsize=1)
def _weights() -> tuple[dict[str, tuple[float, ...]], Numbers]:
    named = {name: tuple(map(float, numbers)) for name, *numbers in rows("target_polarity.tsv")}
    dense: list[tuple[float, ...]] = []
    while VECTOR.format(len(dense)) in named:
        dense.append(named.pop(VECTOR.format(len(dense))))
    return named, np.array(dense)


def features(target: Span) -> Iterator[str]:
    """What the sentence says around `target`, as names of features."""
    view = _View(target)
    yield from _by_place(view)
    yield from _by_parse(view)
    yield from _by_lexicon(view)


class _View:
    """A target in its sentence, whose words are read as the weights know them."""

    def __init__(self, target: Span) -> None:
        self.target = target
        self.root = target.root
        self.sentence = target.sent
        self.inside = range(target.start, target.end)
        self.words = {token.i: self._word(token) for token in self.sentence if not token.is_space}
        self._signs: dict[int, str] = {}

    def _word(self, token: Token) -> str:
        if token.i in self.inside:
            return "TARGET"
        if token.ent_type_ and token.pos_ == "PROPN":
            return f"<{token.ent_type_}>"
        return "<number>" if token.like_num else token.lemma_.lower()

    def signed(self, token: Token) -> str:
        """The word of `token`, marked where it is negated."""
        if token.i not in self._signs:
            self._signs[token.i] = "!" if negated(token) else ""
        return self._signs[token.i] + self.words.get(token.i, "")

    def is_content(self, token: Token) -> bool:
        """Whether `token` is a word with a meaning of its own, and not the target."""
        return token.pos_ in _CONTENT and token.i not in self.inside

    def heads(self) -> Iterator[tuple[Token, Token]]:
        """(word, its head) from the target up to the root of its sentence."""
        token = self.root
        for _ in range(_HEADS):
            if token.head == token:
                return
            yield token, token.head
            token = token.head


def _by_place(view: _View) -> Iterator[str]:
    """The words of the sentence, those near the target with their side, and pairs of neighbours."""
    start, end = view.target.start, view.target.end
    for token in view.sentence:
        if token.i in view.inside or token.is_punct or token.is_space:
            continue
        side, distance = ("right", token.i - end + 1) if token.i >= end else ("left", start - token.i)
        if view.is_content(token):
            yield f"word {view.signed(token)}"
            if distance <= _FAR:
                yield f"{side} far {view.signed(token)}"
        if distance <= _NEAR:
            yield f"{side} near {view.words[token.i]}"
    near = [view.words[i] for i in range(start - _NEAR, end + _NEAR) if i in view.words]
    for one, other in pairwise(near):
        if (one, other) != ("TARGET", "TARGET"):
            yield f"pair {one} {other}"
    words = len(view.words)
    yield f"length {min(words // 10, 5)}"
    yield f"quoted {sum(token.text in '“”' or token.is_quote for token in view.sentence if token.i < start) % 2}"
    names = sum(token.ent_iob_ == "B" and token.ent_type_ in _PEOPLE for token in view.sentence)
    yield f"names {names}"


def _by_parse(view: _View) -> Iterator[str]:
    """What the target does or suffers: the words above it, what hangs on them, and what hangs on itself."""
    root = view.root
    mark = next((child.lower_ for child in root.children if child.dep_ in ("case", "mark")), "")
    yield f"role {root.dep_} {mark}"
    yield f"target {root.pos_} {root.dep_}"
    for step, (token, head) in enumerate(view.heads()):
        if head.pos_ in _CONTENT or head.pos_ == "AUX":
            word = view.signed(head)
            yield f"head {word}"
            yield f"head {step} {token.dep_} {word}"
            yield f"head {root.dep_}{f'>{token.dep_}' if step else ''} {word}"
            for child in head.children:
                if child != token and view.is_content(child):
                    yield f"beside {step} {child.dep_} {view.words.get(child.i, '')}"
                    if step < 2:
                        yield f"head with {head.lemma_.lower()} {child.lemma_.lower()}"
        if polarity := _known(head):
            yield f"head judges {step} {token.dep_} {polarity} {negated(head)}"
    for token in root.subtree:
        if view.is_content(token):
            yield f"below {token.dep_} {view.words.get(token.i, '')}"
    for child in root.children:
        if child.i not in view.inside:
            yield f"child {child.dep_} {view.words.get(child.i, '')}"


def _by_lexicon(view: _View) -> Iterator[str]:
    """How many words of the stance lexicon stand where, negation taken into account."""
    found: Counter[tuple[str, Polarity]] = Counter()
    for token in view.sentence:
        polarity = None if token.i in view.inside else _known(token)
        if polarity is None:
            continue
        if negated(token):
            polarity = FLIPPED[polarity]
        found["all", polarity] += 1
        found["right" if token.i > view.root.i else "left", polarity] += 1
        if abs(token.i - view.root.i) <= 6:
            found["near", polarity] += 1
    for (place, polarity), count in found.items():
        for number in range(1, min(count, 3) + 1):
            yield f"cues {place} {polarity} {number}"
    balance = found["all", "supports"] - found["all", "opposes"]
    yield f"balance {max(-3, min(3, balance))}"


def vectors(target: Span) -> Numbers:
    """The mean word vectors of ten groups of content words around `target`, one behind the other."""
    root, sentence, doc = target.root, target.sent, target.doc
    heads = [head for _, head in _View(target).heads()][:3]
    clause = root
    while clause.head != clause and clause.pos_ not in ("VERB", "AUX"):
        clause = clause.head
    start, end = target.start, target.end
    groups: list[Iterable[Token]] = [
        sentence,
        doc[sentence.start : start],
        doc[end : sentence.end],
        doc[max(sentence.start, start - 5) : start],
        doc[end : min(sentence.end, end + 5)],
        heads[:1],
        heads,
        [*(child for head in heads[:2] for child in head.children), *root.subtree],
        clause.subtree,
    ]
    means = [_mean(doc, group, target, lambda _: 1.0) for group in groups]
    means.append(_mean(doc, sentence, target, lambda token: 1 / (1 + abs(token.i - root.i))))
    return np.concatenate(means)


def _mean(doc: Doc, group: Iterable[Token], target: Span, weight: Callable[[Token], float]) -> Numbers:
    total: Numbers = np.zeros(doc.vocab.vectors_length, dtype="f")
    share = 0.0
    for token in group:
        is_name = token.ent_type_ and token.pos_ == "PROPN"
        if token.pos_ in _CONTENT and not is_name and token.has_vector and not target.start <= token.i < target.end:
            total = total + np.asarray(token.vector) * weight(token)
            share += weight(token)
    return total / share if share else total


def _known(token: Token) -> Polarity | None:
    """The polarity of `token` in the lexicons of stances and judgements."""
    listed, word_class = _lexicon(), _CLASSES.get(token.pos_, "")
    return listed.get((lemma(token), word_class)) or listed.get((token.lower_, word_class))


@lru_cache(maxsize=1)
def _lexicon() -> dict[tuple[str, str], Polarity]:
    single = (cue for listed in cues().values() for cue in listed if len(cue.lemmas) == 1 and cue.polarity != "neutral")
    return {**{(cue.lemmas[0], cue.word_class): cue.polarity for cue in single}, **judgements()}
