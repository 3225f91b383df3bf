"""Pairs what was found with what should have been found, one to one."""

from collections.abc import Iterable, Sequence

from tui.model import Span


def overlap(one: Span, other: Span) -> float:
    """Intersection over union of two spans, in characters: 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(shared, 0) / (max(one.end, other.end) - min(one.start, other.start))


def greedy(weights: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs (left, right) from (weight, left, right), the heaviest first; of equal ones the first in order."""
    pairs: list[tuple[int, int]] = []
    taken_left, taken_right = set(), set()
    for _, left, right in sorted(weights, key=lambda item: (-item[0], item[1], item[2])):
        if left not in taken_left and right not in taken_right:
            taken_left.add(left)
            taken_right.add(right)
            pairs.append((left, right))
    return pairs


def maximum(choices: Sequence[Sequence[int]]) -> dict[int, int]:
    """As many pairs as possible: for each left item the right ones it fits, best first; returns {right: left}.

    Kuhn's algorithm of augmenting paths.
    """
    partner: dict[int, int] = {}

    def place(left: int, tried: set[int]) -> bool:
        for right in choices[left]:
            if right not in tried:
                tried.add(right)
                if right not in partner or place(partner[right], tried):
                    partner[right] = left
                    return True
        return False

    for left in range(len(choices)):
        place(left, set())
    return partner
