"""How long the parts of the analysis take, and how right its quotes are beside those of others."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, TypeVar

from tests.benchmarks import regex_quotes, textacy_quotes
from tests.evaluation.gold import GoldQuotes
from tests.evaluation.quotes import score_quotes
from tui.analysis import pipeline
from tui.analysis.document import analyse, rules
from tui.model import Quote

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "spaCy pipeline"
COMPONENTS = {name: f"{name.removeprefix('reader_')}" for name in pipeline.COMPONENTS}
TOGETHER = "these four together"
WHOLE = "whole analysis (analyse)"
TEXTACY = "textacy direct_quotations"
REGEX = "regex quotes"

T = TypeVar("T")


@dataclass(frozen=True)
class Speed:
    """The CPU seconds that one part took over all texts, in each round."""

    seconds: tuple[float, ...]

    def words_a_second(self, words: int) -> float:
        """At the median round."""
        return words / median(self.seconds)

    def share_of(self, other: "Speed") -> float:
        """The median over the rounds of how long this took for each second of the other."""
        return median(mine / theirs for mine, theirs in zip(self.seconds, other.seconds, strict=True))


@dataclass(frozen=True)
class Quality:
    """Who said what, F1: over all quotes and over the direct ones."""

    every: float
    direct: float


def speeds(nlp: "Language", texts: Sequence[str], rounds: int) -> dict[str, Speed]:
    """{part: its speed}. The parts take turns, in every other round the other way round; a first round is not counted.

    CPU time of this process, so that other programs do not count. textacy is left out where it is not installed.
    """
    taken: list[dict[str, float]] = []
    for number in range(rounds + 1):
        units = [_model_and_what_reads_its_docs, _whole, _regex]
        if number % 2:
            units.reverse()
        seconds: dict[str, float] = {}
        for unit in units:
            seconds.update(unit(nlp, texts))
        taken.append(seconds)
    return {part: Speed(tuple(seconds[part] for seconds in taken[1:])) for part in taken[0]}


def _model_and_what_reads_its_docs(nlp: "Language", texts: Sequence[str]) -> dict[str, float]:
    docs, model = _timed(lambda: [pipeline.parse(nlp, text) for text in texts])
    seconds = {MODEL: model}
    if textacy_quotes.is_installed():
        _, seconds[TEXTACY] = _timed(lambda: [textacy_quotes.find(doc) for doc in docs])
    steps = [(COMPONENTS[name], step) for name, step in rules(nlp.vocab).pipeline]
    for name, step in steps:
        docs, seconds[name] = _timed(lambda step=step, docs=docs: [step(doc) for doc in docs])  # type: ignore[misc]
    seconds[TOGETHER] = sum(seconds[name] for name, _ in steps)
    return seconds


def _whole(nlp: "Language", texts: Sequence[str]) -> dict[str, float]:
    return {WHOLE: _timed(lambda: [analyse(nlp, text) for text in texts])[1]}


def _regex(nlp: "Language", texts: Sequence[str]) -> dict[str, float]:
    return {REGEX: _timed(lambda: [regex_quotes.find(text) for text in texts])[1]}


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def qualities(nlp: "Language", texts: Sequence[GoldQuotes]) -> tuple[dict[str, Quality], int]:
    """{part that finds quotes: its quality}, and on how many texts textacy gives up."""
    docs: list[Doc] = [pipeline.parse(nlp, one.text) for one in texts]
    found: dict[str, list[list[Quote]]] = {REGEX: [regex_quotes.find(one.text) for one in texts]}
    gave_up = 0
    if textacy_quotes.is_installed():
        by_textacy = [textacy_quotes.find(doc) for doc in docs]
        gave_up = by_textacy.count(None)
        found[TEXTACY] = [quotes or [] for quotes in by_textacy]
    steps = rules(nlp.vocab)
    for _, step in steps.pipeline:
        docs = [step(doc) for doc in docs]
    found[WHOLE] = [list(doc._.quotes) for doc in docs]
    return {part: _quality(zip(texts, quotes, strict=True)) for part, quotes in found.items()}, gave_up


def _quality(texts: Iterable[tuple[GoldQuotes, Sequence[Quote]]]) -> Quality:
    scores = score_quotes(texts)
    return Quality(scores["all"].who_said_what.f1, scores["direct"].who_said_what.f1)
