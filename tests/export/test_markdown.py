"""The export of a reading: what stands in it, and that nothing in a reading can change its structure."""

import re
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.export.test_escape import HOSTILE, TEXTS
from tui.export import export_markdown
from tui.export.note_body import note_body
from tui.model import (
    Actor,
    ActorSketch,
    Analysis,
    Anchor,
    Article,
    Mention,
    Note,
    Quote,
    Reading,
    Span,
    Stance,
    StanceSketch,
)

TEXT = "Talks resume\n\n“We will never leave,” said Anna Berg. Her rival Carl Dahl praised the plan.\nMore follows."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def anchored(words: str) -> Anchor:
    return Anchor(span(words), words, "", "")


ARTICLE = Article("0" * 12, "Talks resume", TEXT, "/news/talks.txt", added="2026-01-31T12:00:00Z")
ANALYSIS = Analysis(
    engine="news 1",
    actors=(
        Actor("berg", "Anna Berg", "person", (Mention(span("Anna Berg"), "name"), Mention(span("Her"), "pronoun"))),
        Actor("dahl", "Carl Dahl", "person", (Mention(span("Carl Dahl"), "name"),)),
    ),
    quotes=(Quote((span("“We will never leave,”"),), "direct", speaker=span("Anna Berg"), actor="berg"),),
    stances=(
        Stance("berg", "dahl", "the plan", "opposes", "rejects", (span("“We will never leave,” said Anna Berg."),)),
        Stance(
            "dahl",
            None,
            "the plan",
            "supports",
            "praises",
            (span("Her rival Carl Dahl praised the plan."),),
            asserted_by="berg",
            confidence=0.75,
        ),
    ),
)
NOTES = (
    Note(1, None, "Read again.", ("to do",)),
    Note(2, anchored("never leave"), "Strong.\n\nCompare May.", ("rhetoric", "NATO")),
)
ORPHAN = Note(3, Anchor(Span(5, 9), "lost words", "", ""), "Still mine.", ("NATO",))
READING = Reading(ARTICLE, ANALYSIS, NOTES, (ORPHAN,))


def test_a_reading_as_markdown() -> None:
    assert (
        export_markdown(READING)
        == """\
---
title: "Talks resume"
source: "/news/talks.txt"
added: "2026-01-31T12:00:00Z"
tags: ["to do", "rhetoric", "NATO"]
---

# Talks resume

## Notes

Read again.

#to-do

---

> never leave
>
> — Anna Berg

Strong.

Compare May.

#rhetoric #NATO

## Actors

- **Anna Berg** (person), 2 mentions
- **Carl Dahl** (person), 1 mention

## Stances

- **Anna Berg** opposes **Carl Dahl** on *the plan* (rejects, 100% sure)

  > “We will never leave,” said Anna Berg.

- **Carl Dahl** supports *the plan* (praises, 75% sure), according to Anna Berg

  > Her rival Carl Dahl praised the plan.

## Notes whose passage is gone

> lost words

Still mine.

#NATO
"""
    )


def test_an_article_alone() -> None:
    assert export_markdown(Reading(ARTICLE)) == (
        '---\ntitle: "Talks resume"\nsource: "/news/talks.txt"\nadded: "2026-01-31T12:00:00Z"\n---\n\n# Talks resume\n'
    )


def test_a_passage_outside_quotes_has_no_speaker() -> None:
    reading = replace(READING, notes=(Note(2, anchored("Her rival"), "x"),))
    assert "> Her rival\n\nx\n" in export_markdown(reading)


def test_a_speaker_who_is_no_actor_is_named_as_in_the_text() -> None:
    analysis = replace(ANALYSIS, quotes=(replace(ANALYSIS.quotes[0], actor=None),))
    assert "> — Anna Berg" in export_markdown(replace(READING, analysis=analysis))


def parsed(export: str, *, html: bool) -> list[Token]:
    front, body = re.match(r"---\n(.*?)\n---\n\n(.*)", export, re.DOTALL).groups()  # type: ignore[union-attr]
    assert yaml.safe_load(front)["title"] is not None
    return MarkdownIt("commonmark", {"html": html}).parse(body)


def structure(tokens: list[Token]) -> list[str]:
    """Everything but text: paragraphs count once however many follow each other, as a note may have several."""
    shape: list[str] = []
    for token in tokens:
        inside = [child.type for child in token.children or () if child.type not in ("text", "hardbreak", "softbreak")]
        for name in ["paragraph", *inside] if token.type == "inline" else [token.type]:
            if not name.startswith("paragraph_") and not (name == "paragraph" and shape[-1:] == ["paragraph"]):
                shape.append(name)
    return shape


def with_everything(text: str) -> Reading:
    """A reading in which every text from outside is `text`."""
    article = Article("0" * 12, text, text, text, byline=text, published=text)
    everything = Span(0, len(text))
    analysis = Analysis(
        "news 1",
        actors=(Actor("a", text, "person", ()), Actor("b", text, "group", ())),
        quotes=(Quote((everything,), "direct", actor="a"),),
        stances=(Stance("a", "b", text, "opposes", text, (everything,), asserted_by="b"),),
    )
    note = Note(1, Anchor(everything, text, "", ""), "plain", (text, "x"))
    return Reading(article, analysis, (note, replace(note, anchor=None)), (note,))


PLAIN = {html: structure(parsed(export_markdown(with_everything("plain")), html=html)) for html in (True, False)}


