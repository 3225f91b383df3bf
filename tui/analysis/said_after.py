"""What was said when it follows the report: "she said that X", "he urged them to X", "they called it Y"."""

from spacy.tokens import Token

from tui.analysis import lexicon_speech as lexicon
from tui.analysis import speakers
from tui.analysis.layout import ENDS, QUOTED_WORDS, SEPARATORS, Layout
from tui.model import Span

_EMBEDDED = frozenset(["acl", "acl:relcl", "relcl", "csubj", "ccomp", "advcl", "xcomp"])
_INTRODUCING = frozenset([":", ",", "“", '"', "''"])
_REFLEXIVES = frozenset(["myself", "yourself", "himself", "herself", "itself", "ourselves", "themselves"])
_BARE_WORDS = 6
"""So many words without a verb say nothing yet: "the plan", "the outcome of the vote"."""
_JOINING = frozenset(["and", "but", "while", "as", "though", "although", "whereas"])


def said_after(layout: Layout, verb: Token, lemma: str, subject: Token | None) -> Span | None:
    """What `verb` (of the lexicon's `lemma`) has behind it as what was said, or None.

    Tried in this order: a clause, a quotation, an infinitive, a phrase with the verb's own preposition, an object, and
    behind the plainest verbs of saying the rest of the sentence.
    """
    floor = verb.i + 1
    if subject is not None and subject.i > verb.i:
        floor = speakers.phrase(layout, subject)[1]
    takes_clause = lemma in lexicon.SPEECH or lemma in lexicon.JUDGING
    if takes_clause or lemma in lexicon.OPINION:
        clause = next((child for child in verb.rights if _is_reported(layout, verb, child)), None)
        if clause is not None:
            return clause_span(layout, clause, floor, _content_end(layout, verb, clause))
    if takes_clause and (quotation := _quotation_after(layout, verb, floor)):
        return quotation
    if lemma in lexicon.DIRECTIVE:
        infinitive = _infinitive(verb)
        if infinitive is not None:
            return clause_span(layout, infinitive, floor)
    if lemma in lexicon.WITH_PREPOSITION and (found := _with_preposition(layout, verb, lemma, floor)):
        return found
    if lemma in lexicon.JUDGING and lemma not in lexicon.ADDRESSING and (found := _object(layout, verb, lemma, floor)):
        return found
    return _remainder(layout, verb, floor) if lemma in lexicon.PLAIN else None


def _is_reported(layout: Layout, verb: Token, child: Token) -> bool:
    """Whether the clause `child` is what `verb` reports; a loose one is when a comma, colon or mark introduces it."""
    if child.dep_ == "ccomp":
        return True
    before = child.left_edge.i - 1
    return child.dep_ == "parataxis" and before > verb.i and layout.doc[before].text in _INTRODUCING


def _infinitive(verb: Token) -> Token | None:
    """The infinitive of "urged them to leave", which parsers also hang on "them" or take for a purpose."""
    for child in verb.rights:
        if child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX"):
            return child
        if child.dep_ == "advcl" and child.left_edge.lower_ == "to":
            return child
        if child.dep_ in speakers.OBJECTS:
            loose = next((c for c in child.rights if c.dep_ == "acl" and c.left_edge.lower_ == "to"), None)
            if loose is not None:
                return loose
    return None


def _with_preposition(layout: Layout, verb: Token, lemma: str, floor: int) -> Span | None:
    """The content of "call for X", "accuse of X"."""
    for child in verb.rights:
        if child.dep_ not in ("obl", "advcl", "nmod", "prep"):
            continue
        for mark in child.lefts:
            if mark.lower_ in lexicon.WITH_PREPOSITION[lemma] and mark.dep_ in ("case", "mark"):
                return clause_span(layout, child, max(floor, mark.i + 1), _content_end(layout, verb, child))
    return None


def _object(layout: Layout, verb: Token, lemma: str, floor: int) -> Span | None:
    """The content of "denounce X" and "call X Y": the object with what is said of it."""
    target = next((child for child in verb.rights if child.dep_ in ("obj", "dobj")), None)
    if target is None:
        return None
    _, unit_end = layout.bounds(verb)
    end = target.right_edge.i + 1
    for child in verb.rights:
        if child.i > target.i and child.dep_ in ("xcomp", "obl", "advcl") and child.left_edge.i <= end + 1:
            end = max(end, child.right_edge.i + 1)
    end = _over_quotation(layout, min(end, unit_end), unit_end)
    if lemma in lexicon.NAMING:
        end = max(end, _content_end(layout, verb, target))
    begin = max(target.left_edge.i, floor)
    described = end > target.right_edge.i + 1 or any(token.lower_ == "as" for token in target.subtree)
    described = described and lemma in lexicon.NAMING and target.lower_ not in _REFLEXIVES
    if not described and is_bare(layout, begin, end):
        return None
    return layout.content(begin, _before_participle(layout, begin, end)) if begin < end else None


