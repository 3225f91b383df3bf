"""Everything about one article, out of the library and into it. The caller holds the transaction."""

import sqlite3
from dataclasses import dataclass, replace

from tui.model import Record, Span, Tag
from tui.store import articles, corrections, drafts, findings, notes, tags
from tui.store.encode import analysis_from_text, storable


@dataclass(frozen=True)
class Taken:
    """What an import brought: how many of each are new, and how many were there already."""

    articles: int = 0
    articles_there: int = 0
    notes: int = 0
    notes_there: int = 0
    corrections: int = 0
    corrections_there: int = 0
    tags: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(*(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)))


def of_article(conn: sqlite3.Connection, key: str) -> Record | None:
    """The record of the article with this id, or None."""
    article, row = articles.get(conn, key), articles.row_id(conn, key)
    if article is None or row is None:
        return None
    old_notes = {note.id: text for note, text in notes.stale(conn, row[0], row[1])}
    old_corrections = {one.id: text for one, text in corrections.stale(conn, row[0], row[1])}
    stored = conn.execute("SELECT json FROM analyses WHERE digest = ? ORDER BY made, rowid", (row[1],))
    return Record(
        article,
        tuple((note, old_notes.get(note.id, article.text)) for note in notes.of_article(conn, row[0])),
        tuple((one, old_corrections.get(one.id, article.text)) for one in corrections.of_article(conn, row[0])),
        tuple(
            one if one.span.end <= len(article.text) else replace(one, span=Span(0, 0))
            for one in drafts.of_article(conn, row[0])
        ),
        tuple(filter(None, (analysis_from_text(text) for (text,) in stored.fetchall()))),
        articles.position(conn, key),
    )


def take_in(conn: sqlite3.Connection, record: Record, now: str) -> Taken:
    """Adds what the library does not have yet; what it has, it keeps as it is.

    Notes and corrections are the same where their uids are. An article that is there keeps its
    text; what was made on another one is kept with that one, and finds its place when the article is opened.
    """
    article = record.article
    known = articles.row_id(conn, article.id)
    if known is None:
        articles.add(conn, article, article.digest, now)
        known = articles.row_id(conn, article.id)
        assert known is not None
        articles.save_position(conn, article.id, record.position)
        for analysis in record.analyses:
            articles.save_analysis(conn, article.digest, analysis, now)
        taken = Taken(articles=1)
    else:
        taken = Taken(articles_there=1)
    texts: dict[str, str] = {article.text: article.digest}

    def kept(text: str | None) -> str | None:
        """The digest of a text that the library keeps from now on."""
        if text is None:
            return None
        if text not in texts:
            texts[text] = replace(article, text=text).digest
        articles.keep_text(conn, texts[text], text)
        return texts[text]

    ids: dict[int | None, int] = {}
    for note, text in record.notes:
        there = conn.execute("SELECT id FROM notes WHERE uid = ?", (storable(note.uid),)).fetchone()
        if there is None:
            created = note.created or now
            saved = replace(note, id=None, created=created, updated=note.updated or created)
            ids[note.id] = notes.insert(conn, known[0], kept(text), saved)
        else:
            ids[note.id] = there[0]
        taken += Taken(notes=there is None, notes_there=there is not None)
    for correction, text in record.corrections:
        there = conn.execute("SELECT id FROM corrections WHERE uid = ?", (storable(correction.uid),)).fetchone()
        if there is None:
            corrections.insert(conn, known[0], kept(text), correction)
        taken += Taken(corrections=there is None, corrections_there=there is not None)
    if taken.articles or taken.corrections:
        findings.renew(conn, known[0])
    if taken.articles:
        for draft in record.drafts:
            drafts.save(conn, known[0], replace(draft, note_id=ids.get(draft.note_id)), now)
    return taken


def take_in_tag(conn: sqlite3.Connection, tag: Tag) -> Taken:
    """Adds a tag; of one that is there, fills what the code book does not say yet."""
    there = tags.get(conn, tag.name)
    old = there or Tag(tag.name)
    parent = old.parent or tag.parent
    if parent and tags.stands_under(conn, parent, old.name):
        parent = old.parent
    tags.save(conn, old.name, Tag(old.name, old.colour or tag.colour, old.description or tag.description, parent))
    return Taken(tags=there is None)
