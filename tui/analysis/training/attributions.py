"""Trains the linear models that find attributions, from articles in which people marked who says what.

The articles are lines of JSON with `text` and `quotes`, each quote with its `content` and `cue` as lists of
[start, end] in characters: the form of the attribution corpus PolNeAR (Newell, Margolin and Ruths 2018).
The result is `data/attribution.tsv`: weights, no words of the articles beyond single lemmas. Needs scikit-learn.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from tui.analysis import attribution, content_ends, pipeline
from tui.analysis.candidates import candidates, word
from tui.analysis.entities import reader_entities
from tui.analysis.gazetteer import DATA
from tui.analysis.layout import Layout
from tui.analysis.linear_model import BIAS
from tui.model import Span

MATCH = 0.5
"""Intersection over union from which a content is the one that was marked."""
RARE = 3
"""Features that fewer examples have are left out."""
CUE_SHARE = 0.1
"""Share of its occurrences in which a word must report to be tried at all."""
CUE_SEEN = 6
"""So often a word must occur to be known as one that does not report."""
SPARSITY = 0.35
"""Inverse strength of the L1 penalty, which leaves most features without a weight."""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate with what was marked."""

    word: str
    features: list[str]
    is_attribution: bool
    ends: list[list[str]]
    """The features of each place where the content may end."""
    best_ends: list[bool]


def examples(doc: Doc, quotes: Sequence[dict[str, Any]]) -> list[Example]:
    """All candidates of `doc`, judged by the `quotes` that people marked in it."""
    layout = Layout.of(doc)
    marked = [(_letters(doc.text, quote["content"]), [Span(*span) for span in quote["cue"] or ()]) for quote in quotes]
    found = []
    for group in candidates(layout, everything=True):
        cue = layout.characters(group[0].cue.i, group[0].cue.i + 1)
        rivals = [letters for letters, cues in marked if not cues or any(cue.overlaps(span) for span in cues)]
        for candidate in group:
            places = [] if candidate.contents else content_ends.ends(layout, candidate)
            variants: list[tuple[Span, ...]] = [(layout.content(candidate.start, place),) for place in places] or [
                candidate.contents
            ]
            shares = [_best_share(layout.text, variant, rivals) for variant in variants]
            found.append(
                Example(
                    word(candidate.cue),
                    list(attribution.features(layout, candidate)),
                    max(shares) >= MATCH,
                    [list(content_ends.features(layout, candidate, place)) for place in places],
                    [share == max(shares) for share in shares],
                )
            )
    return found


def _best_share(text: str, spans: tuple[Span, ...], marked: list[set[int]]) -> float:
    """The largest intersection over union, in letters, of `spans` and one of the `marked` contents."""
    own = _letters(text, spans) if marked else set()
    return max((len(own & other) / (len(own | other) or 1) for other in marked), default=0.0)


def _letters(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end) if text[place].isalnum()}


def cue_words(found: Sequence[Example]) -> dict[str, float]:
    """1 for words that report often enough to be tried, 0 for those that are known not to."""
    seen = Counter(example.word for example in found)
    reporting = Counter(example.word for example in found if example.is_attribution)
    # A word has about two candidates at each place, of which one can be the attribution.
    known = {word: 2 * reporting[word] >= CUE_SHARE * count for word, count in seen.items()}
    known = {word: often and reporting[word] > 1 for word, often in known.items()}
    return {word: float(cue) for word, cue in known.items() if cue or seen[word] >= CUE_SEEN}


def train(found: Sequence[Example]) -> dict[str, dict[str, float]]:
    """The models "cue", "attribution" and "end": feature -> weight."""
    ending = [example for example in found if example.is_attribution and len(example.ends) > 1]
    return {
        "cue": cue_words(found),
        "attribution": _fit([e.features for e in found], [e.is_attribution for e in found]),
        "end": _fit([f for e in ending for f in e.ends], [best for e in ending for best in e.best_ends]),
    }


def _fit(features: list[list[str]], labels: list[bool]) -> dict[str, float]:
    """Logistic regression with an L1 penalty."""
    counts = Counter(feature for listed in features for feature in set(listed))
    chosen = sorted(feature for feature, count in counts.items() if count >= RARE)
    numbers = {feature: number for number, feature in enumerate(chosen)}
    starts, columns = [0], []
    for listed in features:
        columns += sorted({numbers[feature] for feature in listed if feature in numbers})
        starts.append(len(columns))
    matrix = import_module("scipy.sparse").csr_matrix(
        ([1.0] * len(columns), columns, starts), shape=(len(features), len(chosen))
    )
    model = import_module("sklearn.linear_model").LogisticRegression(
        C=SPARSITY, l1_ratio=1, solver="liblinear", max_iter=300, random_state=0
    )
    model.fit(matrix, labels)
    weights = {feature: float(weight) for feature, weight in zip(chosen, model.coef_[0], strict=True)}
    return {BIAS: float(model.intercept_[0])} | {
        feature: weight for feature, weight in weights.items() if abs(weight) >= 0.01
    }


def write(models: dict[str, dict[str, float]], target: Path) -> None:
    """Writes the weights, rounded, as tab-separated rows in a fixed order."""
    lines = ["model\tweight\tfeature"]
    for model, weights in models.items():
        lines += [f"{model}\t{weight:.2f}\t{feature}" for feature, weight in sorted(weights.items())]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(articles: Path) -> None:
    """Trains on `articles` with the shipped language model and writes `data/attribution.tsv`."""
    nlp = pipeline.load()
    found: list[Example] = []
    for line in articles.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        found += examples(reader_entities(pipeline.parse(nlp, article["text"])), article["quotes"])
    write(train(found), DATA / "attribution.tsv")
