"""Finds a note's passage again after its article changed.

The method: both texts become tokens without case, accents and kinds of quotation marks or dashes. Old and new text are
aligned by sentences, and by tokens where sentences differ. The aligned place, exact copies of the passage, and places
where many of its words stand together are candidates. Each is scored on the passage and on its context, and one that
the alignment shows to be another place of the old text is no candidate: better no passage than a wrong one.
Selectors: https://www.w3.org/TR/annotation-model/#text-quote-selector.
"""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from tui.alignment import Alignment, TokenText, align, tokens
from tui.model import Anchor, Span

_KEPT_CONTEXT = 32
_SCORED_CONTEXT = 48
"""Characters on each side."""
_ACCEPTED = 0.62
_SIMILAR = 0.5
_CLEARLY_BETTER = 0.05
"""Three scores, set on 600 edits of news texts: least of a place, least of its words alone, least lead over a rival."""
_SAME_PLACE = 0.75
"""Context this similar shows that a passage is in its old place."""
_HUGE = 3_000_000
"""Characters; the tokens of a longer text take too much time and memory."""
_LONG = 1000
"""Characters."""
_SAME_ARTICLE = 0.2
"""Share of the old words that the alignment finds again; in two unrelated texts it is about a twentieth."""
_ALONE = 0.9
"""A score; a passage of which no context is known must be this similar."""
_SHORT = 30
"""Characters; a shorter passage may well stand in any text, so that its context must prove it."""
_COMMON = 30
"""A word that stands more often than this in a text says nothing about where a passage is."""


def make_anchor(text: str, span: Span) -> Anchor:
    """The anchor of a passage: its characters, and up to 32 on each side."""
    return Anchor(
        span,
        text[span.start : span.end],
        text[max(0, span.start - _KEPT_CONTEXT) : span.start],
        text[span.end : span.end + _KEPT_CONTEXT],
    )


def locate(anchor: Anchor, old_text: str | None, new_text: str) -> Span | None:
    """Where the passage of `anchor` stands in `new_text`, or None when it is gone or cannot be told from another.

    `old_text` is the text in which the anchor was made; without it only clear cases are found.
    """
    start, end = anchor.span
    if old_text is None or old_text[start:end] != anchor.exact:
        old_text = anchor.prefix + anchor.exact + anchor.suffix
        start = len(anchor.prefix)
        end = start + len(anchor.exact)
        alignment = None
    elif old_text == new_text:
        return anchor.span
    elif max(len(old_text), len(new_text)) > _HUGE:
        return _unchanged(anchor, new_text)
    else:
        alignment = align(old_text, new_text)
    old, new = tokens(old_text), tokens(new_text)
    passage = old.covering(start, end)
    if not passage or not new.words:
        return None
    found = _best(old, new, passage, alignment)
    return _with_edges(old, new, passage, found, start, end) if found else None


def _unchanged(anchor: Anchor, new_text: str) -> Span | None:
    """The only place where the passage stands with exactly its context."""
    whole = anchor.prefix + anchor.exact + anchor.suffix
    start = new_text.find(whole)
    if start < 0 or new_text.find(whole, start + 1) >= 0:
        return None
    start += len(anchor.prefix)
    return Span(start, start + len(anchor.exact))


def _best(old: TokenText, new: TokenText, passage: range, alignment: Alignment | None) -> range | None:
    aligned = _aligned(passage, alignment, len(new.words)) if alignment else None
    same_article = alignment is not None and len(alignment.to_new) > _SAME_ARTICLE * len(old.words)
    candidates = dict.fromkeys((*_exact(old, new, passage), *_voted(old, new, passage)))
    if aligned:
        candidates[aligned] = None
    scored = sorted(
        (
            (_score(old, new, passage, candidate, trusted=same_article and candidate == aligned), candidate)
            for candidate in candidates
            if not (alignment and _stood_elsewhere(passage, candidate, alignment))
        ),
        key=lambda pair: (-pair[0], pair[1].start),
    )
    if not scored or scored[0][0] < _ACCEPTED:
        return None
    best_score, best = scored[0]
    rivals = [score for score, other in scored[1:] if other.stop <= best.start or best.stop <= other.start]
    if alignment is None and rivals and best_score - rivals[0] < _CLEARLY_BETTER:
        return None
    return best


def _aligned(passage: range, alignment: Alignment, words: int) -> range | None:
    """Where the alignment puts the passage among the new `words`.

    Its edges count as changed word for word where they are not aligned.
    """
    to_new = alignment.to_new
    inside = [index for index in passage if index in to_new]
    if not inside:
        return None
    first, last = to_new[inside[0]], to_new[inside[-1]]
    if first > last:
        return None
    left = next((to_new[index] for index in range(passage.start - 1, passage.start - 20, -1) if index in to_new), None)
    right = next((to_new[index] for index in range(passage.stop, passage.stop + 20) if index in to_new), None)
    start = first - (inside[0] - passage.start)
    stop = last + 1 + (passage.stop - 1 - inside[-1])
    return range(
        max(start, 0 if left is None or left > first else left + 1),
        min(stop, words if right is None or right < last else right),
    )


