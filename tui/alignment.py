"""Two versions of a text as tokens, and which token of the old one became which of the new one.

Tokens have no case, no accents and one kind of quotation mark and dash. Sentences are aligned first, then moved
sentences, then the tokens of what is left, each with Ratcliff and Obershelp's method (`difflib`).
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import pairwise

_MOVED = 4
"""Words; a shorter sentence may stand twice by chance."""
_MANY = 2000
"""Words; in a longer changed part, words that stand everywhere are left out of the alignment, for its time's sake."""

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Combining marks: "é" may be two characters."""
_TOKEN = re.compile(rf"[^\W_]+(?:[{_UNSEEN}{_ACCENTS}]+[^\W_]+)*[{_ACCENTS}]*|[^\w\s{_UNSEEN}]|_")
_SENTENCE_END = frozenset(".!?…")
_INVISIBLE = dict.fromkeys(map(ord, _UNSEEN))
_ALIKE = str.maketrans(
    dict.fromkeys("“”„‟«»″❝❞", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-")
)


@dataclass(frozen=True)
class TokenText:
    """A text as tokens: `words[i]`, normalised, stands at characters `starts[i]` to `ends[i]`."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def covering(self, start: int, end: int) -> range:
        """The tokens that share a character with the span."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The tokens of each word."""
        places = defaultdict(list)
        for index, word in enumerate(self.words):
            places[word].append(index)
        return places

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """The sentences and lines, as tokens."""
        ends = [
            index + 1
            for index in range(len(self.words) - 1)
            if "\n" in self.text[self.ends[index] : self.starts[index + 1]]
            or (self.words[index] in _SENTENCE_END and self.ends[index] < self.starts[index + 1])
        ]
        edges = [0, *ends, len(self.words)]
        return tuple(range(left, right) for left, right in pairwise(edges))

    def joined(self, tokens: range) -> str:
        """The normalised text of some tokens."""
        return " ".join(self.words[tokens.start : tokens.stop])


@dataclass(frozen=True)
class Alignment:
    """Which token of the new text each token of the old text became."""

    to_new: dict[int, int]
    to_old: dict[int, int]


@lru_cache(maxsize=4)
def tokens(text: str) -> TokenText:
    """The tokens of `text`: words, and each punctuation mark by itself."""
    found = [(_normalised(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    found = [token for token in found if token[0]]
    words, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return TokenText(text, words, starts, ends)


def _normalised(token: str) -> str:
    if token.isascii():
        return token.lower()
    plain = unicodedata.normalize("NFKD", token.translate(_ALIKE).translate(_INVISIBLE))
    return "".join(character for character in plain if not unicodedata.combining(character)).casefold()


@lru_cache(maxsize=2)
def align(old_text: str, new_text: str) -> Alignment:
    """Aligns two versions of a text; the time grows with the square of what changed."""
    old, new = tokens(old_text), tokens(new_text)
    pairs: dict[int, int] = {}
    before = [old.words[sentence.start : sentence.stop] for sentence in old.sentences]
    after = [new.words[sentence.start : sentence.stop] for sentence in new.sentences]
    unplaced_old: list[int] = []
    unplaced_new: list[int] = []
    changed: list[tuple[range, range]] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs.update(zip(_cover(old, a1, a2), _cover(new, b1, b2), strict=True))
        else:
            unplaced_old += range(a1, a2)
            unplaced_new += range(b1, b2)
            if kind == "replace":
                changed.append((_cover(old, a1, a2), _cover(new, b1, b2)))
    taken = set(pairs.values())
    for sentence, moved in _moves(before, after, unplaced_old, unplaced_new):
        pairs.update(zip(old.sentences[sentence], new.sentences[moved], strict=True))
        taken.update(new.sentences[moved])
    for left, right in changed:
        _align_words(old, new, left, right, pairs, taken)
    return Alignment(pairs, {there: here for here, there in pairs.items()})


def _cover(text: TokenText, first: int, after: int) -> range:
    return range(text.sentences[first].start, text.sentences[after - 1].stop)


def _moves(
    before: Sequence[tuple[str, ...]], after: Sequence[tuple[str, ...]], old: list[int], new: list[int]
) -> Iterator[tuple[int, int]]:
    """Sentences of some length that stand once on each side but in another place."""
    gone = Counter(before[index] for index in old)
    come = {after[index]: index for index in new}
    counts = Counter(after[index] for index in new)
    for index in old:
        words = before[index]
        if len(words) >= _MOVED and gone[words] == 1 and counts[words] == 1:
            yield index, come[words]


def _align_words(
    old: TokenText, new: TokenText, left: range, right: range, pairs: dict[int, int], taken: set[int]
) -> None:
    here = [index for index in left if index not in pairs]
    there = [index for index in right if index not in taken]
    matcher = SequenceMatcher(
        None, [old.words[index] for index in here], [new.words[index] for index in there], autojunk=len(there) > _MANY
    )
    for a, b, size in matcher.get_matching_blocks():
        pairs.update(zip(here[a : a + size], there[b : b + size], strict=True))
