"""Notes and stances as tables: CSV as RFC 4180 has it, UTF-8, a heading line first.

A cell that a spreadsheet would take for a formula gets a leading apostrophe
(https://owasp.org/www-community/attacks/CSV_Injection). Offsets count characters of the article's text.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from tui.export.naming import speaker_of, subject
from tui.model import ActorSketch, Analysis, Article, Note, Reading, Span, Stance

NOTE_COLUMNS = (
    "id", "article", "source", "published", "passage", "start", "end", "speaker", "on", "note", "tags", "created",
    "updated", "found",
)  # fmt: skip
STANCE_COLUMNS = (
    "article", "source", "published", "holder", "holder kind", "polarity", "type", "target", "target kind", "issue",
    "evidence", "start", "end", "asserted by", "confidence", "by the reader",
)  # fmt: skip
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")


def export_notes_csv(*readings: Reading) -> str:
    """The notes, one a row, in reading order; `found` is "no" where the passage is no longer in the text."""
    rows = []
    for reading in readings:
        rows += [_note(note, reading, found=True) for note in reading.notes]
        rows += [_note(note, reading, found=False) for note in reading.orphans]
    return table(NOTE_COLUMNS, rows)


def export_stances_csv(*readings: Reading) -> str:
    """The stances, one a row, in the order of the analysis; `by the reader` says what he did with it."""
    rows = [
        _stance(stance, reading.analysis, reading.article)
        for reading in readings
        if reading.analysis
        for stance in reading.analysis.stances
    ]
    return table(STANCE_COLUMNS, rows)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows under their headings as CSV; every cell is safe in a spreadsheet."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return written.getvalue()


def safe(cell: str) -> str:
    """`cell` as text that no spreadsheet calculates with."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _stance(stance: Stance, analysis: Analysis, article: Article) -> Sequence[object]:
    holder, target = analysis.actor(stance.holder), analysis.actor(stance.target)
    reporter = analysis.actor(stance.asserted_by)
    return (
        article.title,
        article.source,
        article.published,
        holder.name if holder else stance.holder,
        holder.kind if holder else "",
        stance.polarity,
        stance.type,
        target.name if target else "",
        target.kind if target else "",
        stance.issue or "",
        " … ".join(_flat(article.text, span) for span in stance.evidence),
        *stance.evidence[0],
        reporter.name if reporter else "",
        f"{stance.confidence:.2f}",
        stance.user,
    )


def _note(note: Note, reading: Reading, *, found: bool) -> Sequence[object]:
    article, anchor = reading.article, note.anchor
    on = "passage" if anchor else "article"
    if note.about:
        on = f"{'actor' if isinstance(note.about, ActorSketch) else 'stance'}: {subject(note.about)}"
    return (
        note.uid,
        article.title,
        article.source,
        article.published,
        _flat(article.text, anchor.span) if anchor and found else " ".join(anchor.exact.split()) if anchor else "",
        *(anchor.span if anchor and found else ("", "")),
        speaker_of(anchor.span, reading) if anchor and found else "",
        on,
        note.body,
        " ".join(f"#{'_'.join(tag.split())}" for tag in note.tags),
        note.created,
        note.updated,
        "yes" if found else "no",
    )


def _flat(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())
