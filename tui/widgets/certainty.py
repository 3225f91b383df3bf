"""Which stances are sure enough to be shown. Pure."""

from dataclasses import replace

from tui.model import Analysis

LEVELS = (0.0, 0.5, 0.7, 0.8)
"""Confidences from which stances are shown, of which the reader chooses one."""
USUAL = 0.5
"""Below it a stance is wrong more often than right."""


def sure_enough(analysis: Analysis, least: float) -> Analysis:
    """`analysis` without the stances below the confidence `least`; the user's own stay."""
    kept = tuple(stance for stance in analysis.stances if stance.user or stance.confidence >= least)
    return analysis if len(kept) == len(analysis.stances) else replace(analysis, stances=kept)


def next_level(least: float, steps: int) -> float:
    """The level so many steps above (or below) `least`, at most the last."""
    return LEVELS[min(max(LEVELS.index(least) + steps, 0), len(LEVELS) - 1)]
