"""Models whose parser speaks the CLEAR style: their trees become Universal Dependencies, and the rules read those.

Such models cannot be shipped, so the sentences here are parsed by hand: `word/tag/label/head`, heads counted from 1.
"""

from random import Random

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from tests.analysis.marked import found
from tui.analysis.clear_style import UNIVERSAL, is_clear_style, reader_clear_style
from tui.analysis.convert import to_analysis
from tui.analysis.document import rules
from tui.model import Analysis

VOCAB = spacy.blank("en").vocab
_POS = {
    "NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON",
    "EX": "PRON", "DT": "DET", "IN": "ADP", "TO": "PART", "RB": "ADV", "RP": "ADP", "CC": "CCONJ", "MD": "AUX",
    "JJ": "ADJ", "CD": "NUM", "POS": "PART", ".": "PUNCT", ",": "PUNCT", "``": "PUNCT", "''": "PUNCT", "VBD": "VERB",
    "VBZ": "VERB", "VBP": "VERB", "VB": "VERB", "VBN": "VERB", "VBG": "VERB",
}  # fmt: skip
CLEAR = [
    "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc", "ccomp",
    "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta", "neg",
    "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj",
    "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp",
]  # fmt: skip
LABELS_AFTER = {
    "ROOT", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj",
    "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "dep", "det", "det:predet",
    "discourse", "expl", "iobj", "mark", "nmod", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:pass", "nummod", "obj",
    "obl", "obl:agent", "obl:unmarked", "parataxis", "punct", "xcomp",
}  # fmt: skip
_LEMMAS = {
    "said": "say", "won": "win", "lost": "lose", "lying": "lie", "accused": "accuse", "urged": "urge", "called": "call",
    "criticised": "criticise", "condemned": "condemn", "refused": "refuse", "voiced": "voice", "supports": "support",
    "leads": "lead", "attacks": "attack", "did": "do",
}  # fmt: skip
_BE = ("is", "are", "was", "were", "be", "been", "being")


def clear(text: str, *names: tuple[str, str]) -> Doc:
    """The Doc of a sentence parsed by hand in the CLEAR style, with `names` (words, label) as its entities."""
    rows = [part.rsplit("/", 3) for part in text.split()]
    words, tags, labels, heads = zip(*rows, strict=True)
    spaces = [
        not (tag in (".", ",", "POS", "''") or before == "``")
        for tag, before in zip([*tags[1:], "."], tags, strict=True)
    ]
    doc = Doc(
        VOCAB,
        words=list(words),
        spaces=spaces,
        tags=list(tags),
        pos=["AUX" if word in _BE else _POS[tag] for word, tag in zip(words, tags, strict=True)],
        lemmas=["be" if word in _BE else _LEMMAS.get(word, word) for word in words],
        deps=list(labels),
        heads=[int(head) - 1 for head in heads],
    )
    spans = []
    for name, label in names:
        span = doc.char_span(doc.text.index(name), doc.text.index(name) + len(name), label=label)
        assert span is not None, name
        spans.append(span)
    doc.ents = spans
    return doc


def arcs(doc: Doc) -> set[str]:
    """The tree as lines "label(head, word)"."""
    return {f"{token.dep_}({token.head.text}, {token.text})" for token in doc if token.dep_ != "punct"}


