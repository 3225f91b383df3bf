"""What stands in quotation marks. In the examples, braces show what must be found."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.analysis.quotation_marks import kind_of, quotations
from tui.model import Span

FOUND = [
    'She said {"no"} and {"never again"}.',
    "She said {“no”} and {“never again”}.",
    "{„Nein“}, sagte sie.",
    "{„Nein”}, sagte sie.",
    "{»Nein«}, sagte sie. {»Nie.«}",
    "{« Non »}, dit-elle.",
    "{«Non»}, dit-elle.",
    "{”Nej”}, sa hon.",
    "{``Not now,''} she said. {''Later.''}",
    "{''Not now,''} she said. {''Later.''}",
    "{‘Not now,’} she said.",
    "{'It's the workers' turn,'} she said.",
    "{“They called it a “triumph” yesterday,”} she said.",
    "{“They called it a ‘triumph’ yesterday,”} she said.",
    '{"They called it a "triumph" yesterday,"} she said.',
    'A pipe of 5" and a {"short"} one, and the workers\' votes in the \'90s.',
    "Brown’s vote and the workers’ vote don’t count.",
]

UNEVEN = [
    "{“We came. }\n\n{“We saw,”} she said.",
    "{“We came. “We saw,”} she said.",
    "She said {“we came.}\n\nNothing else was said.",
    "{“We came.}\n\n{We saw,”} she said.",
    "A stray mark” stands here, and {“this”} is quoted.",
    '{"We came.}\n\nThen {"nothing"} happened.',
]


def marked(text: str) -> str:
    """`text` with braces around what was found."""
    for span in reversed(quotations(text)):
        text = text[: span.start] + "{" + text[span.start : span.end] + "}" + text[span.end :]
    return text


@pytest.mark.parametrize("expected", [*FOUND, *UNEVEN])
def test_quotations(expected: str) -> None:
    expected = expected.replace(" }", "}")
    assert marked(expected.replace("{", "").replace("}", "")) == expected


@given(st.text(alphabet="ab .,\n\"'“”„‟«»‘’`", max_size=200))
def test_any_marks_give_ordered_spans_within_one_paragraph(text: str) -> None:
    spans = quotations(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all("\n\n" not in text[span.start : span.end] for span in spans)


@given(st.text(alphabet="ab .\"“”'", max_size=60), st.text(alphabet="ab c", max_size=20))
def test_a_lost_mark_spoils_no_other_paragraph(broken: str, words: str) -> None:
    quotation = f"“x{words}x”"
    assert quotation in [
        f"{broken}\n\n{quotation}\n\n{broken}"[span.start : span.end]
        for span in quotations(f"{broken}\n\n{quotation}\n\n{broken}")
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("“We will not pay”", "direct"), ("that “we” will not pay for the harbour", "mixed"), ("that we pay", "indirect")],
)
def test_the_kind_is_the_share_of_letters_within_marks(text: str, kind: str) -> None:
    assert kind_of(text, [Span(0, len(text))], quotations(text)) == kind
