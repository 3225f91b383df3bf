"""What an analysis found, as rows that a search can use. The caller holds the transaction."""

import sqlite3
from collections.abc import Iterator

from tui.corrections import corrected
from tui.model import Analysis
from tui.store import articles, corrections
from tui.store.encode import storable

_Row = tuple[str, str, str, str, str, str, int, int]


def renew(conn: sqlite3.Connection, article: int) -> None:
    """Makes what the newest analysis of an article's present text holds searchable, corrected; without one, nothing.

    Corrections that were made on another text wait until the article is opened.
    """
    digest, text = conn.execute(
        "SELECT digest, text FROM articles JOIN texts USING (digest) WHERE id = ?", (article,)
    ).fetchone()
    analysis = articles.newest_analysis(conn, digest)
    if analysis is None:
        keep(conn, article, text, Analysis(""))
        return
    waiting = {one.id for one, _ in corrections.stale(conn, article, digest)}
    made = [one for one in corrections.of_article(conn, article) if one.id not in waiting]
    keep(conn, article, text, corrected(analysis, made, text)[0])


def keep(conn: sqlite3.Connection, article: int, text: str, analysis: Analysis) -> None:
    """Puts what `analysis` found in `text` in the place of what was there for the article with this row id."""
    conn.execute("DELETE FROM found WHERE article = ?", (article,))
    conn.execute("DELETE FROM found_actors WHERE article = ?", (article,))
    conn.executemany(
        "INSERT INTO found_actors (article, name) VALUES (?, ?)",
        ((article, storable(actor.name)) for actor in analysis.actors),
    )
    conn.executemany(
        'INSERT INTO found (article, kind, who, text, target, polarity, type, "start", "end") '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((article, *row) for row in (*_quotes(text, analysis), *_stances(text, analysis))),
    )


def _quotes(text: str, analysis: Analysis) -> Iterator[_Row]:
    for quote in analysis.quotes:
        actor = analysis.actor(quote.actor)
        speaker = text[quote.speaker.start : quote.speaker.end] if quote.speaker else ""
        said = " … ".join(text[span.start : span.end] for span in quote.spans)
        yield "quote", storable(actor.name if actor else speaker), storable(said), "", "", "", quote.start, quote.end


def _stances(text: str, analysis: Analysis) -> Iterator[_Row]:
    for stance in analysis.stances:
        holder, target = analysis.actor(stance.holder), analysis.actor(stance.target)
        over = ", ".join(filter(None, (target.name if target else "", stance.issue)))
        first = stance.evidence[0]
        shown = " … ".join(text[span.start : span.end] for span in stance.evidence)
        words = (holder.name if holder else "", shown, over, stance.polarity, stance.type)
        yield ("stance", *map(storable, words), *first)  # type: ignore[misc]  # a map's length is not known to mypy


def kept(conn: sqlite3.Connection, article: int) -> bool:
    """Whether something is kept of the article with this row id."""
    return conn.execute("SELECT 1 FROM found_actors WHERE article = ?", (article,)).fetchone() is not None
