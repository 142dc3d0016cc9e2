"""Whether enough members are present for an item: pure functions of frozen facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from mdps.core.words import count, listed


@dataclass(frozen=True)
class Sitting:
    """A member in the room: whose name, and what area they speak for."""

    name: str
    area: str  # in words, like "Safeguarding"


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """What an item needs, and who is there for it. Those with an interest are not counted."""

    least: int
    areas: Sequence[str]  # in words
    present: Sequence[Sitting]
    apart: Sequence[str] = ()  # names of those present who take no part

    @property
    def missing_members(self) -> int:
        return max(self.least - len(self.present), 0)

    @property
    def missing_areas(self) -> list[str]:
        there = {each.area for each in self.present}
        return [area for area in self.areas if area not in there]

    @property
    def is_met(self) -> bool:
        return not self.missing_members and not self.missing_areas

    @property
    def sentence(self) -> str:
        """What is there and what is missing, in words: `2 of 3 members, nobody from Health`."""
        parts = [f"{len(self.present)} of {count(self.least, 'member')} present"]
        if self.missing_areas:
            parts.append(f"nobody from {listed([area.lower() for area in self.missing_areas])}")
        if self.apart:
            parts.append(f"without {listed(list(self.apart))}, who takes no part")
        return ", ".join(parts)
