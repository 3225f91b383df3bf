"""A library in a fresh folder, with a clock that stands still until a test moves it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tui.model import Anchor, Article, Span
from tui.store import Library

TEXT = "Anna Berg rejected the plan. Carl Dahl praised it."


class Clock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 31, 12, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, seconds: int) -> None:
        self.moment += timedelta(seconds=seconds)


def article_named(key: str, text: str = TEXT, title: str = "") -> Article:
    return Article(key, title or f"Title of {key}", text, f"/news/{key}.txt")


def anchor_at(text: str, words: str) -> Anchor:
    start = text.index(words)
    return Anchor(Span(start, start + len(words)), words, text[:start][-32:], text[start + len(words) :][:32])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite"


@pytest.fixture
def library(path: Path, clock: Clock) -> Iterator[Library]:
    with Library.open(path, clock) as library:
        yield library
