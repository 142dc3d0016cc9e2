"""Who may see which report, and which one is published."""

from django.db.models import QuerySet

from mdps.core.models import User
from mdps.core.permissions import Permission
from reporting.models import Report

READERS = (Permission.REPORT_READ, Permission.REPORT_READ_PUBLISHED)


def reports_visible_to(user: User) -> QuerySet[Report]:
    """Every version to those who read drafts; to others what is published."""
    if Permission.REPORT_READ in user.permissions:
        return Report.objects.all()
    if Permission.REPORT_READ_PUBLISHED in user.permissions:
        return Report.objects.filter(state=Report.State.PUBLISHED)
    return Report.objects.none()


def latest_published(user: User, kind: str) -> Report | None:
    """The published report of the latest period, of those the user may see."""
    return (
        reports_visible_to(user)
        .filter(kind=kind, state=Report.State.PUBLISHED)
        .order_by("-period_end")
        .first()
    )
