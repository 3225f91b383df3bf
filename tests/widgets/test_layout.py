"""The page: rows, caret columns, motions, search and marks, all as pure functions."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.conftest import TEXT, analysis_of, span_of
from tui.folding import find_all, fold
from tui.model import Article, Reading, Span
from tui.paragraphs import is_heading, paragraphs, sentences
from tui.widgets import motions
from tui.widgets.highlight import Focus, Marks, SpanIndex
from tui.widgets.layout import Layout

texts = st.text(st.sampled_from("ab .,\n\t“”’-é漢字\u0301👩\u200d🚀Ω"), max_size=300)


def rows_of(text: str, width: int) -> list[str]:
    layout = Layout.of(text, width)
    return [layout.shown(row) for row in layout.rows]


def test_words_stay_whole_and_one_empty_row_parts_paragraphs() -> None:
    assert rows_of("one two three\n\n\n\nfour", 9) == ["one two", "three", "", "four"]


def test_lines_that_an_editor_broke_are_joined() -> None:
    text = (
        "The minister said on Tuesday that the new harbour would be\nbuilt next year, and that nobody had asked for it."
    )
    assert rows_of(text, 200) == [text.replace("\n", " ")]


def test_lines_that_stand_alone_stay_alone() -> None:
    assert rows_of("Contents\n1. The harbour\n2. The vote", 40) == ["Contents", "1. The harbour", "2. The vote"]


def test_a_word_wider_than_the_row_is_cut() -> None:
    assert rows_of("abcdefgh", 3) == ["abc", "def", "gh"]


def test_wide_characters_take_two_cells() -> None:
    assert rows_of("漢字漢字", 5) == ["漢字", "漢字"]


@given(texts, st.integers(min_value=2, max_value=40))
def test_rows_hold_every_character_once_within_the_width(text: str, width: int) -> None:
    layout = Layout.of(text, width)
    shown = "".join(text[row.start : row.end] for row in layout.rows)
    assert "".join(shown.split()) == "".join(text.split())
    for row in layout.rows:
        assert cell_len(layout.shown(row)) <= width or row.end - row.start == 1
    for before, after in zip(layout.rows, layout.rows[1:], strict=False):
        assert before.end <= after.start


@given(texts, st.integers(min_value=2, max_value=40), st.integers(min_value=0, max_value=299))
def test_an_offset_is_found_again_from_its_row_and_column(text: str, width: int, offset: int) -> None:
    layout = Layout.of(text, width)
    row = layout.rows[layout.row_at(offset)]
    if row.start <= offset < row.end and cell_len(text[offset]) > 0:
        found = layout.offset_at(row, layout.column(row, offset))
        assert layout.column(row, found) == layout.column(row, offset)


@given(texts)
def test_paragraphs_and_sentences_leave_only_white_space_between(text: str) -> None:
    spans = paragraphs(text)
    inside = set()
    for span in spans:
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        inside.update(range(*span))
        parts = sentences(text, span)
        assert parts[0].start == span.start
        assert parts[-1].end == span.end
        covered = {place for part in parts for place in range(*part)}
        assert not "".join(text[place] for place in range(*span) if place not in covered).strip()
    assert not "".join(letter for place, letter in enumerate(text) if place not in inside).strip()


def test_abbreviations_end_no_sentence() -> None:
    text = "Mr. Lind met Gen. Ada B. Brown. He left."
    assert [text[slice(*span)] for span in sentences(text, Span(0, len(text)))] == [
        "Mr. Lind met Gen. Ada B. Brown.",
        "He left.",
    ]


def test_a_short_line_without_a_full_stop_is_a_heading() -> None:
    assert is_heading("Harbour vote", Span(0, 12))
    assert not is_heading("He left.", Span(0, 8))
    assert not is_heading("1. harbour", Span(0, 10))


@given(texts, st.integers(min_value=0, max_value=299))
def test_motions_stay_in_the_text_and_move_in_their_direction(text: str, offset: int) -> None:
    offset = min(offset, max(len(text) - 1, 0))
    units = paragraphs(text)
    assert offset <= motions.next_word(text, offset) <= max(len(text) - 1, 0)
    assert 0 <= motions.previous_word(text, offset) <= offset
    assert offset <= motions.end_of_word(text, offset)
    assert motions.next_unit(units, offset) >= offset or not units
    assert motions.previous_unit(units, offset) <= max(offset, units[0].start if units else 0)
    assert motions.end_of_unit(units, offset) >= offset


def test_search_folds_case_diacritics_quotes_and_line_ends() -> None:
    text = "ERDOĞAN’s “plan”\nfailed"
    assert find_all(text, "erdogan's") == (Span(0, 9),)
    assert find_all(text, '"plan" failed') == (Span(10, 23),)
    assert find_all(text, "  ") == ()
    assert find_all(text, "(") == ()


@given(st.text(max_size=200), st.text(min_size=1, max_size=5))
def test_search_never_fails_and_finds_what_stands_there(text: str, query: str) -> None:
    assert len(fold(text)) == len(text)
    for span in find_all(text, query):
        assert 0 <= span.start < span.end <= len(text)
    if query.strip() == query and query in text and not any(map(unicodedata.combining, query)):
        assert find_all(text, query)


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 3000))), st.integers(0, 6000), st.integers(1, 80))
def test_the_index_finds_what_overlaps(pairs: list[tuple[int, int]], start: int, length: int) -> None:
    spans = [Span(left, left + size) for left, size in pairs]
    found = {span for span, _ in SpanIndex((span, "x") for span in spans).overlapping(start, start + length)}
    assert found == {span for span in spans if span.overlaps(Span(start, start + length))}


def reading() -> Reading:
    return Reading(Article("id", "title", TEXT, "/x"), analysis_of(TEXT))


def test_runs_carry_the_roles_of_the_characters() -> None:
    marks = Marks(reading())
    brown = span_of(TEXT, "Ada Brown")
    roles = {TEXT[left:right]: found for left, right, found in marks.runs(brown.start - 4, brown.end + 3)}
    assert roles["Ada Brown"] == {"person"}
    assert marks.bar(*span_of(TEXT, "We will")) == "direct"
    assert marks.bar(*span_of(TEXT, "bring work")) == "indirect"
    assert marks.bar(0, 5) == ""


def test_what_is_not_in_focus_steps_back() -> None:
    actor = reading().analysis.actors[1]  # type: ignore[union-attr]
    marks = Marks(reading(), Focus.on_actor(reading(), actor))
    (lind,) = [found for left, right, found in marks.runs(*span_of(TEXT, "Karl Lind"))]
    (other,) = [found for left, right, found in marks.runs(*span_of(TEXT, "border"))]
    assert "strong" in lind
    assert "dim" not in lind
    assert "dim" in other


@given(st.integers(0, 400), st.integers(1, 100))
def test_runs_cut_a_stretch_without_gaps(start: int, length: int) -> None:
    end = min(start + length, len(TEXT))
    if start < end:
        runs = Marks(reading()).runs(start, end)
        assert runs[0][0] == start
        assert runs[-1][1] == end
        assert all(before[1] == after[0] for before, after in pairwise(runs))
