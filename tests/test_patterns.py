"""Regular expressions as they are typed: half of them are wrong most of the time, and nothing may hang."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.errors import PatternError
from tui.model import Span
from tui.patterns import find_pattern

TEXT = "NATO met in 2021.\nErdogan and Biden met Nato in 2022."


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"20\d\d", ["2021", "2022"]),
        ("nato", ["NATO", "Nato"]),
        (r"^\w+", ["NATO", "Erdogan"]),
        (r"(?-i:Nato)", ["Nato"]),
        (r"\bmet\s+in\b", ["met in"]),
        ("x*", []),
    ],
)
def test_what_matches(pattern: str, found: list[str]) -> None:
    assert [TEXT[span.start : span.end] for span in find_pattern(TEXT, pattern)] == found


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "a{2", r"\p{Nonsense}", "(?<x", "(?au)", "a{}"])
def test_what_is_not_finished_is_told(pattern: str) -> None:
    with suppress(PatternError):
        assert find_pattern(TEXT, pattern) == ()


def test_an_expression_that_takes_for_ever_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(PatternError, match="too long"):
        find_pattern("a" * 5000 + "!", r"(a|aa)+$")
    with pytest.raises(PatternError, match="too often"):
        find_pattern("a", "(((a{999}){999}){999})")
    assert time.monotonic() - began < 10


@settings(max_examples=200, deadline=None)
@given(st.text("ab(|)*+?[]{}^$\\.d1,-:<=!P", max_size=12), st.text("ab1 \n", max_size=20))
def test_any_pattern_gives_passages_or_a_sentence(pattern: str, text: str) -> None:
    with suppress(PatternError):
        for span in find_pattern(text, pattern):
            assert Span(0, 0) < span
            assert span.start < span.end <= len(text)
