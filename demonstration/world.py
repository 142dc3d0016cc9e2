"""What every part of the demonstration shares: who there is, what there is, the plan, the diary."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from demonstration.diary import Diary
from demonstration.people import People
from demonstration.plan import Days, RequestPlan
from demonstration.sizes import Size
from lots.models import Lot, Service
from mdps.core.decisions import Consultation
from suppliers.models import Supplier

CABINET_MEMBER = "Cabinet Member for Children's Safeguarding"


@dataclass
class World:
    """The state of the story while it is acted. `plans` and `suppliers` grow as it goes on."""

    size: Size
    days: Days
    draw: Random
    diary: Diary
    people: People
    services: dict[str, Service]
    lots: dict[int, Lot]
    plans: dict[int, RequestPlan] = field(default_factory=dict)  # by request
    suppliers: dict[str, Supplier] = field(default_factory=dict)  # by name
    deferred: set[int] = field(default_factory=set)  # lines that came back

    @property
    def today(self) -> dt.date:
        return self.days.today


def consultation(on: dt.date, reasons: str, *, days_before: int = 4) -> Consultation:
    """The Cabinet Member was consulted some days before the decision of the day `on`."""
    return Consultation(
        consulted=CABINET_MEMBER,
        consulted_on=on - dt.timedelta(days=days_before),
        reasons=reasons,
    )
