"""Locking a competition, so that a rule is asked of what really stands (docs/locking.md)."""

from contracts.models import Competition
from referrals.models import RequestLine


def lock(competition: Competition) -> None:
    """Lock it FOR UPDATE until the transaction ends, and bring it up to date.

    The clock is read after this: who waited here is measured by the moment at which the wait was
    over.
    """
    competition.refresh_from_db(from_queryset=Competition.objects.select_for_update())


def lock_line(line: RequestLine) -> RequestLine:
    """The line, locked FOR UPDATE; before its competition."""
    return (
        RequestLine.objects.select_for_update(of=("self",))
        .select_related("request__requester", "service__lot")
        .get(pk=line.pk)
    )
