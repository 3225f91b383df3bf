"""`python -m tests.benchmarks.library`: how quick the library is with 100,000 notes on 10,000 articles.

The articles are made of words in the frequencies of natural language (Zipf), always the same ones; each has quotes,
stances and a stored analysis. Printed: what a search takes, what `reader search` takes, and what opening an article
takes beside an empty library. Times are wall times in milliseconds.
"""

import gc
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tui.anchors import make_anchor
from tui.model import Actor, Analysis, Article, Mention, Note, Quote, Span, Stance
from tui.session import Session
from tui.sources import read_sample
from tui.store import Library, articles, findings, notes

_ENGINE = "benchmark 1"
_SYLLABLES = [
    "ba",
    "con",
    "der",
    "fin",
    "gor",
    "hal",
    "jus",
    "kan",
    "lor",
    "mi",
    "na",
    "or",
    "per",
    "qui",
    "ter",
    "vi",
    "wo",
]
_NAMES = [
    f"{first} {last}" for first in ("Ada", "Karl", "Mina", "Joe", "Olga") for last in ("Brown", "Lind", "Sato", "Öz")
]
_TAGS = [f"tag{number}" for number in range(300)]
_POLARITIES = ("supports", "opposes", "neutral")
_ROUNDS = 5


def _vocabulary() -> list[str]:
    rng = random.Random(1)
    made: dict[str, None] = {}
    while len(made) < 20_000:
        made["".join(rng.choices(_SYLLABLES, k=rng.choice((1, 2, 2, 3, 3, 4))))] = None
    return list(made)


WORDS = _vocabulary()
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
QUERIES = (
    *(WORDS[rank] for rank in (0, 3, 20, 100, 1000, 5000, 19_000)),
    *(f"{WORDS[rank]} {WORDS[rank * 3]}" for rank in (1, 10, 300)),
    *(WORDS[rank][:4] for rank in (5, 50, 500)),
    f'"{WORDS[0]} {WORDS[1]}"',
    *(f"tag:tag7 {WORDS[2]}", "tag:tag7", "actor:brown", f"actor:lind {WORDS[4]}", 'speaker:"Karl Lind"'),
    *(
        f"speaker:ada {WORDS[0]}",
        "stance:opposes",
        f"stance:supports actor:sato {WORDS[9]}",
        "stance:threatens actor:oz",
    ),
    *("source:news", f"source:7.txt {WORDS[8]}", "after:2023-06 before:2023-07", f"after:2024 {WORDS[0]}"),
    *("tag7", "", "source:ñews"),
    *("nothinglikeit", 'NEAR( " *', f"{WORDS[0]} {WORDS[1]} {WORDS[2]} {WORDS[3]}", f"tag:tag3 after:2024 {WORDS[0]}"),
)


def fill(library: Library, article_count: int, notes_each: int) -> None:
    """Writes the articles, notes and findings into an empty library."""
    rng = random.Random(2)
    with library._writing() as conn:
        for number in range(article_count):
            text, analysis = _article(rng)
            day = f"{rng.randint(2020, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            title = " ".join(rng.choices(WORDS, cum_weights=_WEIGHTS, k=7))
            article = Article(f"{number:012x}", title, text, f"/news/{number}.txt", "", day)
            articles.keep(conn, article, article.digest, f"{day}T12:00:00Z")
            articles.save_analysis(conn, article.digest, analysis, f"{day}T12:00:00Z")
            findings.keep(conn, number + 1, text, analysis)
            for _ in range(notes_each):
                start = rng.randrange(len(text) - 100)
                body = " ".join(rng.choices(WORDS, cum_weights=_WEIGHTS, k=rng.randint(0, 25)))
                tags = tuple(rng.sample(_TAGS, rng.randint(0, 3)))
                anchor = make_anchor(text, Span(start, start + 80))
                notes.insert(conn, number + 1, article.digest, Note(None, anchor, body, tags, day, day))


