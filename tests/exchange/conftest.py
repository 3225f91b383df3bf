"""A library with one of everything, and the two ways between a library and a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import TEXT, analysis_of
from tests.store.conftest import anchor_at, article_named
from tui.exchange.checked import parse
from tui.exchange.library_json import export_json, read_json
from tui.model import ActorSketch, Correction, Draft, Note, QuoteSketch, Span, StanceSketch, Tag
from tui.store import Library
from tui.store.records import Taken

KEY = "0123456789ab"
OTHER = "ba9876543210"


def fill(library: Library) -> None:
    """One of everything that a library can hold, on a text that has changed since."""
    article = article_named(KEY, TEXT, "Harbour vote")
    library.keep_article(article)
    library.save_note(KEY, Note(None, anchor_at(TEXT, "the plan"), "against *what*?", ("harbour", "Türkei")))
    library.save_note(KEY, Note(None, anchor_at(TEXT, "Ada Brown defended"), ""))
    library.save_note(KEY, Note(None, None, "on the whole\n\nof it"))
    lind = ActorSketch("Karl Lind", "person", anchor_at(TEXT, "Karl Lind"))
    library.save_note(KEY, Note(None, None, "who is he?", ("who",), about=lind))
    stance = StanceSketch(lind, None, "the plan", "opposes", "rejects", (anchor_at(TEXT, "Karl Lind, rejected"),))
    library.save_note(KEY, Note(None, stance.places[0], "weak", about=stance))
    quote = QuoteSketch((anchor_at(TEXT, "“The government lies.”"),), "direct", lind)
    library.save_correction(KEY, Correction(None, "confirmed", quote))
    library.save_correction(KEY, Correction(None, "edited", stance, stance))
    library.save_tag(KEY, "harbour", Tag("harbour", "warning", "what is built", "Türkei"))
    changed = article_named(KEY, f"{TEXT}\nThe port is open.\n", "Harbour vote")
    library.keep_article(changed)
    library.save_analysis(changed.digest, analysis_of(changed.text))
    library.save_note(KEY, Note(None, anchor_at(changed.text, "port is open"), "at last"))
    library.save_draft(KEY, Draft(Span(0, 7), "a thought", ("who",), None))
    library.save_draft(KEY, Draft(Span(0, 0), "better", (), library.notes(KEY)[0].id))
    library.save_position(KEY, 12)
    library.keep_article(article_named(OTHER, "A short one.", "Other"))


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "full.sqlite") as library:
        fill(library)
        yield library


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "empty.sqlite") as library:
        yield library


def written(library: Library) -> str:
    """Everything in the library as JSON."""
    return export_json([library.record(article.id) for article in library.articles()], library.tags())


def bring(library: Library, text: str) -> Taken:
    """What the file with this text brings into the library."""
    return library.take_in(*read_json(parse(text.encode("utf-8", "surrogatepass"))))