TREES = {
    "a preposition": (
        "Iran/NNP/nsubj/2 waits/VBZ/ROOT/2 in/IN/prep/2 silence/NN/pobj/3",
        {"nsubj(waits, Iran)", "ROOT(waits, waits)", "obl(waits, silence)", "case(silence, in)"},
    ),
    "a preposition behind a noun": (
        "talks/NNS/nsubj/4 with/IN/prep/1 Iran/NNP/pobj/2 failed/VBD/ROOT/4",
        {"nsubj(failed, talks)", "nmod(talks, Iran)", "case(Iran, with)", "ROOT(failed, failed)"},
    ),
    "two prepositions": (
        "came/VBD/ROOT/1 from/IN/prep/1 inside/IN/prep/2 parliament/NN/pobj/3",
        {"ROOT(came, came)", "obl(came, parliament)", "case(parliament, from)", "case(parliament, inside)"},
    ),
    "because of": (
        "fell/VBD/ROOT/1 because/IN/prep/1 of/IN/pcomp/2 the/DT/det/5 tax/NN/pobj/3",
        {"ROOT(fell, fell)", "obl(fell, tax)", "case(tax, because)", "case(tax, of)", "det(tax, the)"},
    ),
    "from one to another": (
        "rose/VBD/ROOT/1 from/IN/prep/1 two/CD/pobj/2 to/IN/prep/1 six/CD/pobj/4",
        {"ROOT(rose, rose)", "obl(rose, two)", "case(two, from)", "obl(rose, six)", "case(six, to)"},
    ),
    "prepositions joined by and": (
        "with/IN/ROOT/1 Iran/NNP/pobj/1 and/CC/cc/1 with/IN/conj/1 Syria/NNP/pobj/4",
        {"ROOT(Iran, Iran)", "case(Iran, with)", "conj(Iran, Syria)", "cc(Syria, and)", "case(Syria, with)"},
    ),
    "a preposition before a clause": (
        "accused/VBD/ROOT/1 him/PRP/dobj/1 of/IN/prep/1 lying/VBG/pcomp/3",
        {"ROOT(accused, accused)", "obj(accused, him)", "advcl(accused, lying)", "mark(lying, of)"},
    ),
    "a preposition without an object": (
        "the/DT/det/2 plan/NN/ROOT/2 they/PRP/nsubj/4 called/VBD/relcl/2 for/IN/prep/4",
        {"det(plan, the)", "ROOT(plan, plan)", "nsubj(called, they)", "acl:relcl(plan, called)", "obl(called, for)"},
    ),
    "a passive with its agent": (
        "It/PRP/nsubjpass/3 was/VBD/auxpass/3 stopped/VBN/ROOT/3 by/IN/agent/3 Iran/NNP/pobj/4",
        {
            "nsubj:pass(stopped, It)",
            "aux:pass(stopped, was)",
            "ROOT(stopped, stopped)",
            "obl:agent(stopped, Iran)",
            "case(Iran, by)",
        },
    ),
    "a noun as predicate": (
        "It/PRP/nsubj/3 must/MD/aux/3 be/VB/ROOT/3 a/DT/det/5 lie/NN/attr/3",
        {"nsubj(lie, It)", "aux(lie, must)", "cop(lie, be)", "det(lie, a)", "ROOT(lie, lie)"},
    ),
    "an adjective as predicate": (
        "Iran/NNP/nsubj/2 is/VBZ/ROOT/2 not/RB/neg/2 critical/JJ/acomp/2 of/IN/prep/4 it/PRP/pobj/5",
        {
            "nsubj(critical, Iran)",
            "cop(critical, is)",
            "advmod(critical, not)",
            "ROOT(critical, critical)",
            "obl(critical, it)",
            "case(it, of)",
        },
    ),
    "a phrase with a preposition as predicate": (
        "Iran/NNP/nsubj/2 is/VBZ/ROOT/2 against/IN/prep/2 it/PRP/pobj/3",
        {"nsubj(it, Iran)", "cop(it, is)", "case(it, against)", "ROOT(it, it)"},
    ),
    "a predicate in a clause with that": (
        "say/VBP/ROOT/1 that/IN/mark/4 it/PRP/nsubj/4 is/VBZ/ccomp/1 right/JJ/acomp/4",
        {"ROOT(say, say)", "ccomp(say, right)", "mark(right, that)", "nsubj(right, it)", "cop(right, is)"},
    ),
    "predicates joined by and": (
        "It/PRP/nsubj/2 is/VBZ/ROOT/2 wrong/JJ/acomp/2 and/CC/cc/2 was/VBD/conj/2 late/JJ/acomp/5",
        {
            "nsubj(wrong, It)",
            "cop(wrong, is)",
            "ROOT(wrong, wrong)",
            "conj(wrong, late)",
            "cc(late, and)",
            "cop(late, was)",
        },
    ),
    "there is": (
        "There/EX/expl/2 is/VBZ/ROOT/2 hope/NN/attr/2 in/IN/prep/2 Iran/NNP/pobj/4",
        {"expl(is, There)", "ROOT(is, is)", "nsubj(is, hope)", "obl(is, Iran)", "case(Iran, in)"},
    ),
    "a predicate of another verb": (
        "Iran/NNP/nsubj/2 remained/VBD/ROOT/2 critical/JJ/acomp/2",
        {"nsubj(remained, Iran)", "ROOT(remained, remained)", "xcomp(remained, critical)"},
    ),
    "an aim that is a clause": (
        "The/DT/det/2 aim/NN/nsubj/5 in/IN/prep/2 Iran/NNP/pobj/3 is/VBZ/ROOT/5 to/TO/aux/7 win/VB/xcomp/5",
        {
            "det(aim, The)",
            "nsubj(is, aim)",
            "nmod(aim, Iran)",
            "case(Iran, in)",
            "ROOT(is, is)",
            "mark(win, to)",
            "xcomp(is, win)",
        },
    ),
    "three conjuncts": (
        "Iran/NNP/ROOT/1 ,/,/punct/1 Syria/NNP/conj/1 and/CC/cc/3 Egypt/NNP/conj/3",
        {"ROOT(Iran, Iran)", "conj(Iran, Syria)", "conj(Iran, Egypt)", "cc(Egypt, and)"},
    ),
    "four conjuncts": (
        "Iran/NNP/ROOT/1 ,/,/punct/1 Syria/NNP/conj/1 ,/,/punct/3 Egypt/NNP/conj/3 and/CC/cc/5 Oman/NNP/conj/5",
        {"ROOT(Iran, Iran)", "conj(Iran, Syria)", "conj(Iran, Egypt)", "conj(Iran, Oman)", "cc(Oman, and)"},
    ),
    "two receivers": (
        "gave/VBD/ROOT/1 them/PRP/dative/1 time/NN/dobj/1",
        {"ROOT(gave, gave)", "iobj(gave, them)", "obj(gave, time)"},
    ),
    "a receiver behind to": (
        "gave/VBD/ROOT/1 time/NN/dobj/1 to/IN/dative/1 them/PRP/pobj/3",
        {"ROOT(gave, gave)", "obj(gave, time)", "obl(gave, them)", "case(them, to)"},
    ),
    "an infinitive with a subject": (
        "expects/VBZ/ROOT/1 Iran/NNP/nsubj/4 to/TO/aux/4 leave/VB/ccomp/1",
        {"ROOT(expects, expects)", "obj(expects, Iran)", "mark(leave, to)", "xcomp(expects, leave)"},
    ),
    "an infinitive behind for": (
        "wait/VBP/ROOT/1 for/IN/mark/5 Iran/NNP/nsubj/5 to/TO/aux/5 leave/VB/ccomp/1",
        {"ROOT(wait, wait)", "mark(leave, for)", "nsubj(leave, Iran)", "mark(leave, to)", "ccomp(wait, leave)"},
    ),
    "what somebody is called": (
        "called/VBD/ROOT/1 him/PRP/nsubj/4 a/DT/det/4 liar/NN/oprd/1",
        {"ROOT(called, called)", "obj(called, him)", "det(liar, a)", "xcomp(called, liar)"},
    ),
    "possessives, particles, adverbs": (
        "Iran/NNP/poss/3 's/POS/case/1 ban/NN/ROOT/3 held/VBN/acl/3 up/RP/prt/4 today/NN/npadvmod/4",
        {
            "nmod:poss(ban, Iran)",
            "case(Iran, 's)",
            "ROOT(ban, ban)",
            "acl(ban, held)",
            "compound:prt(held, up)",
            "obl:unmarked(held, today)",
        },
    ),
}


