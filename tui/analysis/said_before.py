"""What was said when the report follows it: "X, she said", "X, said Price", "X, she said, Y"."""

from spacy.tokens import Token

from tui.analysis import lexicon_speech as lexicon
from tui.analysis import missing_subjects, speakers
from tui.analysis.layout import ENDS, MARKS, SEPARATORS, Layout
from tui.model import Span


def said_before(layout: Layout, verb: Token, subject: Token | None) -> tuple[list[Span], Token | None] | None:
    """What stands before the clause of `verb`, and behind it if that interrupts it; and the subject, if known now.

    `subject` is what the parse gives. None when nothing that could have been said stands there.
    """
    doc = layout.doc
    unit_start, _ = layout.bounds(verb)
    start = _clause_start(layout, verb, subject)
    end = start
    while end > unit_start and (doc[end - 1].is_space or doc[end - 1].text in SEPARATORS):
        end -= 1
    closes = end > unit_start and layout.is_quoted(end - 1)
    if end == start and not closes:
        return None
    if end <= unit_start or start <= unit_start:
        return None
    words = [doc[index] for index in range(unit_start, end) if doc[index].is_alpha]
    if not closes and not any(word.pos_ in ("VERB", "AUX") for word in words):
        return None
    if subject is None and not any(doc[index].pos_ in missing_subjects.NOMINAL for index in range(end, verb.i)):
        subject = missing_subjects.inverted(layout, verb)
        if subject is None:
            return None
    if any(_reports(layout, doc[index]) for index in range(end, verb.i)):
        return None  # "X, said Price, who noted that Y": it is not the nearest report
    contents = [layout.content(_content_start(layout, unit_start, end), end)]
    rest = _rest(layout, verb, unit_start, end)
    if rest is not None:
        contents.append(rest)
    return contents, subject


def _reports(layout: Layout, token: Token) -> bool:
    return token.pos_ == "VERB" and lexicon.LEMMAS.get(token.lower_) in lexicon.SPEECH and not layout.is_quoted(token.i)


def _clause_start(layout: Layout, verb: Token, subject: Token | None) -> int:
    """First token of the clause with `verb` that holds its subject."""
    start = verb.i
    quoted_end = _comma_quotation_end(layout, verb)
    if quoted_end is not None:
        return quoted_end
    if subject is not None and subject.i < verb.i and layout.unit[subject.i] == layout.unit[verb.i]:
        between = layout.doc[subject.i + 1 : verb.i]
        if not any(layout.is_quoted(token.i) for token in between):
            return speakers.phrase(layout, subject)[0]
    for child in reversed(list(verb.lefts)):
        if child.dep_ in ("aux", "advmod") and child.right_edge.i == start - 1:
            start = child.left_edge.i
    return start


def _content_start(layout: Layout, start: int, end: int) -> int:
    """First token of the sentence or quotation that ends at `end`, where the parser saw no sentence end before it."""
    for index in range(end - 1, start, -1):
        if not layout.is_quoted(index):
            if layout.doc[index].text in ENDS:
                return index + 1
        elif layout.is_quoted(index - 1) and layout.quotation[index] != layout.quotation[index - 1] and index < end - 1:
            return index
    return start


def _comma_quotation_end(layout: Layout, verb: Token) -> int | None:
    """The token behind the last quotation before `verb`, if that ends as "X," or "X?" do, with no sentence between."""
    unit_start, _ = layout.bounds(verb)
    for index in range(verb.i - 1, max(unit_start, verb.i - 40) - 1, -1):
        if layout.doc[index].text in ENDS:
            return None
        number = layout.quotation[index]
        if number >= 0:
            if number == layout.quotation[verb.i]:
                return None
            span = layout.quoted[number]
            inner = layout.text[span.start : span.end].rstrip(MARKS + " ")
            behind = layout.text[span.end : span.end + 1]
            return index + 1 if inner[-1:] in ",?!…—–-" or behind == "," else None
    return None


def _rest(layout: Layout, verb: Token, start: int, end: int) -> Span | None:
    """What goes on behind "X, she said," when the sentence is interrupted."""
    doc = layout.doc
    _, unit_end = layout.bounds(verb)
    comma = next(
        (
            index
            for index in range(verb.i + 1, unit_end)
            if doc[index].text in SEPARATORS or doc[index].text in ENDS or layout.is_quoted(index)
        ),
        None,
    )
    if comma is None or comma + 1 >= unit_end or layout.is_quoted(comma):
        return None
    if any(doc[index].pos_ == "VERB" for index in range(verb.i + 1, comma)):
        return None
    begin = comma + 1
    if not layout.is_quoted(begin):
        if layout.is_quoted(end - 1):
            return None
        forwards = any(comma < doc[index].head.i < unit_end for index in range(start, end))
        backwards = any(start <= doc[index].head.i < end for index in range(begin, unit_end))
        if not (forwards or backwards) or doc[begin].tag_ == "VBG":
            return None
    return layout.content(begin, unit_end)