def _exact(old: TokenText, new: TokenText, passage: range) -> Iterator[range]:
    words = old.words[passage.start : passage.stop]
    rarest = min(range(len(words)), key=lambda index: len(new.places.get(words[index], ())))
    for place in new.places.get(words[rarest], ()):
        start = place - rarest
        if start >= 0 and new.words[start : start + len(words)] == words:
            yield range(start, start + len(words))


def _voted(old: TokenText, new: TokenText, passage: range) -> Iterator[range]:
    """Windows of the new text where the rarer words of the passage stand at about the right distances."""
    votes: Counter[int] = Counter()
    slack = max(2, len(passage) // 4)
    for offset, word in enumerate(old.words[passage.start : passage.stop]):
        places = new.places.get(word, ())
        if len(places) <= _COMMON:
            for place in places:
                votes[(place - offset) // slack] += 1
    for bucket, count in votes.most_common(4):
        if count < max(2, len(passage) // 4):
            break
        start = max(0, bucket * slack - slack)
        window = range(start, min(len(new.words), start + len(passage) + 3 * slack))
        matcher = SequenceMatcher(
            None,
            old.words[passage.start : passage.stop],
            new.words[window.start : window.stop],
            autojunk=False,
        )
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        if blocks:
            first, last = blocks[0], blocks[-1]
            yield range(
                max(window.start, window.start + first.b - first.a),
                min(window.stop, window.start + last.b + len(passage) - last.a),
            )


def _stood_elsewhere(passage: range, candidate: range, alignment: Alignment) -> bool:
    """Whether most of the candidate's words are aligned with words of the old text outside the passage."""
    origins = [alignment.to_old[index] for index in candidate if index in alignment.to_old]
    outside = sum(1 for origin in origins if origin not in passage)
    return outside * 2 > len(candidate)


def _score(old: TokenText, new: TokenText, passage: range, candidate: range, *, trusted: bool) -> float:
    """0 to 1; a passage that is not similar is 0 whatever its context, and so is a short one without context, unless
    it is `trusted` to be in its place. Where the old text begins or ends with the passage, that side does not count."""
    before = _similarity(_before(old, passage.start)[::-1], _before(new, candidate.start)[::-1])
    after = _similarity(_after(old, passage.stop), _after(new, candidate.stop))
    quote = _similarity(old.joined(passage), new.joined(candidate))
    if min(before, after) >= _SAME_PLACE:
        quote = max(quote, _kept(old.joined(passage), new.joined(candidate)))
    elif not trusted and len(old.joined(passage)) < _SHORT and max(before, after) < _SAME_PLACE:
        return 0.0
    if quote < _SIMILAR:
        return 0.0
    if passage == range(len(old.words)) and not trusted and quote < _ALONE:
        return 0.0
    known = [side for side, old_side in ((before, passage.start), (after, len(old.words) - passage.stop)) if old_side]
    return (0.6 * quote + 0.2 * sum(known)) / (0.6 + 0.2 * len(known))


def _before(text: TokenText, token: int) -> str:
    return text.joined(range(max(0, token - _SCORED_CONTEXT), token))[-_SCORED_CONTEXT:]


def _after(text: TokenText, token: int) -> str:
    return text.joined(range(token, min(len(text.words), token + _SCORED_CONTEXT)))[:_SCORED_CONTEXT]


def _similarity(left: str, right: str) -> float:
    """By characters, which forgives a misspelt word; a long passage by words, as the time grows with the square."""
    if left == right:
        return 1.0
    if max(len(left), len(right)) > _LONG:
        return SequenceMatcher(None, left.split(), right.split()).ratio()
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _kept(left: str, right: str) -> float:
    """The share of `left` that is in `right`, in runs of three characters or more: 1 where words were only added."""
    if max(len(left), len(right)) > _LONG:
        blocks = SequenceMatcher(None, left.split(), right.split()).get_matching_blocks()
        return sum(block.size for block in blocks) / len(left.split())
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 2) / len(left)


def _with_edges(old: TokenText, new: TokenText, passage: range, found: range, start: int, end: int) -> Span:
    """The characters of the tokens found; where the passage began or ended inside a word, or outside, so does this."""
    first, last = passage[0], passage[-1]
    left, right = new.starts[found.start], new.ends[found.stop - 1]
    if old.words[first] == new.words[found.start]:
        left = max(0, left + start - old.starts[first])
    if old.words[last] == new.words[found.stop - 1]:
        right = min(len(new.text), right + end - old.ends[last])
    return Span(left, max(left + 1, right))
