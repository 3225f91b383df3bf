"""The page: whole, harmless whatever is in it, and as a browser shows it."""

import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.conftest import TEXT as HARBOUR
from tests.conftest import analysis_of
from tests.export.test_escape import HOSTILE, TEXTS
from tests.export.test_markdown import BERG, DAHL, NOTES, READING, TEXT, anchored, with_everything
from tui.anchors import make_anchor
from tui.export.html import export_html
from tui.model import Analysis, Article, Note, Reading, Span, Tag

VOID = {"meta", "br", "hr", "link", "img", "input"}


class Page(HTMLParser):
    """What is in a page: its elements with their attributes, and the text of its article."""

    def __init__(self, page: str, within: str = "article") -> None:
        super().__init__()
        self.within = within
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag in VOID or self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = self.within in self.open and not {"aside", "sup"} & set(self.open)
        if inside and self.open[-1] in {"p", "h1", "span", "strong", "em", "li"}:
            self.text += data

    def classes(self, name: str) -> list[str]:
        return [attrs["class"] or "" for _, attrs in self.elements if name in (attrs.get("class") or "").split()]

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]


def test_the_text_is_all_there_with_its_marks() -> None:
    page = Page(export_html(READING))
    assert "".join(page.text.replace("/news/talks.txt", "").split()) == "".join(TEXT.split())
    assert page.classes("quote")
    assert page.classes("noted")
    assert len(page.ids()) == len(set(page.ids())), "every id once"


def test_every_note_is_there_once_and_bound_to_its_passage() -> None:
    page = Page(export_html(replace(READING, notes=(*NOTES, replace(BERG, body="who?"), DAHL))))
    notes = [one for one in page.ids() if one.startswith("n")]
    passages = [one for one in page.ids() if one.startswith("m")]
    assert (len(notes), len(passages)) == (5, 1), "with the one whose passage is gone"
    links = [attrs["href"] or "" for tag, attrs in page.elements if tag == "a"]
    assert "#n1" in links
    assert {link.removeprefix("#") for link in links} <= set(page.ids()), "every link leads somewhere"


def test_a_note_on_an_actor_that_is_not_there_any_more_says_whom() -> None:
    assert '<p class="on">On Anna Berg</p>' not in export_html(replace(READING, notes=(BERG,)))
    alone = replace(READING, notes=(BERG,), analysis=Analysis("x"))
    assert '<p class="on">On Anna Berg</p>' in export_html(alone)


def test_words_of_a_stance_stand_apart() -> None:
    page = Page(export_html(READING), "li")
    assert "Anna Berg opposes Carl Dahl over the plan rejects" in " ".join(page.text.split())


def test_overlapping_notes_are_both_seen_in_the_colours_of_their_tags() -> None:
    notes = (Note(1, anchored("never leave"), "a", ("x",)), Note(2, anchored("leave,” said"), "b", ("y",)))
    page = Page(export_html(replace(READING, notes=notes, tags=(Tag("x", "error"), Tag("y", "success")))))
    assert [one for one in page.classes("noted") if "overlap" in one]
    assert {"c-error", "c-success"} <= {word for one in page.classes("noted") for word in one.split()}


@pytest.mark.parametrize("end", range(1, len(TEXT) + 1, 7))
def test_a_note_that_ends_anywhere_is_shown(end: int) -> None:
    note = Note(1, make_anchor(TEXT, Span(max(0, end - 5), end)), "here")
    page = Page(export_html(replace(READING, notes=(note,), orphans=())))
    assert [one for one in page.ids() if one[0] in "nm"].count("n1") == 1
    assert "m1" in page.ids()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_text(text: str) -> None:
    check_harmless(text)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_any_text_is_text(text: str) -> None:
    check_harmless(text)


def check_harmless(text: str) -> None:
    reading = with_everything(text or "x")
    notes = tuple(replace(note, body=text) for note in reading.notes)
    page = Page(export_html(replace(reading, notes=notes)))
    names = {tag for tag, _ in page.elements}
    assert not names & {"script", "img", "iframe", "object", "link", "form", "svg"}
    for tag, attrs in page.elements:
        assert not [name for name in attrs if name.startswith("on") or name in ("src", "srcset")], tag
        assert not (attrs.get("href") or "").startswith(("javascript:", "data:", "file:", "vbscript:"))


def test_the_page_forbids_itself_to_load_anything() -> None:
    assert "default-src 'none'" in export_html(READING)


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs a Chromium")
def test_in_a_browser(tmp_path: Path) -> None:
    """The browser's own idea of the page, and that it finds nothing to complain about."""
    note = Note(1, make_anchor(HARBOUR, Span(40, 90)), "*why*?", ("x",))
    reading = Reading(Article("0" * 12, "Harbour", HARBOUR, "/h.txt"), analysis_of(HARBOUR), (note,))
    (tmp_path / "page.html").write_text(export_html(reading), encoding="utf-8")
    arguments = ["--headless", "--no-sandbox", "--enable-logging=stderr", "--v=0", "--dump-dom"]
    shown = subprocess.run(
        ["chromium", *arguments, f"--user-data-dir={tmp_path / 'profile'}", (tmp_path / "page.html").as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    page = Page(shown.stdout.split("<!DOCTYPE html>", 1)[-1])
    assert [one for one in page.ids() if one == "n1"] == ["n1"]
    assert "<em>why</em>" in shown.stdout
    assert "CONSOLE" not in shown.stderr
