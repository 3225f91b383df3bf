"""CSV and DNA's statements: what a spreadsheet or another program reads back."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TEXT, analysis_of, span_of
from tui.anchors import make_anchor
from tui.export.csv import NOTE_COLUMNS, export_notes_csv, export_stances_csv, safe, table
from tui.export.dna import export_dna
from tui.model import ActorSketch, Article, Note, Reading

ARTICLE = Article("0" * 12, "Harbour vote", TEXT, "/news/harbour.txt", "Jo Day", "2024-05-17")
SAID = make_anchor(TEXT, span_of(TEXT, "not pay for this"))
NOTES = (
    Note(1, None, "on all of it", created="t", updated="u", uid="urn:1"),
    Note(2, None, "minister", about=ActorSketch("Ada Brown", "person"), uid="urn:2"),
    Note(3, SAID, '=HYPERLINK("http://e")\nsecond line', ("to do", "plan"), uid="urn:3"),
)
READING = Reading(ARTICLE, analysis_of(TEXT), NOTES, (Note(4, replace(SAID, exact="gone away"), "", uid="urn:4"),))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_notes() -> None:
    whole, actor, said, orphan = read(export_notes_csv(READING))
    assert (whole["on"], whole["passage"], whole["note"]) == ("article", "", "on all of it")
    assert actor["on"] == "actor: Ada Brown"
    assert (said["passage"], said["speaker"], said["tags"]) == ("not pay for this", "Karl Lind", "#to_do #plan")
    assert TEXT[int(said["start"]) : int(said["end"])] == "not pay for this"
    assert said["note"] == '\'=HYPERLINK("http://e")\nsecond line'
    assert (orphan["passage"], orphan["start"], orphan["found"]) == ("gone away", "", "no")


def test_stances() -> None:
    rows = read(export_stances_csv(READING))
    assert [(row["holder"], row["polarity"], row["target"], row["issue"]) for row in rows] == [
        ("Karl Lind", "opposes", "", "the plan"),
        ("Sudland", "opposes", "Norland", "the border"),
        ("Ada Brown", "supports", "", "the new harbour"),
    ]
    assert rows[2]["asserted by"] == "Karl Lind"
    assert rows[0]["evidence"] == "The opposition leader, Karl Lind, rejected the plan."


def test_statements_as_dna_users_code_them() -> None:
    rows = read(export_dna(READING))
    assert [(row["person"], row["organization"], row["concept"], row["agreement"]) for row in rows] == [
        ("Karl Lind", "", "the plan", "0"),
        ("", "Sudland", "the border", "0"),
        ("Ada Brown", "", "the new harbour", "1"),
    ]
    assert {row["coder"] for row in rows} == {"reader"}
    assert TEXT[int(rows[1]["start"]) : int(rows[1]["stop"])] == rows[1]["text"]


def test_neutral_stances_are_no_statements() -> None:
    analysis = analysis_of(TEXT)
    neutral = replace(analysis, stances=tuple(replace(one, polarity="neutral") for one in analysis.stances))
    assert read(export_dna(Reading(ARTICLE, neutral))) == []


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=14, max_size=14))
def test_every_cell_reads_back(cells: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(table(NOTE_COLUMNS, [cells]).split("\r\n", 1)[1], newline=""))
    assert row == [safe(cell) for cell in cells]


def test_an_article_without_anything() -> None:
    for export in (export_notes_csv, export_stances_csv, export_dna):
        assert read(export(Reading(ARTICLE))) == []
