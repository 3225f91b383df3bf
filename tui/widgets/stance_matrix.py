"""The stances of an article as a matrix: holders down, targets across. Pure: model in, model out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tui.model import Actor, Analysis, Polarity, Stance

_SIGNS: dict[Polarity, str] = {"supports": "✓", "opposes": "✗"}


@dataclass(frozen=True, slots=True)
class Target:
    """A column: an actor, or an issue that belongs to nobody."""

    name: str
    is_issue: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who stands how to whom. The weightiest holders and targets come first; issues stand behind the actors."""

    holders: tuple[Actor, ...]
    targets: tuple[Target, ...]
    cells: dict[tuple[int, int], tuple[Stance, ...]]
    """(row, column) -> the stances there, the surest first; empty cells are left out."""


def build(analysis: Analysis) -> Matrix:
    """The matrix of the stances whose actors are known."""
    shown = [
        stance
        for stance in analysis.stances
        if analysis.actor(stance.holder) and (analysis.actor(stance.target) or (stance.target is None and stance.issue))
    ]
    held, received = Counter[str](), Counter[str]()
    for stance in shown:
        held[stance.holder] += len(stance.evidence)
        received[_column(stance)] += len(stance.evidence)
    holders = [key for key, _ in held.most_common()]
    columns = sorted(received, key=lambda column: (column.startswith("issue "), -received[column]))
    first = {_column(stance): stance for stance in reversed(shown)}
    cells: dict[tuple[int, int], list[Stance]] = {}
    for stance in sorted(shown, key=lambda stance: -stance.confidence):
        cells.setdefault((holders.index(stance.holder), columns.index(_column(stance))), []).append(stance)
    known = {actor.key: actor for actor in analysis.actors}
    return Matrix(
        tuple(known[key] for key in holders),
        tuple(_target(known, first[column]) for column in columns),
        {place: tuple(stances) for place, stances in cells.items()},
    )


def _column(stance: Stance) -> str:
    """What stances on the same target share."""
    if stance.target is not None:
        return f"actor {stance.target}"
    return f"issue {' '.join((stance.issue or '').casefold().split())}"


def _target(known: dict[str, Actor], stance: Stance) -> Target:
    if stance.target is not None:
        return Target(known[stance.target].name, is_issue=False)
    return Target(" ".join((stance.issue or "").split()), is_issue=True)


def counts(stances: Sequence[Stance]) -> dict[Polarity, int]:
    """How many sentences show each polarity; polarities without any are left out."""
    found: Counter[Polarity] = Counter()
    for stance in stances:
        found[stance.polarity] += len(stance.evidence)
    return dict(found)


def sign(stances: Sequence[Stance]) -> str:
    """A cell in a few characters: `✓2`, `✗3`, both where both were found (`✓1✗2`), `·` for talks alone."""
    found = counts(stances)
    judged = "".join(f"{mark}{found[polarity]}" for polarity, mark in _SIGNS.items() if polarity in found)
    return judged or ("·" if found else "")


def leaning(stances: Sequence[Stance]) -> Polarity:
    """The net polarity of a cell: what most of its sentences show; neutral where both sides are even."""
    found = counts(stances)
    balance = found.get("supports", 0) - found.get("opposes", 0)
    return "supports" if balance > 0 else "opposes" if balance < 0 else "neutral"