def is_bare(layout: Layout, start: int, end: int) -> bool:
    """Whether tokens `start` to `end` only name what it is about: "it", "himself a friend", "Ada Brown", "the plan"."""
    if any(layout.is_quoted(index) for index in range(start, end)):
        return False
    words = [token for token in layout.doc[start:end] if token.is_alpha]
    if len(words) <= 1 or words[0].lower_ in _REFLEXIVES or all(token.pos_ == "PROPN" for token in words):
        return True
    return len(words) <= _BARE_WORDS and not any(token.pos_ in ("VERB", "AUX") for token in words)


def _quotation_after(layout: Layout, verb: Token, floor: int) -> Span | None:
    """The first quotation behind the verb, when nothing but adjuncts stands between."""
    doc = layout.doc
    _, unit_end = layout.bounds(verb)
    for index in range(floor, unit_end):
        if layout.is_quoted(index):
            span = layout.quoted[layout.quotation[index]]
            return span if layout.words(span) >= QUOTED_WORDS else None
        if doc[index].pos_ == "VERB" or doc[index].text in ENDS or doc[index].text == ";":
            return None
    return None


def _over_quotation(layout: Layout, end: int, unit_end: int) -> int:
    """`end`, or where the quotation ends that follows within three words: "called him a 'great man'"."""
    for index in range(end, min(end + 4, unit_end)):
        number = layout.quotation[index]
        if number >= 0:
            while index < unit_end and layout.quotation[index] == number:
                index += 1
            return index
        if layout.doc[index].is_punct or layout.doc[index].pos_ == "VERB":
            break
    return end


def _remainder(layout: Layout, verb: Token, floor: int) -> Span | None:
    """The rest of the sentence behind a plain verb of saying, where the parse shows no clause."""
    doc = layout.doc
    _, unit_end = layout.bounds(verb)
    end = next((i for i in range(floor, unit_end) if doc[i].text in ENDS and not layout.is_quoted(i)), unit_end)
    if floor >= end or doc[floor].text in SEPARATORS or doc[floor].pos_ in ("ADP", "CCONJ"):
        return None
    if not any(token.pos_ in ("VERB", "AUX") and token.tag_ != "VBG" for token in doc[floor:end]):
        return None
    return layout.content(floor, end)


def _content_end(layout: Layout, verb: Token, clause: Token) -> int:
    """Where the content of a reporting main clause ends: with the sentence, or where the reporting clause goes on.

    Parsers cut clauses short far more often than writers go on with something else behind them.
    """
    doc = layout.doc
    _, unit_end = layout.bounds(verb)
    end = clause.right_edge.i + 1
    if verb.dep_ in _EMBEDDED and verb.tag_ != "VBG":
        return end
    for index in range(clause.i + 1, unit_end):
        token = doc[index]
        if layout.is_quoted(index):
            continue
        if token.text in ENDS or token.text == ";":
            return index
        if token.lower_ == "according" and doc[index - 1].text == ",":
            return index - 1
        if token.pos_ == "VERB" and token.lower_ in lexicon.LEMMAS:
            begin = _next_report(layout, token)
            if begin is not None and begin > clause.i:
                return begin
        goes_on = token.head.i == verb.i and token.dep_ in ("conj", "advcl", "parataxis") and index > end - 1
        if goes_on and token.dep_ == "conj" and speakers.own_subject(token) is not None:
            goes_on = token.lower_ in lexicon.LEMMAS
        if goes_on:
            return max(token.left_edge.i, clause.i + 1)
    return unit_end


def _next_report(layout: Layout, verb: Token) -> int | None:
    """The comma of ", and others said", ", while she said": where the next report of a sentence begins."""
    subject = speakers.own_subject(verb)
    if subject is None or subject.i > verb.i:
        return None
    start, _ = speakers.phrase(layout, subject)
    if start >= 2 and layout.doc[start - 1].lower_ in _JOINING and layout.doc[start - 2].text in (",", ";", "—", "–"):
        return start - 2
    return None


def clause_span(layout: Layout, clause: Token, floor: int, end: int | None = None) -> Span | None:
    """The clause headed by `clause` as what was said, from token `floor` on, to `end` or to its own end."""
    start = max(clause.left_edge.i, floor)
    end = clause.right_edge.i + 1 if end is None else end
    if start >= end:
        return None
    return layout.content(start, _before_participle(layout, start, end))


def _before_participle(layout: Layout, start: int, end: int) -> int:
    """`end`, or where ", adding" begins a report of its own."""
    doc = layout.doc
    for index in range(start + 2, end):
        token = doc[index]
        if (
            token.tag_ == "VBG"
            and doc[index - 1].text == ","
            and lexicon.LEMMAS.get(token.lower_) in lexicon.SPEECH
            and not layout.is_quoted(index)
        ):
            return index - 1
    return end
