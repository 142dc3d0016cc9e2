"""What a measurement found, and whether that is good enough."""

from dataclasses import dataclass
from statistics import median

NOISY = 2.0  # the slowest round of the floor against its median


@dataclass(frozen=True)
class Outcome:
    """Ratios, one a round, against the highest median allowed; with `at_least` the lowest.

    `floors` are the seconds that the floor took in each round.
    """

    name: str
    ratios: list[float]
    goal: float
    faults: tuple[str, ...] = ()
    at_least: bool = False
    floors: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        return median(self.ratios)

    @property
    def met(self) -> bool:
        """Whether the median is within the goal and nothing else was wrong."""
        within = self.median >= self.goal if self.at_least else self.median <= self.goal
        return within and not self.faults

    @property
    def swing(self) -> float:
        """How much slower than usual the floor's slowest round was; 1 where it has none."""
        return max(self.floors) / median(self.floors) if self.floors else 1.0

    @property
    def is_noisy(self) -> bool:
        return self.swing > NOISY

    @property
    def goal_in_words(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.goal:.2f}"

    @property
    def verdict(self) -> str:
        return "met" if self.met else "MISSED"