@pytest.mark.parametrize("what", TREES)
def test_a_tree(what: str) -> None:
    sentence, expected = TREES[what]
    assert arcs(reader_clear_style(clear(sentence))) == expected


def test_every_new_label_is_universal() -> None:
    clear_labels = {"ROOT", *CLEAR}
    assert UNIVERSAL.keys() <= clear_labels
    assert {UNIVERSAL.get(label, label) for label in clear_labels} <= LABELS_AFTER
    assert is_clear_style(clear_labels)
    assert not is_clear_style(LABELS_AFTER)


MERKEL, ORBAN, KIM = ("Merkel", "PERSON"), ("Orban", "PERSON"), ("Kim", "PERSON")
IRAN = ("Iran", "GPE")

QUOTES = [
    (
        "Merkel/NNP/nsubj/2 said/VBD/ROOT/2 that/IN/mark/6 the/DT/det/5 deal/NN/nsubj/6 was/VBD/ccomp/2 "
        "a/DT/det/8 mistake/NN/attr/6 ././punct/2",
        [MERKEL],
        ("that the deal was a mistake", "indirect", "Merkel"),
    ),
    (
        "“/``/punct/3 We/PRP/nsubj/3 won/VBD/ccomp/6 ,/,/punct/6 ”/''/punct/6 said/VBD/ROOT/6 Kim/NNP/nsubj/6 "
        "././punct/6",
        [KIM],
        ("“We won,”", "direct", "Kim"),
    ),
    (
        "Merkel/NNP/nsubj/2 accused/VBD/ROOT/2 Orban/NNP/dobj/2 of/IN/prep/2 lying/VBG/pcomp/4 "
        "about/IN/prep/5 the/DT/det/8 vote/NN/pobj/6 ././punct/2",
        [MERKEL, ORBAN],
        ("Orban of lying about the vote", "indirect", "Merkel"),
    ),
    (
        "According/VBG/prep/6 to/IN/prep/1 Kim/NNP/pobj/2 ,/,/punct/6 Iran/NNP/nsubj/6 lost/VBD/ROOT/6 "
        "the/DT/det/8 war/NN/dobj/6 ././punct/6",
        [KIM, IRAN],
        ("Iran lost the war", "indirect", "Kim"),
    ),
    (
        "It/PRP/nsubjpass/3 was/VBD/auxpass/3 said/VBN/ROOT/3 by/IN/agent/3 Kim/NNP/pobj/4 that/IN/mark/8 "
        "Iran/NNP/nsubj/8 lost/VBD/ccomp/3 ././punct/3",
        [KIM, IRAN],
        ("that Iran lost", "indirect", "Kim"),
    ),
]


