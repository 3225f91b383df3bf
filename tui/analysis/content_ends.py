"""Where the content of a report may end, and what tells the places apart."""

from collections.abc import Iterator

from spacy.tokens import Token

from tui.analysis import lexicon_speech as lexicon
from tui.analysis import linear_model, speakers
from tui.analysis.candidates import Candidate
from tui.analysis.layout import ENDS, Layout

_CLAUSES = frozenset(["advcl", "conj", "parataxis", "ccomp", "xcomp", "acl", "acl:relcl", "obl", "appos", "nmod"])
_JOINING = frozenset(["and", "but", "while", "as", "though", "although", "whereas"])
_FINITE = frozenset(["VBD", "VBZ", "VBP"])
_MOST = 12
"""Places that are tried."""


def end(layout: Layout, candidate: Candidate) -> int:
    """The token (exclusive) at which the content of `candidate` most probably ends."""
    best = max(ends(layout, candidate), key=lambda place: linear_model.score("end", features(layout, candidate, place)))
    return _before_next_report(layout, candidate, best)


def _before_next_report(layout: Layout, candidate: Candidate, end: int) -> int:
    """`end`, or where a report of its own begins before it: ", adding", ", and others said", "and denied"."""
    assert candidate.content is not None
    doc = layout.doc
    for index in range(candidate.content.i + 2, end):
        token = doc[index]
        if _goes_on_with_cue(candidate.cue, token):
            return token.left_edge.i if token.left_edge.i > candidate.content.i else end
        if lexicon.LEMMAS.get(token.lower_) not in lexicon.SPEECH or token.pos_ != "VERB" or layout.is_quoted(index):
            continue
        begin = index
        if token.tag_ != "VBG":
            subject = speakers.own_subject(token)
            if subject is None or subject.i > index:
                continue
            begin = speakers.phrase(layout, subject)[0] - 1
            if doc[begin].lower_ not in _JOINING:
                continue
        if begin - 1 > candidate.content.i and doc[begin - 1].text in (",", ";", "—", "–"):
            return begin - 1
    return end


def _goes_on_with_cue(cue: Token, verb: Token) -> bool:
    """Whether "and" joins `verb` to `cue` and not to the content: "rejected the plan and condemned it"."""
    if verb.dep_ != "conj" or verb.tag_ not in _FINITE or any(c.dep_ in speakers.SUBJECTS for c in verb.lefts):
        return False
    return verb.head == cue or (cue.dep_ == "conj" and verb.head == cue.head)


def ends(layout: Layout, candidate: Candidate) -> list[int]:
    """Tokens (exclusive) at which the content may end: with its own phrase, with what follows it, or within it."""
    cue, content = candidate.cue, candidate.content
    assert content is not None
    _, unit_end = layout.bounds(cue)
    found = {min(content.right_edge.i + 1, unit_end), unit_end}
    above = cue
    for _ in range(2):
        for child in above.children:
            if child.i > content.i and child.i < unit_end and not child.is_punct:
                found.add(min(child.right_edge.i + 1, unit_end))
                found.add(child.left_edge.i)
        above = above.head
    for child in content.children:
        if child.i > content.i and child.dep_ in _CLAUSES and child.i < unit_end:
            found.add(child.left_edge.i)
            found.update(c.left_edge.i for c in child.children if c.i > child.i and c.dep_ in _CLAUSES)
    return sorted({max(_trimmed(layout, end), content.i + 1) for end in found if content.i < end <= unit_end})[:_MOST]


def _trimmed(layout: Layout, end: int) -> int:
    """`end` without the punctuation, white space and conjunctions before it."""
    while layout.quotation[end - 1] < 0:
        last = layout.doc[end - 1]
        if not (last.is_punct or last.is_space or last.dep_ == "cc"):
            break
        end -= 1
    return end


def features(layout: Layout, candidate: Candidate, end: int) -> Iterator[str]:
    """What is known of the place `end`."""
    doc, cue, content = layout.doc, candidate.cue, candidate.content
    assert content is not None
    _, unit_end = layout.bounds(cue)
    structure = candidate.structure
    own = content.right_edge.i + 1
    side = "own" if end == _trimmed(layout, min(own, unit_end)) else "in" if end < own else "out"
    last = all(doc[i].is_punct or doc[i].is_space for i in range(end, unit_end))
    yield f"{structure} {side} {last}"
    yield f"{side} {last} {cue.dep_}"
    yield f"{side} {last} {cue.lemma_.lower()}"
    yield f"{side} {last} {cue.pos_} {content.pos_}"
    included = doc[end - 1]
    while content.i < included.head.i < end and included.head != included:
        included = included.head
    mark = included.left_edge.lower_
    yield f"last {included.dep_} {included.head == cue} {mark if included.left_edge != included else ''}"
    yield f"last {included.dep_} {included.head == cue} {content.pos_}"
    if not last:
        place = end
        while place < unit_end - 1 and doc[place].is_punct:
            place += 1
        comma = doc[end].text if doc[end].is_punct else "-"
        following = doc[place]
        begun = following
        while begun.head != begun and begun.head.left_edge.i >= end:
            begun = begun.head
        where = _place_of(begun.head, candidate, end)
        yield f"next {comma} {begun.dep_} {where}"
        yield f"next {begun.dep_} {where} {content.pos_} {structure}"
        yield f"next {comma} {following.lower_}"
        yield f"next {following.pos_} {begun.dep_} {following.lower_}"
        yield f"next {side} {where} {begun.dep_} {begun.tag_}"
    length = end - candidate.start
    yield f"length {min(length, 4) if length < 5 else 5 + min(length // 5, 8)} {content.pos_}"
    yield f"ends within {any(doc[i].text in ENDS or doc[i].text == ';' for i in range(candidate.start, end))}"
    yield f"quoted {layout.quotation[end - 1] >= 0} {end < unit_end and layout.quotation[end] >= 0}"
    commas = sum(doc[i].text == "," for i in range(candidate.start, end))
    yield f"commas {min(commas, 3)} {content.pos_}"


def _place_of(head: Token, candidate: Candidate, end: int) -> str:
    """What the first phrase behind the content hangs on: the cue, the content, something within or above them."""
    assert candidate.content is not None
    if head == candidate.cue:
        return "cue"
    if head == candidate.content:
        return "content"
    return "deep" if candidate.content.left_edge.i <= head.i < end else "above"
