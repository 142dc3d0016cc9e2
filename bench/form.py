"""The request form: comparing what sixty suppliers charge costs little more than an empty form."""

from collections.abc import Iterator

from django.urls import reverse

from bench import databases
from bench.asked import Asked, in_turns
from bench.data import ready
from bench.data.many import Many
from bench.data.terms import FIRST, PRICED, TODAY, services
from bench.lists import ratios
from bench.outcome import Outcome
from bench.visitor import Visitor
from mdps.core import clock
from referrals.models import RequestLine, SupportRequest

GOAL = 1.5
LINES, UNITS = 10, 10
DRAFT = FIRST + 5


def run(asked: Asked) -> Iterator[Outcome]:
    """A draft with ten lines, among the fewest requests: the form, and the form with the prices."""
    with clock.at(TODAY):
        database = ready(asked.smallest)
        request = SupportRequest.objects.select_related("requester").get(pk=DRAFT)
        _with_lines(request, database)
        service = next(each for each in services() if each.category_id == request.category_id)
        visitor = Visitor(database, request.requester)
        empty = reverse("referrals:add-service", args=[DRAFT])
        amount = reverse("referrals:amount", args=[DRAFT])
        prices = f"{amount}?service={service.pk}&units={UNITS}&weeks=1"
        form, compared = in_turns(
            asked.rounds, lambda: visitor.look(empty), lambda: visitor.look(prices)
        )
    yield Outcome(
        f"the prices of {PRICED} suppliers for {LINES} lines, as an empty form",
        ratios(compared, form, "seconds"),
        GOAL,
        floors=tuple(sample.seconds for sample in form),
    )


def _with_lines(request: SupportRequest, database: str) -> None:
    """Ten lines of the draft; those that an earlier run made stay."""
    missing = LINES - request.lines.count()
    if missing > 0:
        with databases.owner(database) as owner:
            highest = RequestLine.objects.order_by("-pk").values_list("pk", flat=True)[0]
            line = request.lines.get()
            owner.execute("SET session_replication_role = replica")
            Many(owner).copies(line, 1, missing, id=f"{highest} + n")