def read(sentence: str, names: list[tuple[str, str]]) -> tuple[Doc, Analysis]:
    doc = rules(VOCAB)(reader_clear_style(clear(sentence, *names)))
    return doc, to_analysis(doc, "hand 1")


@pytest.mark.parametrize(("sentence", "names", "expected"), QUOTES)
def test_the_rules_find_the_quote(sentence: str, names: list[tuple[str, str]], expected: tuple[str, str, str]) -> None:
    doc, analysis = read(sentence, names)
    [quote] = analysis.quotes
    speaker = analysis.actor(quote.actor)
    assert speaker is not None
    assert (doc.text[quote.start : quote.end], quote.kind, speaker.name) == expected


STANCES = [
    (
        "The/DT/det/2 law/NN/nsubjpass/4 was/VBD/auxpass/4 criticised/VBN/ROOT/4 by/IN/agent/4 Angela/NNP/compound/7 "
        "Merkel/NNP/pobj/5 and/CC/cc/7 Orban/NNP/conj/7 ././punct/4",
        [("Angela Merkel", "PERSON"), ORBAN],
        [("Angela Merkel", "opposes", "The law"), ("Orban", "opposes", "The law")],
    ),
    (
        "Macron/NNP/nsubj/7 ,/,/punct/1 who/WP/nsubj/4 leads/VBZ/relcl/1 France/NNP/dobj/4 ,/,/punct/1 "
        "supports/VBZ/ROOT/7 the/DT/det/9 plan/NN/dobj/7 ././punct/7",
        [("Macron", "PERSON"), ("France", "GPE")],
        [("Macron", "supports", "the plan")],
    ),
    (
        "Scholz/NNP/nsubj/2 is/VBZ/ROOT/2 opposed/JJ/acomp/2 to/IN/prep/3 the/DT/det/6 tax/NN/pobj/4 ././punct/2",
        [("Scholz", "PERSON")],
        [("Scholz", "opposes", "the tax")],
    ),
    (
        "Merkel/NNP/nsubj/2 said/VBD/ROOT/2 that/IN/mark/6 the/DT/det/5 deal/NN/nsubj/6 was/VBD/ccomp/2 "
        "a/DT/det/8 mistake/NN/attr/6 ././punct/2",
        [MERKEL],
        [("Merkel", "opposes", "the deal")],
    ),
    (
        "Merkel/NNP/nsubj/2 accused/VBD/ROOT/2 Orban/NNP/dobj/2 of/IN/prep/2 lying/VBG/pcomp/4 ././punct/2",
        [MERKEL, ORBAN],
        [("Merkel", "opposes", "Orban")],
    ),
    (
        "Merkel/NNP/nsubj/2 called/VBD/ROOT/2 Orban/NNP/nsubj/5 a/DT/det/5 liar/NN/oprd/2 ././punct/2",
        [MERKEL, ORBAN],
        [("Merkel", "opposes", "Orban")],
    ),
    (
        "Merkel/NNP/nsubj/2 is/VBZ/ROOT/2 an/DT/det/4 ally/NN/attr/2 of/IN/prep/4 Orban/NNP/pobj/5 ././punct/2",
        [MERKEL, ORBAN],
        [("Merkel", "supports", "Orban")],
    ),
    (
        "Merkel/NNP/nsubj/2 was/VBD/ROOT/2 critical/JJ/acomp/2 of/IN/prep/3 Orban/NNP/pobj/4 ././punct/2",
        [MERKEL, ORBAN],
        [("Merkel", "opposes", "Orban")],
    ),
    (
        "Merkel/NNP/nsubj/2 is/VBZ/ROOT/2 in/IN/prep/2 favour/NN/pobj/3 of/IN/prep/4 the/DT/det/7 tax/NN/pobj/5 "
        "././punct/2",
        [MERKEL],
        [("Merkel", "supports", "the tax")],
    ),
    (
        "Merkel/NNP/nsubj/2 voiced/VBD/ROOT/2 support/NN/dobj/2 for/IN/prep/3 Orban/NNP/pobj/4 ././punct/2",
        [MERKEL, ORBAN],
        [("Merkel", "supports", "Orban")],
    ),
    (
        "Merkel/NNP/nsubj/6 ,/,/punct/1 Kim/NNP/conj/1 and/CC/cc/3 Orban/NNP/conj/3 condemned/VBD/ROOT/6 "
        "Iran/NNP/dobj/6 ././punct/6",
        [MERKEL, KIM, ORBAN, IRAN],
        [("Merkel", "opposes", "Iran"), ("Kim", "opposes", "Iran"), ("Orban", "opposes", "Iran")],
    ),
    (
        "Merkel/NNP/nsubj/2 urged/VBD/ROOT/2 Iran/NNP/dobj/2 to/TO/aux/5 stop/VB/xcomp/2 the/DT/det/7 war/NN/dobj/5 "
        "././punct/2",
        [MERKEL, IRAN],
        [("Merkel", "opposes", "Iran")],
    ),
    (
        "Merkel/NNP/nsubj/2 refused/VBD/ROOT/2 to/TO/aux/4 meet/VB/xcomp/2 Orban/NNP/dobj/4 ././punct/2",
        [MERKEL, ORBAN],
        [("Merkel", "opposes", "Orban")],
    ),
    (
        "Merkel/NNP/nsubj/4 did/VBD/aux/4 not/RB/neg/4 support/VB/ROOT/4 Orban/NNP/dobj/4 ././punct/4",
        [MERKEL, ORBAN],
        [("Merkel", "opposes", "Orban")],
    ),
    (
        "Merkel/NNP/nsubj/2 condemned/VBD/ROOT/2 Iran/NNP/poss/5 's/POS/case/3 attacks/NNS/dobj/2 ././punct/2",
        [MERKEL, IRAN],
        [("Merkel", "opposes", "Iran")],
    ),
]


