"""The scores of one gold file as rows, and rows as one table or as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table
from rich.text import Text

from tests.evaluation.actors import score_actors
from tests.evaluation.entities import LABELS, score_entities
from tests.evaluation.gold import GoldEntities, GoldQuotes, GoldStances
from tests.evaluation.measures import Macro, Measure, Share
from tests.evaluation.polarity import score_polarity
from tests.evaluation.quotes import KINDS, score_quotes
from tests.evaluation.stances import score_stances
from tui.model import Analysis, Polarity


@dataclass(frozen=True)
class Row:
    """One figure with its name. The key figures of a layer stand out in the table."""

    name: str
    value: Measure | Share | Macro
    key: bool = False


@dataclass(frozen=True)
class Section:
    """All figures of one layer on one gold file."""

    layer: str
    file: str
    size: str
    """What the file holds, in words."""
    rows: tuple[Row, ...]

    def __getitem__(self, name: str) -> Measure | Share | Macro:
        return next(row.value for row in self.rows if row.name == name)


def entity_section(file: str, texts: Sequence[tuple[GoldEntities, Analysis]]) -> Section:
    """Exact spans and labels of names."""
    scores = score_entities((gold, analysis.entities) for gold, analysis in texts)
    rows = (*(Row(label, scores[label]) for label in LABELS), Row("all names", scores["all"], key=True))
    ignored = sum(len(gold.ignored) for gold, _ in texts)
    return Section("entities", file, _size(len(texts), ignored, "spans ignored"), rows)


def quote_section(file: str, texts: Sequence[tuple[GoldQuotes, Analysis]]) -> Section:
    """Who said what, and its parts."""
    scores = score_quotes((gold, analysis.quotes) for gold, analysis in texts)
    every = scores["all"]
    rows = (
        *(Row(f"who said what: {kind}", scores[kind].who_said_what) for kind in KINDS),
        Row("who said what", every.who_said_what, key=True),
        Row("content", every.content),
        Row("speaker, of contents found", every.speaker),
        Row("cue, of contents found", every.cue),
    )
    optional = sum(quote.optional for gold, _ in texts for quote in gold.quotes)
    return Section("quotes", file, _size(len(texts), optional, "quotes optional"), rows)


def actor_section(file: str, texts: Sequence[tuple[GoldStances, Analysis]]) -> Section:
    """Actors and their mentions."""
    actors = score_actors((gold, analysis.actors) for gold, analysis in texts)
    optional = sum(actor.optional for gold, _ in texts for actor in gold.actors)
    rows = (Row("actors", actors.actors, key=True), Row("mentions (B-cubed)", actors.mentions))
    return Section("actors", file, _size(len(texts), optional, "actors optional"), rows)


def stance_section(file: str, texts: Sequence[tuple[GoldStances, Analysis]]) -> Section:
    """The stances of actors."""
    stances = score_stances((gold, analysis.actors, analysis.stances) for gold, analysis in texts)
    optional = sum(stance.optional for gold, _ in texts for stance in gold.stances)
    rows = (
        Row("who to whom", stances.pairs),
        Row("who to whom, with polarity", stances.polar, key=True),
        Row("the same, with evidence", stances.shown),
        Row("sentences of the evidence", stances.evidence),
        Row("evidence, of stances found", stances.evidence_right),
        Row("type, of stances found", stances.type),
    )
    return Section("stances", file, _size(len(texts), optional, "stances optional"), rows)


def polarity_section(file: str, pairs: Sequence[tuple[Polarity, Polarity]]) -> Section:
    """Polarity towards marked targets; each pair is (gold, found)."""
    scores = score_polarity(pairs)
    rows = [Row(polarity, measure) for polarity, measure in scores.items()]
    macro = Row("macro F1", Macro(tuple(scores.values())), key=True)
    return Section("polarity", file, f"{len(pairs)} targets", (*rows, macro))


def table(sections: Sequence[Section]) -> Table:
    """One table of all sections."""
    made = Table(
        title="What the analysis gets right",
        caption="P precision · R recall · right: share of the gold items that were asked about",
    )
    made.add_column("measure", min_width=30)
    for heading in ("P", "R", "F1", "right", "gold", "found"):
        made.add_column(heading, justify="right")
    for section in sections:
        made.add_row(Text(f"{section.layer} in {section.file}", style="bold"))
        made.add_row(Text(section.size, style="dim"))
        for row in section.rows:
            made.add_row(row.name, *_cells(row.value), style="bold" if row.key else None)
        made.add_section()
    return made


def as_json(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """The same as plain values, unrounded."""
    return [
        {
            "layer": section.layer,
            "file": section.file,
            "size": section.size,
            "scores": {row.name: _values(row.value) for row in section.rows},
        }
        for section in sections
    ]


def _size(texts: int, left_out: int, what: str) -> str:
    return f"{texts} texts" + (f"; {left_out} {what}" if left_out else "")


def _cells(value: Measure | Share | Macro) -> tuple[str, ...]:
    if isinstance(value, Share):
        return "", "", "", _figure(value.value), str(value.asked), ""
    if isinstance(value, Macro):
        return "", "", _figure(value.f1), "", "", ""
    if not value.gold and not value.found:
        return "–", "–", "–", "", "0", "0"
    return (*map(_figure, (value.precision, value.recall, value.f1)), "", str(value.gold), str(value.found))


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}".removeprefix("0")


def _values(value: Measure | Share | Macro) -> dict[str, Any]:
    if isinstance(value, Share):
        return {"right": value.value, "gold": value.asked}
    if isinstance(value, Macro):
        return {"f1": value.f1}
    return {
        "precision": value.precision,
        "recall": value.recall,
        "f1": value.f1,
        "gold": value.gold,
        "found": value.found,
    }
