"""The search of the library: what a query finds, in which order, and that no string is an error."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import TEXT, analysis_of
from tests.store.conftest import anchor_at
from tui.model import ActorSketch, Article, Correction, Hit, Note, QuoteSketch, Tag
from tui.query import FILTERS, Query, parse
from tui.store import Library, findings

HARBOUR = Article("a" * 12, "Harbour vote splits the coalition", TEXT, "/news/harbour.txt", published="2024-05-17")
BRIDGE_TEXT = "Bridge opened\n\nThe mayor of Sudland opened the Ångström bridge. Nobody spoke of the harbour."
BRIDGE = Article("b" * 12, "Bridge opened", BRIDGE_TEXT, "/archive/bridge.txt", published="2023-01-02")


@pytest.fixture
def filled(library: Library) -> Library:
    library.keep_article(HARBOUR)
    library.save_note(HARBOUR.id, Note(None, anchor_at(TEXT, "rejected the plan"), "Check: *really*?", ("to do",)))
    library.save_note(HARBOUR.id, Note(None, None, "a harbour story", ("ports",)))
    library.keep_findings(HARBOUR.id, analysis_of(TEXT))
    library.save_tag(HARBOUR.id, "ports", Tag("ports", parent="infrastructure"))
    library.keep_article(BRIDGE)
    library.save_note(BRIDGE.id, Note(None, anchor_at(BRIDGE_TEXT, "opened the"), "when?", ("Infrastructure",)))
    return library


def found(library: Library, typed: str) -> list[tuple[str, str]]:
    """(kind, what is shown) of each hit."""
    return [(hit.kind, hit.snippet) for hit in library.search(typed).hits]


def kinds(library: Library, typed: str) -> set[tuple[str, str]]:
    return {(hit.kind, hit.article[:1]) for hit in library.search(typed).hits}


def test_words_are_found_everywhere(filled: Library) -> None:
    assert kinds(filled, "harbour") == {("article", "a"), ("article", "b"), ("note", "a"), ("quote", "a")}
    assert kinds(filled, "harbour mayor") == {("article", "b")}
    assert kinds(filled, "nowhere") == set()


def test_an_article_named_so_comes_before_one_that_mentions_it(filled: Library) -> None:
    assert [hit.article[:1] for hit in filled.search("harbour").hits if hit.kind == "article"] == ["a", "b"]


def test_case_accents_and_unfinished_words(filled: Library) -> None:
    for typed in ("angstrom", "ÅNGSTRÖM", "angstr", "opened angs"):
        assert ("article", "b") in kinds(filled, typed), typed
    assert kinds(filled, '"angstr"') == set()


def test_words_in_quotation_marks_stand_together(filled: Library) -> None:
    assert ("article", "a") in kinds(filled, '"new harbour"')
    assert kinds(filled, '"harbour new"') == set()


def test_what_was_found_is_marked_and_has_its_place(filled: Library) -> None:
    (hit,) = (hit for hit in filled.search("angstrom").hits if hit.kind == "article")
    assert [hit.snippet[mark.start : mark.end] for mark in hit.marks] == ["Ångström"]
    (hit,) = (hit for hit in filled.search('"opened the"').hits if hit.kind == "note")
    assert hit.span is not None
    assert BRIDGE_TEXT[hit.span.start : hit.span.end] == "opened the"
    (hit,) = filled.search("speaker:lind pay").hits
    assert hit.span is not None
    assert TEXT[hit.span.start :].startswith("“We will not pay")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("speaker:lind", {("quote", "a")}),
        ('speaker:"Karl Lind" government', {("quote", "a")}),
        ("speaker:brown government", set()),
        ("tag:ports", {("note", "a")}),
        ("tag:#infrastructure", {("note", "a"), ("note", "b")}),
        ("tag:infrastructure when", {("note", "b")}),
        ('tag:"to do"', {("note", "a")}),
        ("actor:sudland", {("article", "a")}),
        ("actor:sudland bridge", set()),
        ("source:archive", {("article", "b")}),
        ("after:2024", {("article", "a")}),
        ("before:2024-05", {("article", "b")}),
        ("after:2023-01-02 before:2024-05-18", {("article", "a"), ("article", "b")}),
        ("after:soon", set()),
        ("before:yesterday", set()),
        ("before:2024-13", set()),
        ("stance:opposes actor:lind", {("stance", "a")}),
        ("stance:opposes actor:brown", set()),
        ("stance:threatens", {("stance", "a")}),
        ("stance:opposes plan", {("stance", "a")}),
        ("stance:supports before:2024", set()),
        ("unknown:harbour", set()),
        ("tag:ports speaker:lind", set()),
    ],
)
def test_filters(filled: Library, typed: str, expected: set[tuple[str, str]]) -> None:
    assert kinds(filled, typed) == expected


def test_a_stance_says_who_and_what(filled: Library) -> None:
    (hit,) = filled.search("stance:threatens").hits
    assert (hit.who, hit.about) == ("Sudland", "opposes: threatens Norland, the border")
    assert hit.snippet == "Sudland threatened to close the border."


def test_tags_are_found_by_name_and_description(filled: Library) -> None:
    filled.save_tag(HARBOUR.id, "to do", Tag("to do", description="still to be checked"))
    for typed in ("to do", "still checked"):
        assert filled.search(typed).hits[0] == Hit("tag", "", "to do", "still to be checked", about="1 note")


def test_the_notes_that_carry_a_tag_stand_behind_it(filled: Library) -> None:
    hits = filled.search("ports").hits
    assert [(hit.kind, hit.snippet) for hit in hits] == [("tag", ""), ("note", "a harbour story")]


def test_case_and_accents_of_tags_and_sources(filled: Library) -> None:
    filled.keep_article(replace(HARBOUR, id="c" * 12, source="/Ärzte/one.txt"))
    filled.save_note("c" * 12, Note(None, None, "", ("Türkei",)))
    for typed in ("source:ärzte", "source:ÄRZTE"):
        assert kinds(filled, typed) == {("article", "c")}
    assert kinds(filled, "tag:turkei") == {("note", "c")}
    assert [hit.title for hit in filled.search("turkei").hits if hit.kind == "tag"] == ["Türkei"]


def test_the_index_follows_every_change(filled: Library) -> None:
    (note,) = (note for note in filled.notes(HARBOUR.id) if note.body == "a harbour story")
    filled.save_note(HARBOUR.id, replace(note, body="a lighthouse"))
    assert kinds(filled, "lighthouse") == {("note", "a")}
    assert "a harbour story" not in [snippet for _, snippet in found(filled, "story")]
    filled.undo(HARBOUR.id)
    assert kinds(filled, "lighthouse") == set()
    filled.delete_note(HARBOUR.id, note.id or 0)
    assert kinds(filled, "story") == set()
    filled.keep_article(replace(HARBOUR, text="Nothing left of it.", title="Gone"))
    assert ("article", "a") not in kinds(filled, "coalition")
    assert ("article", "a") in kinds(filled, "nothing left")
    with filled._writing() as conn:
        for index in ("articles_fts", "notes_fts", "found_fts", "found_actors_fts"):
            conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def test_there_may_be_more(filled: Library) -> None:
    assert len(filled.search("harbour", limit=2).hits) == 2
    assert filled.search("harbour", limit=2).more
    assert not filled.search("harbour").more


@pytest.mark.parametrize(
    "typed",
    ['"', "'", "''", "a AND", "NEAR(", "-x", "*", "(", "", "   ", "\x00", "a\x00b", '""', "tag:", 'tag:"', "stance:'",
     "%", "x" * 100_000, "a " * 5000, "\ud800", "col:umn", "^a", "{x}:y", "a OR b NOT c", 'actor:"', "actor:!!!",
     "speaker:*", "before:\x00", "tag:\ud800", ":", '"a"b"c', "\ue000\ue001", "\u061c\u202e"],
)  # fmt: skip
def test_no_string_is_an_error(filled: Library, typed: str) -> None:
    filled.search(typed)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example('tag:"a" speaker:b stance:c actor:d')
@given(
    st.one_of(
        st.text(max_size=40),
        st.text(alphabet='abAN "*():-^{}+\'\\%_\x00\ud800é', max_size=40),
        st.lists(
            st.sampled_from([*(f"{name}:" for name in FILTERS), '"', " ", "harbour", "NOT"]),
            max_size=10,
        ).map("".join),
    )
)  # fmt: skip
def test_nor_is_any_other(filled: Library, typed: str) -> None:
    for hit in filled.search(typed).hits:
        assert all(0 <= mark.start < mark.end <= len(hit.snippet) for mark in hit.marks)


def test_a_query_is_taken_apart() -> None:
    assert parse('nato "sea power" tag:x ACTOR:"Joe Biden" odd:one') == Query(
        ("nato", "sea power", "odd:one"), True, (("tag", "x"), ("actor", "Joe Biden"))
    )


def test_what_was_rejected_is_not_found_in_another_library_either(filled: Library, tmp_path: Path) -> None:
    filled.save_analysis(HARBOUR.digest, analysis_of(TEXT))
    quote = QuoteSketch(
        tuple(anchor_at(TEXT, words) for words in ("“We will not pay for this harbour,”", "“The government lies.”")),
        "direct",
        ActorSketch("Karl Lind", "person"),
    )
    filled.save_correction(HARBOUR.id, Correction(None, "rejected", quote))
    with Library.open(tmp_path / "other.sqlite") as other:
        other.take_in([filled.record(HARBOUR.id)], ())
        assert kinds(other, "speaker:lind") == set()
        assert kinds(other, "stance:threatens") == {("stance", "a")}


def test_what_was_found_in_another_text_is_not(filled: Library) -> None:
    filled.save_analysis(HARBOUR.digest, analysis_of(TEXT))
    filled.keep_article(replace(HARBOUR, text="Nothing left of it."))
    assert kinds(filled, "speaker:lind") == set()


def test_an_older_library_becomes_searchable(path: Path, library: Library) -> None:
    library.keep_article(HARBOUR)
    library.save_analysis(HARBOUR.digest, analysis_of(TEXT))
    assert kinds(library, "speaker:lind") == set()
    with library._writing() as conn:  # as the step to version 3 does
        findings.renew(conn, 1)
    assert kinds(library, "speaker:lind") == {("quote", "a")}
