"""One return: what is known, what its supplier says, and what the council makes of it."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import cells, papers, timeline
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Identity, Link, Row
from mdps.core.words import day
from reporting.models import MonitoringReturn
from reporting.monitoring.judged import actions as acts
from reporting.monitoring.judged import marks, rating
from reporting.monitoring.known import known
from reporting.monitoring.queries import returns_visible_to
from reporting.monitoring.said import entered_from, questions, said
from reporting.pages.monitoring.return_actions import actions

READERS: tuple[Permission, ...] = (Permission.MONITORING_READ, Permission.RETURN_COMPLETE)


class OfReturn(Page):
    """A page about a return that the user may see."""

    permissions = READERS

    def find(self, pk: int) -> MonitoringReturn:
        return get_object_or_404(returns_visible_to(self.user), pk=pk)

    @property
    def is_council(self) -> bool:
        return Permission.MONITORING_READ in self.user.permissions

    @property
    def back(self) -> Link:
        if self.is_council:
            return Link(self.record.round.period.words, self.record.round.get_absolute_url())
        return Link("Home", reverse("home"))


class ReturnPage(OfReturn):
    def content(self) -> dict[str, Any]:
        record = self.record
        return {
            "back": self.back,
            "identity": identity(record),
            "actions": actions(record, self.user),
            "sections": [
                *rating(record),
                *acts(record, self.user),
                *filter(None, [papers.section_of(record, self.user, title="Monitoring report")]),
                *(marks(record) if self.is_council else []),
                *questions(record),
                *(entered_from(record) if self.is_council else []),
                *known(record.figures),
                *said(record),
            ],
            "events": timeline.events(record) if self.is_council else [],
        }


def identity(record: MonitoringReturn) -> Identity:
    return Identity(
        reference=record.reference,
        title=record.supplier.name,
        tag=cells.state_tag(record),
        holder=f"Monitoring return for {record.round.period.words}",
        facts=[
            Row("Due", day(record.round.due_on)),
            *([Row("Submitted", day(record.submitted_on))] * bool(record.submitted_on)),
        ],
    )
