"""What cannot wait: the head of service approves it, the next meeting ratifies or overturns."""

import datetime as dt

from demonstration import narratives
from demonstration.world import World
from panel import urgent
from panel.answers import Answer
from panel.models import PanelMeeting
from referrals.models import RequestLine, SupportRequest

WHY = "The placement may not hold over the weekend without it."
SETTLED = ("ratify", "overturn")


def before(world: World, meeting: PanelMeeting, on: dt.date) -> None:
    """Approve, some days before `meeting`, what its plan says was ratified or overturned there."""
    for item in meeting.items.select_related("request"):
        plans = world.plans[item.request_id].lines
        lines = item.request.lines.order_by("pk")
        for line, plan in zip(lines, plans, strict=True):
            if plan.verdict in SETTLED and line.state == RequestLine.State.PROPOSED:
                _approve(world, line, on)


def tonight(world: World, on: dt.date) -> None:
    """One that nobody has ratified yet: the newest request that is endorsed and on no agenda."""
    waiting = SupportRequest.objects.filter(state=SupportRequest.State.ENDORSED).order_by("-pk")
    if request := waiting.first():
        _approve(world, request.lines.earliest("pk"), on)


def _approve(world: World, line: RequestLine, on: dt.date) -> None:
    reasons = world.draw.choice(narratives.REASONS["approve"])
    answer = Answer(line=line, kind="approve", reasons=reasons)
    urgent.decide(answer, urgent_reason=WHY, by=world.people.head, on=on)
