"""What a measurement found, and whether that is good enough."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Outcome:
    """Ratios, one a round, against the highest median allowed."""

    name: str
    ratios: list[float]
    goal: float
    faults: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Whether the median is within the goal and nothing else was wrong."""
        return median(self.ratios) <= self.goal and not self.faults

    def show(self) -> None:
        """One line a person can read, and one for each fault."""
        verdict = "met" if self.met else "MISSED"
        print(
            f"{self.name}: ratio {median(self.ratios):.2f} "
            f"[{min(self.ratios):.2f}-{max(self.ratios):.2f}], "
            f"{len(self.ratios)} rounds; goal {self.goal:.2f} {verdict}"
        )
        for fault in self.faults:
            print(f"  {fault}")
