"""What of reporting waits for whom: steps to publication, and what could not be made."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from mdps.core import worklist
from mdps.core.clock import LONDON
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.worklist import Task, Waiting
from reporting.models import Commentary, Report

State = Report.State
# Who takes the next step from a state, and what it is.
NEXT = {
    State.DRAFT: (Permission.REPORT_REVIEW, "Read it, then mark it as reviewed"),
    State.REVIEWED: (Permission.REPORT_SIGN_OFF, "Read it, then sign it off"),
    State.SIGNED_OFF: (Permission.REPORT_MAKE, "Publish it"),
    State.FAILED: (Permission.REPORT_MAKE, "It could not be made. Try again"),
}


@worklist.source()
def reports_to_see_to(user: User) -> Iterator[Waiting]:
    """What is next for this person, of the versions that no later one has overtaken."""
    mine = [state for state, (who, _) in NEXT.items() if who in user.permissions]
    if not mine:
        return

    def tasks(report: Report) -> Iterator[Task]:
        yield Task(
            title=f"{report.title}, version {report.version}",
            url=report.get_absolute_url(),
            why=NEXT[State(report.state)][1],
            since=report.requested_at.astimezone(LONDON).date(),
            group="Reports",
        )

    yield Waiting(_waiting(user, mine).order_by("requested_at", "id"), tasks)


def _waiting(user: User, states: list[State]) -> QuerySet[Report]:
    """A report does not wait to be signed off by the author of its commentary."""
    later = Report.objects.filter(
        kind=OuterRef("kind"),
        period_start=OuterRef("period_start"),
        period_end=OuterRef("period_end"),
        version__gt=OuterRef("version"),
    )
    wrote = Commentary.objects.filter(report=OuterRef("pk"), written_by=user)
    own = Q(Exists(wrote), state=State.REVIEWED)
    return Report.objects.filter(~Exists(later), ~own, state__in=states).defer("figures")
