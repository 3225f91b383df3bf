"""Who said what. In the examples "[words|Q]" is what was said, "[words|S]" the speaker, "[words|C]" what reports it.

A number behind the letter tells quotes apart: "[words|Q2]".
"""

import re
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tui.analysis import pipeline, quotes
from tui.analysis.inflection import forms
from tui.model import Quote

INDIRECT = [
    "[Brown|S] [said|C] [that the harbour will close|Q].",
    "[Brown|S] [said|C] [the harbour will close|Q].",
    "[The minister|S] [told|C] reporters [that the harbour will close|Q].",
    "[The harbour will close|Q], [Brown|S] [said|C].",
    "[The harbour will close|Q], [said|C] [Brown|S].",
    "[The harbour will close|Q], [officials|S] [said|C] on Monday.",
    "[According to|C] [the ministry|S], [the harbour will close in May|Q].",
    "[The harbour will close in May|Q], [according to|C] [the ministry|S].",
    "[Brown|S] [criticised|C] [the plan to close the harbour in May|Q].",
    "[Brown|S] [described|C] [the plan as harmful|Q].",
    "[Brown|S] [urged|C] the workers [to leave the harbour|Q].",
    "[Brown|S] [told|C] the workers [to leave the harbour|Q].",
    "[Brown|S] [called for|C] [new elections|Q].",
    "[The mayor|S] said in a [statement|C] [that the harbour will close|Q].",
    "In a statement, [the mayor|S] [said|C] [that the harbour will close|Q].",
    "[Workers|S] [fear|C] [that the harbour will close|Q].",
    "[Brown|S] is [confident|C] [that the harbour will stay open|Q].",
]

DIRECT = [
    '[Brown|S] [said|C], ["The harbour will close in May."|Q]',
    '[Brown|S] [said|C]: ["The harbour will close in May."|Q]',
    '["The harbour will close in May,"|Q] [Brown|S] [said|C].',
    '["The harbour will close in May,"|Q] [said|C] [Brown|S].',
    '["I\'m sorry to tell you that the harbour will close,"|Q] [said|C] [Ada Brown|S], who runs Porter, a firm. '
    '["You can say it\'s very selfish."|Q]',
    '["The harbour will close,"|Q] [said|C] [one Republican|S] involved in the planning, who knew it.',
    "[“Will the harbour close?”|Q] [Brown|S] [questioned|C].",
    "[“The harbour will close. We regret it,”|Q] [she|S] [said|C].",
    "[“Will the harbour close?”|Q] [she|S] [asked|C].",
    "[“The harbour will close,”|Q] [she|S] [said|C]. [“We regret it deeply.”|Q]",
    "[“The harbour,”|Q] [she|S] [said|C], [“will close in May.”|Q]",
    "[„The harbour will close,“|Q] [she|S] [said|C].",
    "[«The harbour will close,»|Q] [she|S] [said|C].",
    "[‘The harbour will close,’|Q] [she|S] [said|C].",
    "[“The harbour will close,”|Q] [she|S] [said|C].\n\n[“We regret it deeply.”|Q2]",
    "[She|S] [continued|C]:\n\n[“The harbour will close in May.”|Q]",
    "[“The harbour will close in May.|Q]\n\n[“We regret it,”|Q] [she|S] [said|C].",
    "[“The harbour will close in May.”|Q] [—|C] [Ada Brown|S]",
]

SEVERAL = [
    '["The harbour will close,"|Q] [said|C] [Brown|S], [who|S2] [noted|C2] [that the boats had left the town|Q2].',
    '["I am sure of it,"|Q] [he|S] [said|C], [adding|C2] [that the boats had left|Q2]. ["We will close the port."|Q]',
    "[Brown|S] [said|C] [the harbour will close|Q], [adding|C2] [that she regretted it|Q2].",
    "[Brown|S] [said|C] [the harbour will close|Q], and [Lind|S2] [said|C2] [the port will stay open|Q2].",
    "The harbour was full of “ships” on Monday.",
    "It seems that the harbour will close.",
    "The boats went to the harbour. It rained.",
    "Brown criticised Lind.",
    "Brown called himself Lind.",
    "Lind was criticised by Brown.",
]


def unmarked(marked: str) -> tuple[str, dict[str, list[tuple[str, str]]]]:
    """The plain text, and for each number its (letter, words)."""
    parts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for words, letter, number in re.findall(r"\[([^\]|]+)\|([QSC])(\d?)\]", marked):
        parts[number].append((letter, words))
    return re.sub(r"\[([^\]|]+)\|[QSC]\d?\]", r"\1", marked), parts


def shown(text: str, quote: Quote) -> list[tuple[str, str]]:
    spans = [("Q", span) for span in quote.spans]
    spans += [(letter, span) for letter, span in (("S", quote.speaker), ("C", quote.cue)) if span]
    return [(letter, text[span.start : span.end]) for letter, span in sorted(spans, key=lambda pair: pair[1])]