@pytest.mark.parametrize("html", [True, False])
@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_texts_do_not_change_the_structure(text: str, html: bool) -> None:
    assert structure(parsed(export_markdown(with_everything(text)), html=html)) == PLAIN[html]


@given(TEXTS.filter(str.strip))
@settings(max_examples=60, deadline=None)
def test_no_text_changes_the_structure(text: str) -> None:
    assert structure(parsed(export_markdown(with_everything(text)), html=True)) == PLAIN[True]


BERG = Note(5, None, "", about=ActorSketch("Anna Berg", "person"))
DAHL = Note(6, None, "On him.", ("who",), about=ActorSketch("Carl Dahl", "person"))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_what_a_note_says_changes_nothing_around_it(body: str) -> None:
    """On a passage and on an actor: headings, rules, list items of the file and the words after the note stay."""
    notes = (replace(NOTES[1], body=body), NOTES[0], replace(BERG, body=body), DAHL)
    tokens = parsed(export_markdown(replace(READING, notes=notes)), html=True)
    assert [token.markup for token in tokens if token.type == "heading_open"] == ["#", "##", "##", "##", "##"]
    assert len([token for token in tokens if token.type == "hr"]) == 1
    assert not [token for token in tokens if token.type == "html_block"]
    own = [token for token in tokens if token.type == "list_item_open" and token.level == 1 and token.markup == "-"]
    assert len(own) >= 4
    words = [token.content for token in tokens if token.type == "inline"]
    for line in ("never leave", "#rhetoric #NATO", "Read again.", "On him.", "#who"):
        assert any(line in content for content in words), line


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_nothing_that_a_note_says_is_lost(body: str) -> None:
    assert "".join(filter(str.isalpha, note_body(body))) == "".join(filter(str.isalpha, body))


def test_a_note_keeps_its_markdown() -> None:
    body = "*Strong*, compare:\n\n- May\n- [June](https://example.org/a_b)\n\n```\nx < y\n```\n\n> old"
    assert body.replace("x < y", "x y") in export_markdown(
        replace(READING, notes=(replace(NOTES[1], body=body.replace("x < y", "x y")),))
    )


@pytest.mark.parametrize(
    "body", ["**bold** 10\u00a0%", "**fett** 👨\u200d👩\u200d👧", "日本語\u3000**強調**", "-\tone\n-\ttwo"]
)
def test_a_note_with_unusual_spaces_and_signs_keeps_its_markdown_too(body: str) -> None:
    assert note_body(body) == body


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("# Mine\n\n*yes*", "\\# Mine\n\n*yes*"),
        ("a\n---\nb", "a\\\n\\---\n\nb"),
        ("```\nno end", "\\`\\`\\`"),
        ("<b>bold</b>", "\\<b\\>bold"),
        ("```\n<!-- reader:end -->\n```", "\\<!-- reader:end"),
        ("![](https://example.org/x.png)", "!\\[\\](https"),
        ("[a]: https://example.org", "\\[a\\]:"),
        ("%%hidden", "\\%"),
    ],
)
def test_what_would_leave_the_note_stands_there_as_text(body: str, written: str) -> None:
    shown = export_markdown(replace(READING, notes=(replace(NOTES[1], body=body),)))
    assert written in shown


def test_notes_on_an_actor_and_a_stance_stand_with_them() -> None:
    anchor = anchored("“We will never leave,” said Anna Berg.")
    stance = StanceSketch(ActorSketch("Anna Berg", "person"), None, "the plan", "opposes", "rejects", (anchor,))
    notes = (replace(BERG, body="Minister?"), Note(7, anchor, "weak\n\n- very", ("x",), about=stance))
    written = export_markdown(replace(READING, notes=notes, orphans=()))
    assert "## Notes" not in written
    assert "- **Anna Berg** (person), 2 mentions\n\n  Minister?\n\n- **Carl Dahl** (person), 1 mention\n" in written
    assert "  > “We will never leave,” said Anna Berg.\n\n  weak\n\n  - very\n\n  #x\n\n- **Carl" in written


def test_a_note_on_an_actor_that_is_not_there_any_more_says_whom() -> None:
    assert "On **Eva Frey**\n\nWho?" in export_markdown(
        replace(READING, notes=(replace(BERG, body="Who?", about=ActorSketch("Eva Frey", "person")),))
    )


def test_front_matter_reads_back() -> None:
    reading = with_everything('a "b"\n---\n: c #d \\')
    front = export_markdown(reading).split("\n---\n")[0].removeprefix("---\n")
    text = reading.article.title
    assert yaml.safe_load(front) == {
        "title": text, "source": text, "byline": text, "published": text, "tags": [text, "x"]
    }  # fmt: skip


def test_what_the_reader_corrected_is_marked() -> None:
    assert READING.analysis is not None
    berg, dahl = ANALYSIS.actors
    mine = replace(
        ANALYSIS,
        actors=(replace(berg, user="edited"), dahl),
        quotes=(replace(ANALYSIS.quotes[0], user="confirmed"),),
        stances=(replace(ANALYSIS.stances[0], user="added"), ANALYSIS.stances[1]),
    )
    written = export_markdown(replace(READING, analysis=mine))
    assert "- **Anna Berg** (person), 2 mentions, *edited by the reader*\n" in written
    assert "— Anna Berg (confirmed by the reader)\n" in written
    assert "**Carl Dahl** on *the plan* (rejects), *added by the reader*\n" in written
    assert "(praises, 75% sure), according to Anna Berg\n" in written
    assert written.count("by the reader") == 3
