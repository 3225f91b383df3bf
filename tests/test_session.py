"""The session: what changes, what can be undone, and what happens when the text has changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import TEXT, analysis_of, span_of
from tui.errors import LibraryError
from tui.model import Article, Draft, Mention, QuoteSketch, Span
from tui.session import Session
from tui.store.library import Library


@pytest.fixture
def session(article: Article, library_file: Path) -> Session:
    opened = Session(article)
    opened.attach(Library.open(library_file))
    return opened


def test_notes_come_in_reading_order(session: Session) -> None:
    session.annotate(span_of(TEXT, "Sudland threatened"), "third", ())
    session.annotate(span_of(TEXT, "Ada Brown"), "second", ())
    reading = session.annotate(None, "first: on the whole article", ())
    assert [note.body for note in reading.notes] == ["first: on the whole article", "second", "third"]


def test_undo_takes_back_step_by_step(session: Session) -> None:
    (note,) = session.annotate(span_of(TEXT, "Ada Brown"), "one", ("a",)).notes
    (changed,) = session.annotate(span_of(TEXT, "Ada Brown"), "two", (), note).notes
    assert session.delete(changed).notes == ()
    assert [(found.body, found.tags) for found in session.undo()[0].notes] == [("two", ())]
    assert [(found.body, found.tags) for found in session.undo()[0].notes] == [("one", ("a",))]
    reading, done = session.undo()
    assert reading.notes == ()
    assert done == "new note"
    assert session.undo() == (reading, "")


def test_a_note_that_another_window_took_along_to_a_newer_text_is_shown_at_its_passage(
    session: Session, article: Article, library_file: Path
) -> None:
    session.annotate(span_of(TEXT, "Ada Brown"), "one", ())
    newer = Session(replace(article, text="A new first paragraph.\n\n" + TEXT))
    newer.attach(Library.open(library_file))
    reading = session.annotate(span_of(TEXT, "Sudland threatened"), "two", ())
    assert [note.anchor.exact for note in reading.notes if note.anchor] == ["Ada Brown", "Sudland threatened"]
    assert all(TEXT[a.span.start : a.span.end] == a.exact for a in (note.anchor for note in reading.notes) if a)


def test_saving_a_note_ends_its_draft_in_the_same_moment(session: Session) -> None:
    ada = span_of(TEXT, "Ada Brown")
    session.keep_draft(Draft(ada, "half", (), None))
    assert session.annotate(ada, "whole", ()).drafts == ()
    session.keep_analysis(analysis_of(TEXT))
    assert session.reading.analysis is not None
    brown = session.reading.analysis.actors[0]
    session.keep_draft(Draft(Span(0, 0), "half", (), None), brown)
    renamed = replace(brown, name="Adelaide Brown")
    session.correct("edited", brown, renamed)
    assert session.reading.analysis is not None
    (shown,) = (one for one in session.reading.analysis.actors if one.name == "Adelaide Brown")
    draft = session.draft(None, None, shown)
    assert draft is not None
    assert draft.body == "half"
    assert session.annotate(None, "whole", (), None, shown).drafts == ()


def test_control_characters_never_reach_the_library(session: Session) -> None:
    (note,) = session.annotate(span_of(TEXT, "Ada Brown"), "a\x1b]52;c;A\x07b", ("x\x9by",)).notes
    assert note.body == "a\ufffd]52;c;A\ufffdb"
    assert note.tags == ("x\ufffdy",)


def test_a_note_follows_its_passage_when_the_text_changes(
    session: Session, article: Article, library_file: Path
) -> None:
    session.annotate(span_of(TEXT, "Sudland threatened to close the border"), "stays", ())
    session.annotate(span_of(TEXT, "She thanked the unions for their support"), "goes", ())
    session.close()
    text = "A new first paragraph.\n\n" + TEXT.replace(" She thanked the unions for their support.", "")
    again = Session(replace(article, text=text))
    reading = again.attach(Library.open(library_file))
    (note,) = reading.notes
    assert note.anchor is not None
    assert text[note.anchor.span.start : note.anchor.span.end] == "Sudland threatened to close the border"
    assert [orphan.body for orphan in reading.orphans] == ["goes"]


def test_an_analysis_is_kept_for_its_text_and_engine_alone(
    session: Session, article: Article, library_file: Path
) -> None:
    analysis = analysis_of(TEXT)
    session.keep_analysis(analysis)
    again = Session(article)
    again.attach(Library.open(library_file))
    assert again.cached_analysis("another engine") is None
    reading = again.cached_analysis(analysis.engine)
    assert reading is not None
    assert reading.analysis == analysis


def test_without_a_library_the_article_is_readable_and_notes_are_refused(article: Article) -> None:
    session = Session(article)
    session.detach("The disk is full.")
    assert session.position == 0
    assert session.tags == ()
    assert session.keep_analysis(analysis_of(TEXT)).analysis is not None
    assert session.draft(span_of(TEXT, "Ada"), None) is None
    with pytest.raises(LibraryError, match="The disk is full"):
        session.annotate(span_of(TEXT, "Ada"), "x", ())
    with pytest.raises(LibraryError):
        session.keep_draft(Draft(span_of(TEXT, "Ada"), "x", (), None))


def test_drafts_belong_to_their_passage_and_note(session: Session) -> None:
    ada, lind = span_of(TEXT, "Ada Brown"), span_of(TEXT, "Karl Lind")
    session.keep_draft(Draft(ada, "half", ("t",), None))
    assert session.draft(ada, None) == Draft(ada, "half", ("t",), None)
    assert session.draft(lind, None) is None
    session.drop_draft(Draft(ada, "half", ("t",), None))
    assert session.draft(ada, None) is None


def test_corrections_follow_their_passages_when_the_text_changes(
    session: Session, article: Article, library_file: Path
) -> None:
    analysis = session.keep_analysis(analysis_of(TEXT)).analysis
    assert analysis is not None
    threat, thanks = analysis.stances[1], analysis.quotes[1]
    session.correct("confirmed", threat)
    session.correct("rejected", thanks)
    session.close()
    text = "A new first paragraph.\n\n" + TEXT.replace(
        "Brown answered that the harbour would bring work to Norland. ", ""
    )
    again = Session(replace(article, text=text))
    again.attach(Library.open(library_file))
    assert again.reading.lost == ()
    newer = replace(analysis_of(TEXT), quotes=())
    by = len("A new first paragraph.\n\n") - len("Brown answered that the harbour would bring work to Norland. ")
    place = Span(threat.evidence[0].start + by, threat.evidence[0].end + by)
    there = tuple(replace(actor, mentions=(Mention(span_of(text, actor.name), "name"),)) for actor in newer.actors)
    reading = again.keep_analysis(
        replace(newer, actors=there, entities=(), stances=(replace(threat, evidence=(place,), cue=None),))
    )
    assert reading.analysis is not None
    assert [stance.user for stance in reading.analysis.stances] == ["confirmed"]
    assert [(lost.verdict, type(lost.about)) for lost in reading.lost] == [("rejected", QuoteSketch)]


def test_the_library_keeps_the_analysis_of_the_machine_alone(
    session: Session, article: Article, library_file: Path
) -> None:
    analysis = session.keep_analysis(analysis_of(TEXT)).analysis
    assert analysis is not None
    session.correct("rejected", analysis.actors[0])
    session.keep_analysis(analysis_of(TEXT))
    with Library.open(library_file) as library:
        assert library.analysis(article.digest, analysis.engine) == analysis_of(TEXT)


def test_what_is_typed_into_a_correction_carries_no_control_characters(session: Session) -> None:
    analysis = session.keep_analysis(analysis_of(TEXT)).analysis
    assert analysis is not None
    reading = session.correct("edited", analysis.actors[0], replace(analysis.actors[0], name="A\x1b]52;c;A\x07"))
    assert reading.analysis is not None
    assert reading.analysis.actors[0].name == "A\ufffd]52;c;A\ufffd"


def test_a_correction_that_cannot_be_told_from_another_is_refused(session: Session) -> None:
    double = replace(analysis_of(TEXT).actors[0], key="double", mentions=())
    analysis = analysis_of(TEXT)
    session.keep_analysis(replace(analysis, actors=(*analysis.actors, double, replace(double, key="third"))))
    with pytest.raises(LibraryError, match="cannot be told from another one"):
        session.correct("rejected", double)
    assert session.undo()[1] == ""
