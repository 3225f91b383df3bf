"""What the tests share: a short article, its analysis made by hand, and an app that shows them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from tui.analysis import pipeline
from tui.app import ReaderApp
from tui.model import Actor, Analysis, Article, Entity, Mention, Quote, Span, Stance
from tui.paragraphs import paragraphs, sentences
from tui.session import Session
from tui.sources.text_file import article as article_of
from tui.store.library import Library

TEXT = """Harbour vote splits the coalition

Prime Minister Ada Brown defended the new harbour on Monday. The opposition leader, Karl Lind, rejected the plan.

“We will not pay for this harbour,” Lind said. “The government lies.”

Brown answered that the harbour would bring work to Norland. She thanked the unions for their support.

Norland and its neighbour Sudland had argued for years. Sudland threatened to close the border.
"""


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model, loaded once."""
    return pipeline.load()


def span_of(text: str, words: str, occurrence: int = 0) -> Span:
    """Where `words` stand in `text`."""
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def _all(text: str, words: str) -> list[Span]:
    return [span_of(text, words, number) for number in range(text.count(words))]


def analysis_of(text: str) -> Analysis:
    """The analysis of `TEXT`, made by hand."""

    def actor(key: str, name: str, kind: str, *names: str) -> Actor:
        spans = sorted(span for words in names for span in _all(text, words))
        kept = [
            span
            for span in spans
            if not any(span != other and other.start <= span.start and span.end <= other.end for other in spans)
        ]
        return Actor(key, name, kind, tuple(Mention(span, "name") for span in kept))  # type: ignore[arg-type]

    cut = tuple(sentence for paragraph in paragraphs(text) for sentence in sentences(text, paragraph))

    def evidence(words: str) -> tuple[Span, ...]:
        return tuple(sentence for sentence in cut if words in text[sentence.start : sentence.end])

    actors = (
        actor("ada-brown", "Ada Brown", "person", "Ada Brown", "Brown"),
        actor("karl-lind", "Karl Lind", "person", "Karl Lind", "Lind"),
        actor("norland", "Norland", "country", "Norland"),
        actor("sudland", "Sudland", "country", "Sudland"),
    )
    return Analysis(
        engine=pipeline.engine(),
        sentences=cut,
        entities=tuple(
            Entity(mention.span, "PERSON" if one.kind == "person" else "GPE", one.key)
            for one in actors
            for mention in one.mentions
        ),
        actors=actors,
        quotes=(
            Quote(
                (span_of(text, "“We will not pay for this harbour,”"), span_of(text, "“The government lies.”")),
                "direct",
                span_of(text, "Lind", 1),
                span_of(text, "said"),
                "karl-lind",
            ),
            Quote(
                (span_of(text, "that the harbour would bring work to Norland"),),
                "indirect",
                span_of(text, "Brown", 1),
                span_of(text, "answered"),
                "ada-brown",
            ),
        ),
        stances=(
            Stance(
                "karl-lind",
                None,
                "the plan",
                "opposes",
                "rejects",
                evidence("rejected"),
                span_of(text, "rejected"),
                None,
                0.9,
            ),
            Stance(
                "sudland",
                "norland",
                "the border",
                "opposes",
                "threatens",
                evidence("threatened"),
                span_of(text, "threatened"),
                None,
                0.6,
            ),
            Stance(
                "ada-brown",
                None,
                "the new harbour",
                "supports",
                "defends",
                evidence("defended"),
                span_of(text, "defended"),
                "karl-lind",
                0.55,
            ),
        ),
    )


@pytest.fixture
def library_file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite"


@pytest.fixture
def article() -> Article:
    return article_of(TEXT.encode(), "/news/harbour.txt", name="harbour.txt")


@pytest.fixture
def open_app(
    library_file: Path, article: Article, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., ReaderApp]:
    """Makes an app on the article (or another text), whose analysis stands in the library already."""
    monkeypatch.chdir(tmp_path)

    def make(text: str = TEXT, *, analysed: bool = True, analysis: Analysis | None = None) -> ReaderApp:
        shown = (
            article
            if text == TEXT
            else article_of(text.encode("utf-8", "surrogatepass"), "/news/other.txt", name="other.txt")
        )
        library = Library.open(library_file)
        if analysed:
            made = analysis_of(text) if text == TEXT else Analysis(pipeline.engine())
            library.save_analysis(shown.digest, analysis or made)
        session = Session(shown)
        session.attach(library)
        session.cached_analysis(pipeline.engine())
        return ReaderApp(session, library_file)

    return make
