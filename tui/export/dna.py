"""Stances as statements for Discourse Network Analyzer (https://github.com/leifeld/dna).

One row a statement, with the columns that DNA's own event list of its variables has: the document first, then the
variables of its usual statement type "DNA Statement": person, organization, concept, agreement (1 or 0). A holder who
is no person stands as the organization; of a person none is known. The concept is the issue, or the target actor where
there is no issue. Neutral stances are no statements. Start and stop are characters, counted from 0.
"""

from collections.abc import Sequence

from tui.export.csv import table
from tui.model import Analysis, Article, Reading, Stance

COLUMNS = (
    "statement_id", "time", "document_id", "document_title", "document_author", "document_source", "document_section",
    "document_type", "person", "organization", "concept", "agreement", "text", "start", "stop", "confidence", "coder",
)  # fmt: skip


def export_dna(*readings: Reading) -> str:
    """The statements as CSV; coder is "reader" (the program) or "user", who confirmed, edited or added it."""
    statements = (
        _statement(stance, reading.analysis, reading.article)
        for reading in readings
        if reading.analysis
        for stance in reading.analysis.stances
        if stance.polarity != "neutral"
    )
    return table(COLUMNS, [(number, *row) for number, row in enumerate(statements, 1)])


def _statement(stance: Stance, analysis: Analysis, article: Article) -> Sequence[object]:
    holder, target = analysis.actor(stance.holder), analysis.actor(stance.target)
    name = holder.name if holder else stance.holder
    is_person = holder is not None and holder.kind == "person"
    shown = stance.evidence[0]
    return (
        article.published or article.added,
        article.id,
        article.title,
        article.byline,
        article.source,
        "",
        "news",
        name if is_person else "",
        "" if is_person else name,
        stance.issue or (target.name if target else ""),
        int(stance.polarity == "supports"),
        " ".join(article.text[shown.start : shown.end].split()),
        *shown,
        f"{stance.confidence:.2f}",
        "user" if stance.user else "reader",
    )
