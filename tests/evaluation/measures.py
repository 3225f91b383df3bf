"""The figures that every layer is scored in."""

from dataclasses import dataclass, fields
from typing import Self


class Summed:
    """A dataclass of figures that add up field by field."""

    def __add__(self, other: Self) -> Self:
        names = [field.name for field in fields(self)]  # type: ignore[arg-type]  # only dataclasses inherit from it
        return type(self)(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True)
class Measure(Summed):
    """Precision and recall. The credits are whole numbers except in B-cubed, where an item may be right in part."""

    credit_found: float = 0.0
    """How much of what was found is right."""
    found: int = 0
    credit_gold: float = 0.0
    """How much of the gold was found."""
    gold: int = 0

    @classmethod
    def of(cls, right: int, wrong: int, missed: int) -> "Measure":
        """The measure of items that are either right, wrong or missed."""
        return cls(right, right + wrong, right, right + missed)

    @property
    def precision(self) -> float:
        """0 to 1; 1 where nothing was found because there is nothing."""
        return self.credit_found / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """0 to 1; 1 where there is nothing and nothing was found."""
        return self.credit_gold / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class Share(Summed):
    """How many of the items that were asked about are right."""

    right: int = 0
    asked: int = 0

    @property
    def value(self) -> float | None:
        """0 to 1, or None where nothing was asked."""
        return self.right / self.asked if self.asked else None


@dataclass(frozen=True)
class Macro:
    """The mean F1 of several classes, which count alike however rare they are."""

    classes: tuple[Measure, ...]

    @property
    def f1(self) -> float:
        """0 to 1."""
        return sum(measure.f1 for measure in self.classes) / len(self.classes)


NOTHING = Measure()
UNASKED = Share()