@pytest.mark.parametrize(("sentence", "names", "expected"), STANCES)
def test_the_rules_find_the_stances(
    sentence: str, names: list[tuple[str, str]], expected: list[tuple[str, str, str]]
) -> None:
    doc, _ = read(sentence, names)
    assert set(expected) <= found(doc)


WORDS = ("was", "be", "is", "to", "by", "of", "there", "and", "who", "not", "plan", "Iran", "said", ",", " ")
TAGS = ("IN", "TO", "NN", "NNP", "VBD", "VB", "VBG", "VBN", "JJ", "CC", "RB", "PRP", "EX", "MD", "_SP", "")
LIKELY = ("prep", "pobj", "pcomp", "attr", "acomp", "conj", "cc", "ccomp", "oprd", "nsubj", "punct", "agent", "aux")


def grown(random: Random, start: int, end: int, above: int, heads: list[int]) -> None:
    """Fills `heads` from `start` to `end` with subtrees without crossing arcs, all hanging on `above`."""
    while start < end:
        stop = random.randint(start + 1, end)
        root = random.randrange(start, stop)
        heads[root] = root if above < 0 else above
        grown(random, start, root, root, heads)
        grown(random, root + 1, stop, root, heads)
        if above < 0 and stop < end:
            heads[root] = root
        start = stop


