"""Finds each place where somebody is said to say something: the words that report, who speaks, and what is said."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from tui.analysis import attribution, content_ends, missing_subjects, speakers
from tui.analysis import lexicon_speech as lexicon
from tui.analysis.candidates import Candidate, candidates
from tui.analysis.layout import Layout
from tui.model import Span

THRESHOLD = -0.15
"""Logarithm of the odds from which a candidate is a report."""
CERTAIN = 3.0
"""The same for reports that rules find."""


@dataclass(slots=True)
class Report:
    """A reporting expression with its speaker and the pieces of what was said."""

    cue: Span
    speaker: Span | None
    contents: list[Span] = field(default_factory=list)
    score: float = CERTAIN
    """Logarithm of the odds that it is one."""

    @property
    def start(self) -> int:
        """First character of cue and contents."""
        return min(self.cue.start, *(span.start for span in self.contents))

    @property
    def end(self) -> int:
        """Where the last of cue and contents ends."""
        return max(self.cue.end, *(span.end for span in self.contents))


def reports(layout: Layout) -> Iterator[Report]:
    """The reports of `layout`, in the order of their cues; each has content. They may overlap."""
    for group in candidates(layout):
        judged = [(attribution.score(layout, candidate), candidate) for candidate in group]
        score, candidate = max(judged, key=lambda pair: pair[0])
        # Around "she said" stands one quotation, of which the half behind it is a candidate of its own.
        if candidate.structure != "before:quoted" and judged[0][1].structure == "before:quoted":
            score, candidate = (max(score, judged[0][0]), judged[0][1])
        whole = next((c for c in group if c.structure == "quotation"), None)
        if whole and candidate.content is not None and layout.doc[candidate.start].idx == whole.contents[0].start:
            behind = whole.contents[0].end
            if layout.text[behind : behind + 1] == ",":  # "said, 'Stand by us', while leaving the room"
                candidate = whole
        if _is_plain(candidate):
            score = max(score, THRESHOLD)
        if score >= THRESHOLD:
            report = _report(layout, candidate, score)
            if candidate.content is None or not _only_names(layout, report.contents[0]):
                yield report
    for token in layout.doc:
        if token.lower_ == "according" and layout.unit[token.i] >= 0 and not layout.is_quoted(token.i):
            attributed = _according_to(layout, token)
            if attributed is not None:
                yield attributed


def _is_plain(candidate: Candidate) -> bool:
    """Whether it is the plainest form of a report, a quotation or clause before "she said", which is hardly wrong."""
    return (
        candidate.structure in ("before:quoted", "before:inverted", "before:clause")
        and candidate.subject is not None
        and lexicon.LEMMAS.get(candidate.cue.lower_) in lexicon.SPEECH
    )


def _only_names(layout: Layout, span: Span) -> bool:
    """Whether a content is a pronoun or a name alone: whom it is about, not what is said."""
    first, last = layout.token_at(span.start), layout.token_at(span.end - 1)
    words = [token for token in layout.doc[first : last + 1] if token.is_alpha]
    if layout.overlapping(span):
        return False
    return all(token.pos_ in ("PRON", "PROPN", "DET") for token in words)


def _report(layout: Layout, candidate: Candidate, score: float) -> Report:
    contents = list(candidate.contents)
    if not contents:
        contents = [layout.content(candidate.start, content_ends.end(layout, candidate))]
    cue, subject = candidate.cue, candidate.subject
    nobody = cue.head.pos_ == "ADJ" and any(child.lower_ == "it" for child in cue.head.lefts)  # "it is safe to say"
    if subject is None and cue.pos_ == "VERB" and cue.tag_ != "VBG" and not (nobody or speakers.is_passive(cue)):
        subject = missing_subjects.nearest(layout, cue, contents)
    speaker = _phrase(layout, subject, contents)
    if speaker is None and (cue.tag_ == "VBG" or cue.pos_ == "NOUN"):
        speaker = _phrase(layout, missing_subjects.last_before(layout, cue, contents), contents)
    return Report(_cue(layout, cue), speaker, contents, score)


def _phrase(layout: Layout, head: Token | None, contents: list[Span]) -> Span | None:
    """The noun phrase around `head`, unless it is part of what was said."""
    if head is None:
        return None
    span = layout.characters(*speakers.phrase(layout, head))
    return None if any(span.overlaps(content) for content in contents) else span


def _cue(layout: Layout, cue: Token) -> Span:
    end = cue.i + 1
    if end < len(layout.doc) and layout.doc[end].head == cue and layout.doc[end].dep_ == "compound:prt":
        end += 1
    return layout.characters(cue.i, end)


def _according_to(layout: Layout, according: Token) -> Report | None:
    doc = layout.doc
    unit_start, unit_end = layout.bounds(according)
    if according.i + 2 >= unit_end or doc[according.i + 1].lower_ != "to":
        return None
    source = missing_subjects.first_noun(layout, according.i + 2, unit_end)
    if source is None:
        return None
    start, end = speakers.phrase(layout, source)
    start = max(start, according.i + 2)
    speaker = layout.characters(start, end)
    cue = layout.characters(according.i, according.i + 2)
    before = according.i
    while before > unit_start and (doc[before - 1].is_punct or doc[before - 1].is_space):
        before -= 1
    if before > unit_start and any(t.pos_ in ("VERB", "AUX") for t in doc[unit_start:before]):
        return Report(cue, speaker, [layout.content(unit_start, before)])
    comma = next((i for i in range(end, unit_end) if doc[i].text in (",", ":")), None)
    if comma is None or comma + 1 >= unit_end:
        return None
    return Report(cue, speaker, [layout.content(comma + 1, unit_end)])
