"""Scores quotes: who said what.

A found content is that of a gold quote when their letters and digits overlap by half or more (intersection over
union), one to one. Edges, quotation marks and commas so never matter. Found quotes that only fit optional gold are
left out. The conventions are those of PolNeAR (Newell, Margolin & Ruths, LREC 2018).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.evaluation.gold import GoldQuote, GoldQuotes
from tests.evaluation.matching import greedy
from tests.evaluation.measures import NOTHING, UNASKED, Measure, Share, Summed
from tests.evaluation.quotation import kind_of, quoted_characters
from tests.evaluation.speakers import is_speaker
from tui.model import Quote, Span

KINDS = ("direct", "mixed", "indirect")
_SAME_CONTENT = 0.5
_LIKE_OPTIONAL = 0.3


@dataclass(frozen=True)
class QuoteScores(Summed):
    """What was measured over the quotes of one kind."""

    who_said_what: Measure = NOTHING
    """Content found and its speaker right: the key figure."""
    content: Measure = NOTHING
    speaker: Share = UNASKED
    """Of the contents that were found and have a speaker in the gold."""
    cue: Share = UNASKED
    """Of the contents that were found and have a cue in the gold: whether the cues share a character."""


def score_quotes(texts: Iterable[tuple[GoldQuotes, Sequence[Quote]]]) -> dict[str, QuoteScores]:
    """The scores of each kind, and under "all" of all of them.

    The kind is that of the gold; for what has no gold it follows from the quotation marks in the text.
    """
    scores = dict.fromkeys(KINDS, QuoteScores())
    for gold, predicted in texts:
        for kind, more in _score_text(gold, predicted):
            scores[kind] += more
    return {**scores, "all": sum(scores.values(), QuoteScores())}


def _score_text(gold: GoldQuotes, predicted: Sequence[Quote]) -> list[tuple[str, QuoteScores]]:
    text = gold.text
    inside = quoted_characters(text)
    wanted = [quote for quote in gold.quotes if not quote.optional]
    contents = [_characters(text, quote.content) for quote in wanted]
    optional = [_characters(text, quote.content) for quote in gold.quotes if quote.optional]
    found = _without_optional(text, predicted, contents, optional)
    pairs = _same(contents, [_characters(text, quote.spans) for quote in found], _SAME_CONTENT)

    results: list[tuple[str, QuoteScores]] = []
    matched = dict(pairs)
    missed = QuoteScores(Measure.of(0, 0, 1), Measure.of(0, 0, 1))
    for index, quote in enumerate(wanted):
        kind = quote.kind or kind_of(text, quote.content, inside)
        results.append((kind, _score_pair(text, quote, found[matched[index]]) if index in matched else missed))
    surplus = QuoteScores(Measure.of(0, 1, 0), Measure.of(0, 1, 0))
    for index in set(range(len(found))) - set(matched.values()):
        results.append((kind_of(text, found[index].spans, inside), surplus))
    return results


def _score_pair(text: str, gold: GoldQuote, found: Quote) -> QuoteScores:
    right = is_speaker(text, gold.speaker, found.speaker)
    cue = found.cue is not None and any(found.cue.overlaps(span) for span in gold.cue)
    return QuoteScores(
        Measure(right, 1, right, 1),
        Measure.of(1, 0, 0),
        Share(right, 1) if gold.speaker else UNASKED,
        Share(cue, 1) if gold.cue else UNASKED,
    )


def _without_optional(
    text: str, predicted: Sequence[Quote], wanted: list[set[int]], optional: list[set[int]]
) -> list[Quote]:
    """Leaves out what fits no wanted content but an optional one."""
    contents = [_characters(text, quote.spans) for quote in predicted]
    used = {found for _, found in _same(wanted, contents, _SAME_CONTENT)}
    rest = [index for index in range(len(predicted)) if index not in used]
    dropped = {rest[found] for _, found in _same(optional, [contents[index] for index in rest], _LIKE_OPTIONAL)}
    return [quote for index, quote in enumerate(predicted) if index not in dropped]


def _same(gold: list[set[int]], found: list[set[int]], threshold: float) -> list[tuple[int, int]]:
    weights = []
    for left, one in enumerate(gold):
        for right, other in enumerate(found):
            if shared := len(one & other):
                share = shared / len(one | other)
                if share >= threshold:
                    weights.append((share, left, right))
    return greedy(weights)


def _characters(text: str, spans: Sequence[Span]) -> set[int]:
    """Where the letters and digits of the spans stand."""
    return {place for start, end in spans for place in range(start, min(end, len(text))) if text[place].isalnum()}
