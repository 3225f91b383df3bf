"""`python -m tests.benchmarks`: how fast the analysis is on one core, beside textacy and a regular expression.

Without TEXTS the project's own gold is read, several times over. A TEXTS file holds JSON lines with `id` and `text`.
With `--quotes GOLD` the table says beside the speed how right the quotes are. `pip install -e '.[benchmark]'` installs
textacy; without it the rest is measured all the same.
"""

import os
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tests.benchmarks import measure, textacy_quotes
from tests.evaluation import gold
from tui.analysis.pipeline import engine, load
from tui.errors import ReaderError

_OWN_REPEATED = 3
_file = click.Path(path_type=Path)


@click.command()
@click.argument("texts", required=False, type=_file)
@click.option("--quotes", type=_file, help="Gold with quotes, to score who said what.")
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1), help="How often each part is measured.")
def benchmark(texts: Path | None, quotes: Path | None, rounds: int) -> None:
    """Measure words a second on one core over TEXTS (JSON lines), or over the project's own gold."""
    read = [text for _, text in gold.read_texts(texts or gold.OWN)]
    if texts is None:
        read *= _OWN_REPEATED
    quote_gold = gold.read_quotes(quotes) if quotes else []
    for library in ("OMP", "OPENBLAS", "MKL", "BLIS", "VECLIB", "NUMEXPR"):
        os.environ[f"{library}_NUM_THREADS"] = "1"  # read when numpy is imported, which `load` does
    nlp = load()
    words = sum(len(text.split()) for text in read)
    speeds = measure.speeds(nlp, read, rounds)
    qualities, gave_up = measure.qualities(nlp, quote_gold) if quote_gold else ({}, 0)

    console = Console()
    table = _table(words, speeds, qualities)
    table.title = f"{engine()}: {len(read)} texts, {words:,} words"
    table.caption = f"one core, CPU time, median of {rounds} rounds"
    if quotes:
        table.caption += f"\nF1 of who said what in {quotes.name}"
    console.print(table)
    if gave_up:
        console.print(f"textacy gives up on {gave_up} of {len(quote_gold)} texts (an odd number of quotation marks).")
    if not textacy_quotes.is_installed():
        console.print("textacy is not installed: pip install -e '.[benchmark]' adds it here.", markup=False)


def _table(words: int, speeds: dict[str, measure.Speed], qualities: dict[str, measure.Quality]) -> Table:
    made = Table()
    made.add_column("part")
    for heading in ("words/s", "% of spaCy", *(("F1", "F1 direct") if qualities else ())):
        made.add_column(heading, justify="right")

    def add(part: str, indent: str = "") -> None:
        speed = speeds[part]
        quality = qualities.get(part)
        figures = ("", "") if quality is None else (f"{quality.every:.3f}", f"{quality.direct:.3f}")
        made.add_row(
            indent + part,
            f"{speed.words_a_second(words):,.0f}",
            f"{100 * speed.share_of(speeds[measure.MODEL]):.1f}",
            *(figures if qualities else ()),
        )

    add(measure.MODEL)
    for part in measure.COMPONENTS.values():
        add(part, indent="  + ")
    add(measure.TOGETHER, indent="  = ")
    add(measure.WHOLE)
    made.add_section()
    if measure.TEXTACY in speeds:
        add(measure.TEXTACY, indent="  + ")
    add(measure.REGEX)
    return made


def main() -> None:
    """Ends with exit code 2 and one sentence on stderr when something is wrong."""
    try:
        benchmark.main(prog_name="python -m tests.benchmarks")
    except ReaderError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
