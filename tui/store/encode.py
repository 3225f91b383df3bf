"""Rows of the library to the dataclasses of `tui.model`, and back."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

from tui.model import Analysis, Anchor, Article
from tui.public_json import analysis_from_json, analysis_to_json

_SURROGATES = re.compile("[\ud800-\udfff]")
_TIME = "%Y-%m-%dT%H:%M:%SZ"


def storable(text: str) -> str:
    """`text` with each lone surrogate, which SQLite cannot hold, as U+FFFD: the length stays."""
    return _SURROGATES.sub("\ufffd", text)


def new_uid() -> str:
    """An id that nothing else in the world has."""
    from uuid import uuid4

    return uuid4().urn


def time_text(moment: datetime) -> str:
    """A time in UTC as the library writes it: `2026-01-31T12:00:00Z`."""
    return moment.strftime(_TIME)


def time_after(earlier: str, now: str) -> str:
    """`now`, or one second after `earlier` where the clock has not got that far: no two versions have one time."""
    if now > earlier:
        return now
    return time_text(datetime.strptime(earlier, _TIME) + timedelta(seconds=1))


def article_from_row(row: tuple[Any, ...]) -> Article:
    """An article from (key, title, text, source, byline, published, added)."""
    return Article(*row)


def anchor_columns(anchor: Anchor | None) -> tuple[int | None, int | None, str | None, str | None, str | None]:
    """(start, end, exact, prefix, suffix); all None for a note on the whole article."""
    if anchor is None:
        return None, None, None, None, None
    texts = (storable(text) for text in (anchor.exact, anchor.prefix, anchor.suffix))
    return (*anchor.span, *texts)  # type: ignore[return-value]  # a generator's length is not known to mypy


def tags_to_json(tags: tuple[str, ...]) -> str:
    """The tags of a draft as typed."""
    return json.dumps([storable(tag) for tag in tags], ensure_ascii=False)


def analysis_to_text(analysis: Analysis) -> str:
    """An analysis as the JSON text that the library keeps."""
    return storable(json.dumps(analysis_to_json(analysis), ensure_ascii=False, separators=(",", ":")))


def analysis_from_text(text: str) -> Analysis | None:
    """The analysis that `analysis_to_text` wrote, or None when it is of another schema and must be made anew."""
    try:
        value = json.loads(text)
        return analysis_from_json(value) if isinstance(value, dict) else None
    except (ValueError, KeyError, TypeError):
        return None
