"""What a run of the measurements was asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from bench.data import SIZES
from bench.outcome import Outcome

Found = TypeVar("Found")
ROUNDS, QUICK_ROUNDS = 11, 5


@dataclass(frozen=True)
class Asked:
    """`quick` takes the two smaller sizes and fewer rounds."""

    quick: bool = False

    @property
    def sizes(self) -> tuple[int, ...]:
        return SIZES[:2] if self.quick else SIZES

    @property
    def smallest(self) -> int:
        return self.sizes[0]

    @property
    def largest(self) -> int:
        return self.sizes[-1]

    @property
    def rounds(self) -> int:
        return QUICK_ROUNDS if self.quick else ROUNDS


Measurement = Callable[[Asked], Iterator[Outcome]]


def in_turns(rounds: int, *measured: Callable[[], Found]) -> list[list[Found]]:
    """Call all of `measured` in each round, every second round backwards; what each returned.

    A first round, which fills what is kept, does not count.
    """
    found: list[list[Found]] = [[] for _ in measured]
    for number in range(rounds + 1):
        order = list(enumerate(measured))
        for index, measure in reversed(order) if number % 2 else order:
            result = measure()
            if number:
                found[index].append(result)
    return found