def _article(rng: random.Random) -> tuple[str, Analysis]:
    sentences = [
        f"{rng.choice(_NAMES)} {' '.join(rng.choices(WORDS, cum_weights=_WEIGHTS, k=rng.randint(8, 25)))}."
        for _ in range(25)
    ]
    text = " ".join(sentences)
    starts = [0, *accumulate(len(sentence) + 1 for sentence in sentences)]
    spans = [Span(start, start + len(sentence)) for start, sentence in zip(starts, sentences, strict=False)]
    actors = tuple(
        Actor(name, name, "person", (Mention(Span(0, 3), "name"),))
        for name in dict.fromkeys(s.rsplit(" ", 1)[0] for s in _NAMES)
    ) + tuple(Actor(name, name, "person", (Mention(Span(0, 3), "name"),)) for name in rng.sample(_NAMES, 4))
    keys = [actor.key for actor in actors[-4:]]
    quotes = tuple(Quote((span,), "indirect", actor=rng.choice(keys)) for span in spans[:8])
    stances = tuple(
        Stance(
            *rng.sample(keys, 2),
            None,
            rng.choice(_POLARITIES),
            rng.choice(("criticises", "threatens", "praises")),
            (span,),
        )
        for span in spans[8:16]
    )
    return text, Analysis(_ENGINE, tuple(spans), (), actors, quotes, stances)


def milliseconds(task: Callable[[], object]) -> float:
    """How long `task` takes."""
    gc.collect()
    began = time.perf_counter()
    task()
    return (time.perf_counter() - began) * 1000


def p95(times: list[float]) -> float:
    """The time that 95 % stay below."""
    return statistics.quantiles(times, n=100)[94]


def _opening(path: Path) -> Callable[[], None]:
    """Opens the sample article in the library at `path`, with its notes and analysis, as the program does."""

    def task() -> None:
        with Library.open(path) as library:
            session = Session(read_sample())
            session.attach(library)
            assert session.cached_analysis(_ENGINE) is not None

    return task


def _with_sample(path: Path) -> None:
    with Library.open(path) as library:
        session = Session(read_sample())
        session.attach(library)
        session.keep_analysis(Analysis(_ENGINE))
        for number in range(10):
            session.annotate(Span(number * 50, number * 50 + 40), "a note", ("tag1", "tag2"))


def _searches(path: Path) -> Iterator[tuple[str, list[float]]]:
    with Library.open(path) as library:
        for query in QUERIES:
            library.search(query)
            yield query, [milliseconds(lambda query=query: library.search(query)) for _ in range(_ROUNDS)]  # type: ignore[misc]


@click.command()
@click.option("--articles", "article_count", default=10_000, show_default=True, type=click.IntRange(1))
@click.option("--notes", "note_count", default=100_000, show_default=True, type=click.IntRange(0))
@click.option("--queries", is_flag=True, help="Print the time of each query, too.")
def benchmark(article_count: int, note_count: int, queries: bool) -> None:
    """Measure search and opening in a large library."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        full, empty = Path(folder) / "full.sqlite", Path(folder) / "empty.sqlite"
        began = time.perf_counter()
        with Library.open(full) as library:
            fill(library, article_count, note_count // article_count)
        size = full.stat().st_size / 1e6
        took = time.perf_counter() - began
        console.print(f"{article_count:,} articles, {note_count:,} notes, {size:.0f} MB, filled in {took:.0f} s")
        for path in (full, empty):
            _with_sample(path)
        timed = dict(_searches(full))
        every = [one for times in timed.values() for one in times]
        if queries:
            for query, times in sorted(timed.items(), key=lambda pair: -statistics.median(pair[1])):
                console.print(f"{statistics.median(times):8.1f}  {query}", markup=False, highlight=False)
        pairs = [(milliseconds(_opening(full)), milliseconds(_opening(empty))) for _ in range(31)]
        opened_full, opened_empty = (statistics.median(times) for times in zip(*pairs, strict=True))
        commands = [milliseconds(lambda query=query: _command(full, query)) for query in QUERIES[:12]]  # type: ignore[misc]
        start = statistics.median(milliseconds(lambda: _command(full, None)) for _ in range(5))

        table = Table("", "p50 ms", "p95 ms", title=f"{len(QUERIES)} queries, {_ROUNDS} times each")
        table.add_row("search of the library", f"{statistics.median(every):.1f}", f"{p95(every):.1f}")
        table.add_row("reader search, the whole command", f"{statistics.median(commands):.0f}", f"{p95(commands):.0f}")
        table.add_row("reader where (the interpreter's start)", f"{start:.0f}", "")
        table.add_row("opening an article, full library", f"{opened_full:.2f}", "")
        table.add_row("opening an article, empty library", f"{opened_empty:.2f}", "")
        console.print(table)
        console.print(f"opening, full beside empty: {opened_full / opened_empty:.2f}x")


def _command(path: Path, query: str | None) -> None:
    words = ["search", query] if query is not None else ["where"]
    subprocess.run([sys.executable, "-m", "tui", "--library", str(path), *words], capture_output=True, check=False)


if __name__ == "__main__":
    benchmark()