@st.composite
def parsed(draw: st.DrawFn, crossing: bool = False) -> Doc:
    random = draw(st.randoms(use_true_random=False))
    sizes = draw(st.lists(st.integers(1, 12), min_size=1, max_size=3))
    heads: list[int] = []
    for size in sizes:
        offset, tree = len(heads), [0] * size
        if crossing:
            order = random.sample(range(size), size)
            for place, token in enumerate(order):
                tree[token] = order[random.randrange(place)] if place else token
        else:
            root = random.randrange(size)
            tree[root] = root
            grown(random, 0, root, root, tree)
            grown(random, root + 1, size, root, tree)
        heads += [offset + head for head in tree]
    total = len(heads)
    return Doc(
        VOCAB,
        words=[random.choice(WORDS) for _ in range(total)],
        tags=[random.choice(TAGS) for _ in range(total)],
        deps=["ROOT" if head == i else random.choice((*CLEAR, *LIKELY * 3)) for i, head in enumerate(heads)],
        heads=heads,
    )


def crosses(doc: Doc) -> bool:
    pairs = [tuple(sorted((token.i, token.head.i))) for token in doc if token.head != token]
    return any(a < c < b < d for a, b in pairs for c, d in pairs)


@settings(max_examples=400, deadline=None)
@given(parsed())
def test_any_tree_stays_a_tree_within_its_sentence(doc: Doc) -> None:
    before = [(sentence.start, sentence.end) for sentence in doc.sents]
    assert not crosses(doc)
    doc = reader_clear_style(doc)
    assert [(sentence.start, sentence.end) for sentence in doc.sents] == before
    assert not crosses(doc)
    for sentence in doc.sents:
        assert sum(token.head == token for token in sentence) == 1
        assert {part.i for part in sentence.root.subtree} == set(range(sentence.start, sentence.end))
        assert sentence.root.dep_ == "ROOT"
    for token in doc:
        inside = [part.i for part in token.subtree]
        assert (token.left_edge.i, token.right_edge.i) == (inside[0], inside[-1])
        assert token in (token.head, *token.head.children)
    assert {token.dep_ for token in doc} <= LABELS_AFTER


@settings(max_examples=200, deadline=None)
@given(parsed(crossing=True))
def test_crossing_arcs_do_no_harm(doc: Doc) -> None:
    sentence_of = [next(s.start for s in doc.sents if s.start <= token.i < s.end) for token in doc]
    doc = reader_clear_style(doc)
    for token in doc:
        assert token.head == token or token.head.is_ancestor(token)
        assert not token.is_ancestor(token)
        assert sentence_of[token.i] == sentence_of[token.head.i]


def test_a_long_list_joins_its_first_word() -> None:
    size = 2000
    heads = [0, *range(size - 1)]
    doc = Doc(VOCAB, ["Iran"] * size, tags=["NNP"] * size, deps=["ROOT", *["conj"] * (size - 1)], heads=heads)
    assert all(token.head.i == 0 for token in reader_clear_style(doc))


def test_an_empty_text() -> None:
    assert len(reader_clear_style(Doc(VOCAB))) == 0
