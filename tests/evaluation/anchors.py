"""`python -m tests.evaluation.anchors [FILE…]`: how many notes find their place in a text that has changed.

A file has JSON lines `{"old_text", "new_text", "start", "end", "expect": [start, end] | null}`: a note on `start` to
`end` of the old text belongs to `expect` in the new one, or nowhere. Without a file, the project's own articles are
changed by the kinds of edits that newsrooms make, whose outcome is known because they are made here. A place is right
when nine tenths of its characters are (intersection over union of .8), or when there rightly is none; it is misplaced
when it shares less than half, or when there should be none: the worst that can happen, as nobody is told.
"""

import json
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tests.evaluation.gold import OWN, read_texts
from tests.evaluation.measures import Share
from tui.anchors import locate, make_anchor
from tui.model import Span
from tui.paragraphs import paragraphs, sentences

_RIGHT, _MISPLACED = 0.8, 0.5
_LONG = 150_000
"""Characters of the long article."""
_ADDED = "Officials declined to comment further on Thursday, saying that a statement would follow."
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "’": "'", "—": "-"})


@dataclass(frozen=True)
class Case:
    """A passage of an old text, and where it belongs in the new one."""

    kind: str
    old: str
    new: str
    passage: Span
    expected: Span | None


@dataclass(frozen=True)
class Score:
    """What became of the passages."""

    right: Share
    misplaced: Share
    lost: Share


def read_cases(path: Path) -> list[Case]:
    """The cases of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Case(
            row.get("edit_kind", "given"),
            row["old_text"],
            row["new_text"],
            Span(row["start"], row["end"]),
            Span(*row["expect"]) if row["expect"] else None,
        )
        for row in rows
    ]


def own_cases() -> Iterator[Case]:
    """Every kind of edit, on several sentences of each of the project's own articles."""
    rng = random.Random(1)
    for _, text in read_texts(OWN):
        cut = paragraphs(text)
        every = [(sentence, paragraph) for paragraph in cut[1:] for sentence in sentences(text, paragraph)]
        long_enough = [pair for pair in every if pair[0].end - pair[0].start > 40]
        for sentence, paragraph in rng.sample(long_enough, min(12, len(long_enough))):
            yield from _edits(text, sentence, paragraph, cut, rng)


def _edits(text: str, sentence: Span, paragraph: Span, cut: list[Span], rng: random.Random) -> Iterator[Case]:
    start, end = sentence
    words = text[start:end]

    def case(kind: str, before: str, passage: str | None, after: str) -> Case:
        place = None if passage is None else Span(len(before), len(before) + len(passage))
        return Case(kind, text, before + (passage or "") + after, sentence, place)

    head, tail = text[:start], text[end:]
    yield case("added above", f"{_ADDED}\n\n{head}", words, tail)
    yield case(
        "other typography", head.translate(_TYPOGRAPHY), words.translate(_TYPOGRAPHY), tail.translate(_TYPOGRAPHY)
    )
    yield case("cut", head, None, tail)
    place = rng.choice([index for index, letter in enumerate(words) if letter == " "])
    yield case("a word more", head, f"{words[:place]} reportedly{words[place:]}", tail)
    first = rng.choice(words.split()[2:])
    yield case("a word less", head, words.replace(f" {first}", "", 1), tail)
    other = rng.choice([one for one in cut if one != paragraph])
    removed = text[other.start : other.end]
    if other.end <= start:
        yield case("a paragraph less", head.replace(removed, "", 1), words, tail)
    else:
        yield case("a paragraph less", head, words, tail.replace(removed, "", 1))
    block, before, after = text[paragraph.start : paragraph.end], text[: paragraph.start], text[paragraph.end :]
    inside = block[: start - paragraph.start]
    yield case(
        "moved to the end", f"{before}{after.rstrip()}\n\n{inside}", words, block[len(inside) + len(words) :] + "\n"
    )
    yield case("quoted again below", head, words, f"{tail}\n\nEarlier, this newspaper wrote: {words}\n")


def score(cases: Iterable[Case]) -> dict[str, Score]:
    """{kind of edit: its score}, and of all under "all"."""
    found: dict[str, list[str]] = {}
    for case in cases:
        place = locate(make_anchor(case.old, case.passage), case.old, case.new)
        found.setdefault(case.kind, []).append(_verdict(case.expected, place))
    found["all"] = [verdict for verdicts in found.values() for verdict in verdicts]
    return {
        kind: Score(*(Share(verdicts.count(one), len(verdicts)) for one in ("right", "misplaced", "lost")))
        for kind, verdicts in found.items()
    }


def _verdict(expected: Span | None, found: Span | None) -> str:
    if expected is None or found is None:
        return "right" if expected == found else "misplaced" if found else "lost"
    shared = max(0, min(expected.end, found.end) - max(expected.start, found.start))
    overlap = shared / (max(expected.end, found.end) - min(expected.start, found.start))
    return "right" if overlap >= _RIGHT else "misplaced" if overlap < _MISPLACED else "loose"


def seconds_for_long_article(notes: int = 100) -> float:
    """Seconds in which `notes` notes find their places in an article of 150 KB; every twentieth sentence changed."""
    parts = [text for _, text in read_texts(OWN)]
    old = "\n\n".join(f"{part} Part {number}." for number in range(400) for part in parts)[:_LONG]
    lines = old.split(". ")
    new = ". ".join(f"{line}, it said" if number % 20 == 0 else line for number, line in enumerate(lines))
    step = len(old) // notes
    anchors = [make_anchor(old, Span(place, place + 120)) for place in range(0, step * notes, step)]
    began = time.perf_counter()
    for anchor in anchors:
        locate(anchor, old, new)
    return time.perf_counter() - began


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
def main(files: tuple[Path, ...]) -> None:
    """Score the anchors of notes on cases in FILES, or on edits of the project's own articles."""
    scores = score([case for file in files for case in read_cases(file)] if files else own_cases())
    table = Table(title="Notes in a text that has changed")
    table.add_column("edit")
    for heading in ("right", "misplaced", "lost", "cases"):
        table.add_column(heading, justify="right")
    for kind, one in scores.items():
        shown = [f"{100 * (share.value or 0):.1f} %" for share in (one.right, one.misplaced, one.lost)]
        table.add_row(kind, *shown, str(one.right.asked), style="bold" if kind == "all" else None)
    Console().print(table)
    print(f"100 notes in a changed article of 150 KB: {seconds_for_long_article():.2f} s")


if __name__ == "__main__":
    main(prog_name="python -m tests.evaluation.anchors")
