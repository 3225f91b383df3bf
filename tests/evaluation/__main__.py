"""`python -m tests.evaluation`: scores the analysis against gold and prints one table.

Without options it scores the project's own five articles. With options it scores the files that are given; each may be
given several times. `READER_MODEL` chooses another language model, as for `reader`.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from spacy.language import Language

from tests.evaluation import gold, report
from tests.evaluation.given import analyse_given
from tui.analysis import pipeline
from tui.analysis.document import analyse
from tui.analysis.target_polarity import probabilities
from tui.errors import ReaderError
from tui.model import Analysis, Polarity

_file = click.Path(path_type=Path)


@click.command()
@click.option("--entities", "entity_files", multiple=True, type=_file, help="Gold with names.")
@click.option("--quotes", "quote_files", multiple=True, type=_file, help="Gold with quotes.")
@click.option("--stances", "stance_files", multiple=True, type=_file, help="Gold with actors and stances.")
@click.option("--actors-given", "given_files", multiple=True, type=_file, help="The same; stances alone are scored.")
@click.option("--polarity", "polarity_files", multiple=True, type=_file, help="Sentences with marked targets.")
@click.option("--json", "json_wanted", is_flag=True, help="Print the figures as JSON.")
def evaluate(
    entity_files: tuple[Path, ...],
    quote_files: tuple[Path, ...],
    stance_files: tuple[Path, ...],
    given_files: tuple[Path, ...],
    polarity_files: tuple[Path, ...],
    json_wanted: bool,
) -> None:
    """Score entities, quotes, actors and stances against gold files (JSON lines, see tests/evaluation/gold.py).

    Without a file, the project's own gold is scored.
    """
    if not (entity_files or quote_files or stance_files or given_files or polarity_files):
        entity_files = quote_files = stance_files = given_files = (gold.OWN,)
    entities = [(path.name, gold.read_entities(path)) for path in entity_files]
    quotes = [(path.name, gold.read_quotes(path)) for path in quote_files]
    stances = [(path.name, gold.read_stances(path)) for path in stance_files]

    every = (record.text for layer in (entities, quotes, stances) for _, records in layer for record in records)
    nlp = pipeline.load()
    analyses = analyse_all(nlp, every)
    sections = [
        *(report.entity_section(name, [(one, analyses[one.text]) for one in texts]) for name, texts in entities),
        *(report.quote_section(name, [(one, analyses[one.text]) for one in texts]) for name, texts in quotes),
    ]
    for name, texts in stances:
        found = [(one, analyses[one.text]) for one in texts]
        sections += [report.actor_section(name, found), report.stance_section(name, found)]
    for path in given_files:
        given_actors = [(one, analyse_given(nlp, one)) for one in gold.read_stances(path)]
        sections.append(report.stance_section(f"{path.name}, its actors given", given_actors))

    for path in polarity_files:
        sections.append(report.polarity_section(path.name, list(judged_targets(nlp, path))))

    if json_wanted:
        print(json.dumps(report.as_json(sections), ensure_ascii=False, indent=1))
    else:
        Console().print(report.table(sections))


def analyse_all(nlp: Language, texts: Iterable[str]) -> dict[str, Analysis]:
    """{text: its analysis}; each is analysed once."""
    console = Console(stderr=True)
    distinct = list(dict.fromkeys(texts))
    shown = track(distinct, "Analysing", console=console, transient=True, disable=not console.is_terminal)
    return {text: analyse(nlp, text) for text in shown}


def judged_targets(nlp: Language, path: Path) -> Iterator[tuple[Polarity, Polarity]]:
    """(gold, found) of each marked target."""
    sentences = gold.read_targets(path)
    for doc, (_, targets) in zip(nlp.pipe(text for text, _ in sentences), sentences, strict=True):
        for span, polarity in targets:
            target = doc.char_span(*span, alignment_mode="expand")
            assert target is not None, f"{span} is no place in the sentence"
            found = probabilities(target)
            yield polarity, max(found, key=lambda one: found[one])


def main() -> None:
    """Ends with exit code 2 and one sentence on stderr when something is wrong."""
    try:
        evaluate.main(prog_name="python -m tests.evaluation")
    except ReaderError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
