"""The gate: what a terminal would obey is replaced, one for one; everything else passes."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.sanitise import REPLACEMENT, normalise_newlines, sanitise, sanitise_line

ANY_TEXT = st.text(st.characters())


@pytest.mark.parametrize(
    ("attack", "harmless"),
    [
        ("\x1b]52;c;ZXZpbA==\x07", "�]52;c;ZXZpbA==�"),
        ("\x1b[2Jgone", "�[2Jgone"),
        ("\x9b31mred", "�31mred"),
        ("pass\x08\x08word", "pass��word"),
        ("\x7f\x00", "��"),
        ("abc\u202etxt.exe", "abc�txt.exe"),
        ("\u2066x\u2069 \u200f\u061c", "�x� ��"),
        ("\ud800", "�"),
    ],
)
def test_attacks(attack: str, harmless: str) -> None:
    assert sanitise(attack) == harmless


@settings(deadline=None)
@given(ANY_TEXT)
def test_offsets_hold_and_nothing_unsafe_is_left(text: str) -> None:
    safe = sanitise(text)
    assert len(safe) == len(text)
    for before, after in zip(text, safe, strict=True):
        assert after in (before, REPLACEMENT)
        assert after in "\t\n" or unicodedata.category(after) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(after) not in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"])))
def test_ordinary_text_passes(text: str) -> None:
    assert sanitise(text) == text


def test_joined_emoji_and_soft_hyphens_pass() -> None:
    assert sanitise("👩‍🚀 co\u00adop") == "👩‍🚀 co\u00adop"


def test_newlines() -> None:
    assert normalise_newlines("a\r\nb\rc\n\r\n") == "a\nb\nc\n\n"


@settings(deadline=None)
@given(ANY_TEXT)
def test_a_line_is_one_line(text: str) -> None:
    line = sanitise_line(text)
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    assert "\t" not in line


def test_a_line_keeps_its_words() -> None:
    assert sanitise_line("  Two\n\twords \r\n here ") == "Two words here"
