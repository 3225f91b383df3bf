"""Finds each place where somebody is said to say something: the words that report, who speaks, and what is said."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from tui.analysis import lexicon_speech as lexicon
from tui.analysis import missing_subjects, speakers
from tui.analysis.layout import Layout
from tui.analysis.said_after import clause_span, is_bare, said_after
from tui.analysis.said_before import said_before
from tui.model import Span

_MOST_CUES = 20
"""Reporting verbs that a sentence can hold; a list of words holds more, and would take long."""


@dataclass(slots=True)
class Report:
    """A reporting expression with its speaker and the pieces of what was said."""

    cue: Span
    speaker: Span | None
    contents: list[Span] = field(default_factory=list)


def reports(layout: Layout) -> Iterator[Report]:
    """The reports of `layout`, in the order of their cues; each has content."""
    tried: Counter[int] = Counter()
    for token in layout.doc:
        unit = layout.unit[token.i]
        if unit < 0 or tried[unit] > _MOST_CUES:
            continue
        report = None
        lemma = lexicon.LEMMAS.get(token.lower_, "")
        tried[unit] += bool(lemma)
        if lemma and not layout.is_quoted(token.i) and (token.pos_ == "VERB" or token.lower_ in lexicon.UNMISTAKABLE):
            report = _by_verb(layout, token, lemma)
        elif token.lower_ == "according" and not layout.is_quoted(token.i):
            report = _according_to(layout, token)
        elif token.pos_ == "NOUN" and token.lower_ in lexicon.NOUNS and not layout.is_quoted(token.i):
            report = _by_noun(layout, token)
        if report is not None and report.contents:
            yield report


def _by_verb(layout: Layout, verb: Token, lemma: str) -> Report | None:
    if speakers.is_passive(verb):
        return _by_passive(layout, verb, lemma)
    subject = _subject(layout, verb)
    left = said_before(layout, verb, subject) if lemma in lexicon.SPEECH or lemma in lexicon.OPINION else None
    contents: list[Span] = []
    if left is not None and layout.starts_quotation(left[0][0].start):
        contents, subject = left
    else:
        right = said_after(layout, verb, lemma, subject)
        if right is not None:
            contents = [right]
        elif left is not None:
            contents, subject = left
    if not contents:
        return None
    speaker = None
    if subject is None and verb.tag_ != "VBG":
        subject = missing_subjects.nearest(layout, verb, contents)
    if subject is not None:
        speaker = layout.characters(*speakers.phrase(layout, subject))
        if any(speaker.overlaps(span) for span in contents):
            speaker = None
    return Report(_cue(layout, verb), speaker, contents)


def _subject(layout: Layout, verb: Token) -> Token | None:
    """The subject by the parse, unless it stands in quotation marks that leave the verb out."""
    subject = speakers.subject_of(verb)
    if verb.tag_ == "VBG" and speakers.own_subject(verb) is None:
        subject = missing_subjects.of_participle(layout, verb) or subject
    if subject is not None and layout.quotation[subject.i] != layout.quotation[verb.i]:
        return None
    return subject


def _cue(layout: Layout, verb: Token) -> Span:
    end = verb.i + 1
    if end < len(layout.doc) and layout.doc[end].head == verb and layout.doc[end].dep_ in ("compound:prt", "prt"):
        end += 1
    return layout.characters(verb.i, end)


def _by_passive(layout: Layout, verb: Token, lemma: str) -> Report | None:
    agent = speakers.agent_of(verb)
    subject = speakers.passive_subject(verb)
    clause = next((child for child in verb.rights if child.dep_ in ("ccomp", "csubj", "csubj:pass")), None)
    speaker = None
    if agent is not None:
        speaker = layout.characters(*speakers.phrase(layout, agent))
    contents = []
    if clause is not None:
        span = clause_span(layout, clause, verb.i + 1)
        contents = [span] if span else []
    elif subject is not None and agent is not None and (lemma in lexicon.JUDGING or lemma in lexicon.NAMING):
        named = speakers.phrase(layout, subject)
        extra = next(
            (c for c in verb.rights if c.dep_ in ("xcomp", "obl", "advcl") and c != agent and c.i > agent.i), None
        )
        said = clause_span(layout, extra, agent.i + 1) if extra is not None else None
        if said or not is_bare(layout, *named):
            contents = [layout.characters(*named), *filter(None, [said])]
    return Report(_cue(layout, verb), speaker, contents) if contents else None


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


def _by_noun(layout: Layout, noun: Token) -> Report | None:
    clause = next(
        (
            c
            for c in noun.rights
            if c.dep_ in ("acl", "ccomp") and c.left_edge.lower_ == "that" and c.left_edge.i == noun.i + 1
        ),
        None,
    )
    if clause is None:
        return None
    owner = next((child for child in noun.lefts if child.dep_ in ("nmod:poss", "poss")), None)
    if owner is None and noun.dep_ in ("obj", "dobj"):
        owner = speakers.own_subject(noun.head)
    speaker = layout.characters(*speakers.phrase(layout, owner)) if owner is not None else None
    span = clause_span(layout, clause, noun.i + 1)
    return Report(layout.characters(noun.i, noun.i + 1), speaker, [span]) if span else None
