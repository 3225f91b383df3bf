"""Writes the analysis of gold texts in the form that scorers read.

`python -m tests.evaluation.predict FORM GOLD.jsonl > PREDICTED.jsonl`, where FORM is `entities`, `quotes` or `stances`
and each line of GOLD.jsonl holds an `id` and a `text`. Gold annotations are not looked at.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tests.evaluation.gold import read_texts
from tui.analysis.document import analyse
from tui.analysis.pipeline import load
from tui.errors import ReaderError
from tui.model import Analysis, Span


def entities(analysis: Analysis) -> dict[str, Any]:
    """`{"entities": [[start, end, label], ...]}`."""
    return {"entities": [[*entity.span, entity.label] for entity in analysis.entities]}


def quotes(analysis: Analysis) -> dict[str, Any]:
    """`{"quotes": [{"content", "speaker", "cue", "kind"}, ...]}`, each a list of spans or null."""

    def listed(span: Span | None) -> list[list[int]] | None:
        return [list(span)] if span else None

    return {
        "quotes": [
            {
                "content": [list(span) for span in quote.spans],
                "speaker": listed(quote.speaker),
                "cue": listed(quote.cue),
                "kind": quote.kind,
            }
            for quote in analysis.quotes
        ]
    }


def stances(analysis: Analysis) -> dict[str, Any]:
    """`{"actors": [...], "stances": [...]}`."""
    return {
        "actors": [
            {
                "id": actor.key,
                "name": actor.name,
                "type": actor.kind,
                "mentions": [[*mention.span, mention.kind] for mention in actor.mentions],
            }
            for actor in analysis.actors
        ],
        "stances": [
            {
                "holder": stance.holder,
                "target": stance.target,
                "target_text": stance.issue or "",
                "polarity": stance.polarity,
                "type": stance.type,
                "evidence": [list(span) for span in stance.evidence],
            }
            for stance in analysis.stances
        ],
    }


FORMS = {"entities": entities, "quotes": quotes, "stances": stances}


def main(arguments: list[str]) -> int:
    """Returns the exit code."""
    if len(arguments) != 2 or arguments[0] not in FORMS:
        print(__doc__, file=sys.stderr)
        return 2
    form = FORMS[arguments[0]]
    try:
        texts = read_texts(Path(arguments[1]))
        nlp = load()
    except ReaderError as error:
        print(error, file=sys.stderr)
        return 2
    for identifier, text in texts:
        print(json.dumps({"id": identifier, **form(analyse(nlp, text))}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
