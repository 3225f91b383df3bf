"""Every place where somebody may be said to say, think, want or praise something, good and bad alike.

A candidate is a word that could report, with one thing behind or before it that could be its content. Which of them
are attributions is for `attribution` to judge.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from tui.analysis import lexicon_speech as lexicon
from tui.analysis import linear_model, missing_subjects, speakers
from tui.analysis.layout import ENDS, QUOTED_WORDS, Layout
from tui.analysis.said_before import said_before
from tui.model import Span

_CONTENTS = frozenset(
    ["ccomp", "xcomp", "obj", "obl", "advcl", "acl", "acl:relcl", "parataxis", "nmod", "csubj", "csubj:pass"]
)
"""What can hang on a reporting word and be its content."""
_IMPERSONAL = frozenset(["appear", "follow", "happen", "seem", "transpire"])
"""Verbs behind an "it" that stands for nobody: "it seems that"."""
_MOST_CUES = 40
"""Words that are tried in one sentence; a list of words holds more, and would take long."""


@dataclass(slots=True)
class Candidate:
    """A word that may report, with what may be its content."""

    cue: Token
    structure: str
    """How the content hangs on the cue: its dependency and the word that marks it, or where it stands."""
    subject: Token | None
    """Head of the words that name the speaker, if the parse gives them."""
    content: Token | None
    """Head of the content, where it is a phrase behind the cue."""
    start: int = 0
    """First token of such a content."""
    contents: tuple[Span, ...] = ()
    """The content, where its bounds are known without a judgement."""


def candidates(layout: Layout, everything: bool = False) -> Iterator[list[Candidate]]:
    """For each word that may report, in the order of the text, its candidates.

    With `everything`, also for the words of which the training says that they do not report.
    """
    tried = [0] * len(layout.units)
    for token in layout.doc:
        unit = layout.unit[token.i]
        if unit < 0 or tried[unit] >= _MOST_CUES or layout.quotation[token.i] >= 0:
            continue
        read = _READINGS.get(token.pos_)
        if read is None or not (everything or _can_report(token)):
            continue
        if found := list(read(layout, token)):
            tried[unit] += 1
            yield found


def _can_report(token: Token) -> bool:
    """Whether the training has seen `token` report often enough; a verb that it has not seen may report too."""
    known = linear_model.weight("cue", word(token))
    return bool(known) if known is not None else token.pos_ in ("VERB", "AUX")


def word(cue: Token) -> str:
    """The lexical feature of `cue`: lemma and part of speech."""
    return f"{cue.lemma_.lower()}/{cue.pos_}"


def _of_verb(layout: Layout, verb: Token) -> Iterator[Candidate]:
    if verb.pos_ == "AUX" and verb.dep_ in ("aux", "aux:pass", "cop"):
        return
    if verb.head.lemma_ == "remain" and verb.dep_ == "xcomp":
        return  # "it remains to be seen"
    if verb.lemma_ in _IMPERSONAL and any(child.lower_ == "it" and child.i < verb.i for child in verb.children):
        return
    passive = speakers.is_passive(verb)
    subject = speakers.agent_of(verb) if passive else _subject(layout, verb)
    floor = verb.i + 1
    if subject is not None and subject.i > verb.i and not passive:
        floor = speakers.phrase(layout, subject)[1]
    quotation = _quotation_behind(layout, verb, floor)
    if not passive:
        left = said_before(layout, verb, subject)
        if left is not None and not (quotation and _leads_up(layout, verb, left[0][0])):
            contents, speaker = left
            if layout.starts_quotation(contents[0].start):
                structure = "before:quoted"
            elif speaker is not None and speaker.i > verb.i:
                structure = "before:inverted"
            elif any(child.dep_ in ("ccomp", "parataxis") and child.i < verb.i for child in verb.children):
                structure = "before:clause"
            else:
                structure = f"before:{verb.dep_}"
            yield Candidate(verb, structure, speaker, None, contents=tuple(contents))
    if quotation is not None:
        yield Candidate(verb, "quotation", subject, None, contents=(quotation,))
    yield from _dependents(layout, verb, subject, floor)
    if passive and (named := speakers.passive_subject(verb)) is not None and named.i < verb.i:
        span = layout.characters(*speakers.phrase(layout, named))
        yield Candidate(verb, "passive", subject, named, contents=(span,))


def _leads_up(layout: Layout, verb: Token, before: Span) -> bool:
    """Whether `before` tells when or why the quotation behind `verb` was said: "Asked why, Earnest responded, 'X'"."""
    if layout.overlapping(before):
        return False
    return any(c.dep_ in ("advcl", "obl") and before.start <= c.idx < before.end for c in verb.lefts)


def _dependents(layout: Layout, cue: Token, subject: Token | None, floor: int) -> Iterator[Candidate]:
    """One candidate for each phrase and clause behind `cue`; the infinitive of "ask them to go" also within "them"."""
    number = layout.unit[cue.i]
    for child in cue.children:
        if child.i <= cue.i or child == subject or layout.unit[child.i] != number:
            continue
        if child.dep_ in ("obj", "iobj"):
            loose = next((c for c in child.children if c.dep_ == "acl" and c.left_edge.lower_ == "to"), None)
            if loose is not None and loose.left_edge.i > child.i:
                yield Candidate(cue, "obj>acl:to", subject, loose, loose.left_edge.i)
            told = next((c for c in child.children if c.dep_ in ("acl", "acl:relcl") and _is_clause(c)), None)
            if told is not None and lexicon.LEMMAS.get(cue.lower_) in lexicon.TELLING:
                yield Candidate(cue, "ccomp:that", subject, told, told.left_edge.i)
        if child.dep_ not in _CONTENTS:
            continue
        start = max(child.left_edge.i, floor)
        if start > child.i:
            continue
        mark = _mark(child)
        structure = child.dep_
        if mark is not None:
            structure = f"{child.dep_}:{mark.lower_}"
            if mark.dep_ == "case" or (mark.dep_ == "mark" and child.tag_ == "VBG"):
                start = max(start, min(mark.i + 1, child.i))
        yield Candidate(cue, structure, subject, child, start)


def _is_clause(verb: Token) -> bool:
    """Whether "that" only opens the clause of `verb`, which has a subject of its own: "that the harbour will close"."""
    first = verb.left_edge
    return first.lower_ == "that" and any(c.dep_ in speakers.SUBJECTS and c != first for c in verb.lefts)


def _mark(child: Token) -> Token | None:
    return next((token for token in child.children if token.i < child.i and token.dep_ in ("mark", "case")), None)


def _of_nominal(layout: Layout, word: Token) -> Iterator[Candidate]:
    subject = speakers.owner(word) if word.pos_ == "NOUN" else speakers.own_subject(word)
    if subject is None and word.pos_ == "ADJ":
        subject = word.head if word.dep_ in ("amod", "acl") else _subject(layout, word)
    yield from _dependents(layout, word, subject, word.i + 1)


def _subject(layout: Layout, verb: Token) -> Token | None:
    """The subject by the parse, unless it stands in quotation marks that leave the verb out."""
    subject = speakers.subject_of(verb)
    if verb.tag_ == "VBG" and speakers.own_subject(verb) is None:
        subject = missing_subjects.of_participle(layout, verb) or subject
    if subject is not None and layout.quotation[subject.i] != layout.quotation[verb.i]:
        return None
    return subject


def _quotation_behind(layout: Layout, verb: Token, floor: int) -> Span | None:
    """The first quotation behind the verb, when nothing but adjuncts stands between."""
    doc = layout.doc
    _, unit_end = layout.bounds(verb)
    for index in range(floor, unit_end):
        if layout.is_quoted(index):
            span = layout.quoted[layout.quotation[index]]
            return span if layout.words(span) >= QUOTED_WORDS else None
        if doc[index].text in ENDS or doc[index].text == ";":
            return None
        if doc[index].pos_ == "VERB" and doc[index].dep_ != "acl:relcl":
            return None
    return None


_READINGS = {"VERB": _of_verb, "AUX": _of_verb, "NOUN": _of_nominal, "ADJ": _of_nominal}
"""What finds the candidates of a word, by its part of speech."""
