"""One article as the quote rules see it: what stands in quotation marks, and where a sentence really ends."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from spacy.tokens import Doc, Token

from tui.analysis import lexicon_speech as lexicon
from tui.analysis.quotation_marks import quotations
from tui.model import Span

ENDS = frozenset([".", "?", "!"])
"""Tokens that end a sentence."""
SEPARATORS = frozenset([",", ":", "—", "–", "-", "--", "...", "…", ";"])
"""Tokens that part the clauses of a sentence."""
MARKS = "\"'“”‘’«»„`"
_TERMINALS = (*ENDS, ":", ";", "…", ")", "]", "—", "-", "–", "*", *MARKS)
QUOTED_WORDS = 3
"""So many words in quotation marks can stand for themselves; fewer are scare quotes."""
_LONGEST_UNIT = 500
"""Tokens outside quotation marks; it keeps the rules fast on a text without full stops."""
_LONGEST_SENTENCE = 250
"""Tokens; what a parser takes for a longer sentence is a table or a list of words, which nobody said."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A Doc with its quotations and its units.

    A unit is a run of sentences that no quotation lets end: `"I came. I saw," he said.` is one unit.
    """

    doc: Doc
    text: str
    quoted: list[Span]
    """Characters, outermost quotations with their marks, in order."""
    quotation: list[int]
    """For each token: which of `quoted` it stands in, or -1."""
    units: list[tuple[int, int]]
    """Tokens, ends exclusive; white space and what is too long for a sentence are left out."""
    unit: list[int]
    """For each token: which of `units` it belongs to, or -1."""

    @classmethod
    def of(cls, doc: Doc) -> "Layout":
        """The layout of `doc`, whose sentences and part-of-speech tags are set."""
        text = doc.text
        quoted = quotations(text)
        quotation = _tokens_in(doc, quoted)
        units = _units(doc, text, quoted, quotation)
        unit = [-1] * len(doc)
        for number, (start, end) in enumerate(units):
            unit[start:end] = [number] * (end - start)
        return cls(doc, text, quoted, quotation, units, unit)

    def bounds(self, token: Token) -> tuple[int, int]:
        """The unit of `token`; the token alone if it is white space."""
        number = self.unit[token.i]
        return self.units[number] if number >= 0 else (token.i, token.i + 1)

    def token_at(self, character: int) -> int:
        """Index of the token that holds `character`, or of the last one before it."""
        return max(bisect_right(range(len(self.doc)), character, key=lambda index: self.doc[index].idx) - 1, 0)

    def is_quoted(self, index: int) -> bool:
        """Whether token `index` stands in quotation marks."""
        return self.quotation[index] >= 0

    def characters(self, start: int, end: int) -> Span:
        """Tokens `start` to `end` as characters."""
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last))

    def words(self, span: Span) -> int:
        """How many words `span` has."""
        return sum(any(map(str.isalnum, word)) for word in self.text[span.start : span.end].split())

    def overlapping(self, span: Span) -> range:
        """Which of `quoted` share a character with `span`."""
        first = bisect_right(self.quoted, span.start, key=attrgetter("end"))
        return range(first, bisect_left(self.quoted, span.end, key=attrgetter("start")))

    def starts_quotation(self, character: int) -> bool:
        """Whether a quotation begins at `character`."""
        place = bisect_left(self.quoted, character, key=attrgetter("start"))
        return place < len(self.quoted) and self.quoted[place].start == character

    def content(self, start: int, end: int) -> Span:
        """Tokens `start` to `end` as what was said: no punctuation at the edges, no quotation cut in two."""
        doc = self.doc
        while end - 1 > start and not self.is_quoted(end - 1) and (doc[end - 1].is_space or doc[end - 1].is_punct):
            end -= 1
        while start < end - 1 and not self.is_quoted(start) and (doc[start].is_space or doc[start].text in SEPARATORS):
            start += 1
        span = self.characters(start, end)
        cut = self.overlapping(span)
        if cut:
            span = Span(min(span.start, self.quoted[cut[0]].start), max(span.end, self.quoted[cut[-1]].end))
        return span


def _units(doc: Doc, text: str, quoted: list[Span], quotation: list[int]) -> list[tuple[int, int]]:
    units: list[tuple[int, int]] = []
    previous_end = -1
    unquoted = 0
    for start, end in _sentences(doc, quoted, quotation):
        if end - start > _LONGEST_SENTENCE or all(token.is_space for token in doc[start:end]):
            previous_end = -1
            continue
        joins = previous_end == start and unquoted < _LONGEST_UNIT and _runs_on(doc, text, quoted, quotation, start)
        if joins:
            start, _ = units.pop()
        units.append((start, end))
        unquoted = sum(quotation[index] < 0 for index in range(start, end))
        previous_end = end
    return units


def _sentences(doc: Doc, quoted: list[Span], quotation: list[int]) -> Iterator[tuple[int, int]]:
    """The parser's sentences, parted where a full stop stands before a quotation, which it may have overlooked."""
    for sentence in doc.sents:
        start = sentence.start
        for index in range(sentence.start + 1, sentence.end):
            number = quotation[index]
            opens = number >= 0 and doc[index].idx == quoted[number].start
            if opens and quotation[index - 1] < 0 and doc[index - 1].text in ENDS:
                yield start, index
                start = index
        yield start, sentence.end


def _runs_on(doc: Doc, text: str, quoted: list[Span], quotation: list[int], start: int) -> bool:
    """Whether the sentence before token `start` goes on with it, whatever the parser says."""
    inside = quotation[start]
    if inside >= 0 and doc[start].idx > quoted[inside].start:
        return True
    if doc[start].text in (",", ";", ".", ")", "]"):
        return True
    end = start - 1
    while end > 0 and doc[end].is_space:
        end -= 1
    if quotation[end] < 0:
        return not doc[end].text.endswith(_TERMINALS)
    if inside >= 0:
        return False
    closing = quoted[quotation[end]]
    last = text[max(closing.start, closing.end - 8) : closing.end].rstrip(MARKS + " ")[-1:]
    return last == "," or (last in "?!…—–-" and _reports_first(doc, start))


def _reports_first(doc: Doc, start: int) -> bool:
    """Whether a clause such as "he said" begins at token `start`."""
    if doc[start].is_lower:
        return True
    for token in doc[start : start + 6]:
        if token.is_punct or token.is_space:
            return False
        if token.pos_ == "VERB":
            return lexicon.LEMMAS.get(token.lower_) in lexicon.SPEECH
    return False


def _tokens_in(doc: Doc, quoted: list[Span]) -> list[int]:
    inside = [-1] * len(doc)
    number = 0
    for token in doc:
        while number < len(quoted) and quoted[number].end <= token.idx:
            number += 1
        if number == len(quoted):
            break
        if quoted[number].start < token.idx + len(token):
            inside[token.i] = number
    return inside