@pytest.mark.parametrize("marked", [*INDIRECT, *DIRECT, *SEVERAL])
def test_rules(nlp: Language, marked: str) -> None:
    text, parts = unmarked(marked)
    found = quotes.find(pipeline.parse(nlp, text))
    expected = [[part for part in parts[number] if part[0] == "Q"] for number in sorted(parts)]
    assert [[part for part in shown(text, quote) if part[0] == "Q"] for quote in found] == expected
    for quote, number in zip(found, sorted(parts), strict=True):
        for letter, words in parts[number]:
            assert (
                letter == "Q"
                or (letter, words) in shown(text, quote)
                or (letter, words.split()[0]) in shown(text, quote)
            )


def test_the_next_paragraph_of_a_speech_has_the_same_speaker(nlp: Language) -> None:
    text = "“The harbour will close,” Brown said.\n\n“We regret it deeply.”\n\n“But we have no choice.”"
    found = quotes.find(pipeline.parse(nlp, text))
    assert {quote.speaker and text[slice(*quote.speaker)] for quote in found} == {"Brown"}
    assert "choice" in text[found[-1].spans[-1].start : found[-1].spans[-1].end]


def test_a_paragraph_that_begins_with_saying_belongs_to_who_talks_before(nlp: Language) -> None:
    text = "We have reached a point where Brown talks about Lind’s debts.\n\nSaying, “Mr. Lind, you have ruined us.”"
    quote = quotes.find(pipeline.parse(nlp, text))[-1]
    assert quote.speaker
    assert text[slice(*quote.speaker)] == "Brown"


def test_a_mark_that_is_lost_spoils_no_other_paragraph(nlp: Language) -> None:
    good = "“The harbour will close in May,” Brown said."
    text = f"{good}\n\nA stray “mark stands here.\n\n{good}"
    found = [quote for quote in quotes.find(pipeline.parse(nlp, text)) if quote.kind == "direct" and quote.speaker]
    assert [quote.start for quote in found] == [0, text.rindex(good)]


def test_a_numbered_list_in_quotation_marks_has_one_speaker(nlp: Language) -> None:
    text = "“We have two aims,” Brown said.\n\n“1. The harbour must stay open.”\n\n“2. The workers must be paid.”"
    found = quotes.find(pipeline.parse(nlp, text))
    assert {quote.speaker and text[slice(*quote.speaker)] for quote in found} == {"Brown"}
    assert "paid" in text[found[-1].spans[-1].start : found[-1].spans[-1].end]


@pytest.mark.parametrize(
    "broken",
    ['A "lost mark.', "A “lost mark.", "A lost” mark.", "A „lost mark.", "A «lost mark.", "The workers' ‘lost mark."],
)
def test_a_lost_mark_of_any_kind_leaves_the_rest_of_the_article_whole(nlp: Language, broken: str) -> None:
    good = "“The harbour will close in May,” Brown said."
    text = f"{broken}\n\n{good}"
    found = [quote for quote in quotes.find(pipeline.parse(nlp, text)) if quote.kind == "direct" and quote.speaker]
    assert [quote.start for quote in found] == [text.index(good)]


MARKS = st.text(alphabet="\"'“”„‘’«»`,.:?—", min_size=1, max_size=3)
WORDS = st.sampled_from(
    ["Brown", "she", "said", "told", "adding", "that", "according", "to", "harbour", "called", "\n\n"]
)
POS = st.sampled_from(["NOUN", "PROPN", "VERB", "AUX", "PRON", "PUNCT", "ADP", "SCONJ", "SPACE"])
DEPS = st.sampled_from(
    [
        "nsubj",
        "nsubj:pass",
        "aux:pass",
        "ccomp",
        "xcomp",
        "obj",
        "obl",
        "conj",
        "acl",
        "acl:relcl",
        "advcl",
        "parataxis",
        "flat",
        "dobj",
        "agent",
        "case",
    ]
)


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """Any words under any tree with any labels."""
    words = draw(st.lists(st.one_of(WORDS, MARKS), max_size=25))
    count = len(words)
    heads = [draw(st.integers(0, max(number - 1, 0))) for number in range(count)]
    return Doc(
        Vocab(),
        words=words,
        spaces=[draw(st.booleans()) for _ in words],
        pos=[draw(POS) for _ in words],
        tags=[draw(st.sampled_from(["VBG", "VBD", "NN", "WP", "."])) for _ in words],
        deps=[draw(DEPS) for _ in words],
        heads=heads,
    )


@given(docs())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_tree_raises_and_all_spans_lie_within_the_text(doc: Doc) -> None:
    found = quotes.find(doc)
    assert list(found) == sorted(found, key=lambda quote: (quote.start, quote.end))
    for quote in found:
        spans = [*quote.spans, *filter(None, [quote.speaker, quote.cue])]
        assert all(0 <= span.start < span.end <= len(doc.text) for span in spans)
        assert list(quote.spans) == sorted(quote.spans)


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("say", "say says said saying"),
        ("deny", "deny denies denied denying"),
        ("admit", "admit admits admitted admitting"),
        ("argue", "argue argues argued arguing"),
        ("agree", "agree agrees agreed agreeing"),
        ("write", "write writes wrote written writing"),
        ("stress", "stress stresses stressed stressing"),
        ("convey", "convey conveys conveyed conveying"),
    ],
)
def test_forms_of_verbs(verb: str, expected: str) -> None:
    assert forms(verb) == set(expected.split())
