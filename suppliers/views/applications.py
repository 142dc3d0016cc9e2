"""Applications for a lot: the list of them, and one of them."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import cells, clock, papers, timeline
from mdps.core.lists import Column, ListPage
from mdps.core.pages import Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Empty, Link, Section
from mdps.core.words import day
from suppliers import desk, sections
from suppliers.admit import refusals_against_admit
from suppliers.assess import refusals_against_assessor, refusals_against_start
from suppliers.criteria import findings_of
from suppliers.extend import refusals_against_extend
from suppliers.filters import ApplicationFilter
from suppliers.models import Application
from suppliers.queries import applications_visible_to
from suppliers.reject import refusals_against_reject
from suppliers.sections import decision_rows
from suppliers.views.tabs import TABS

State = Application.State


def _state(application: Application) -> Cell:
    """The state, and who assesses or assessed."""
    tag = cells.state_tag(application)
    return Cell("", tag=tag, hint=str(application.assessor or ""), raw=tag.text)


class ApplicationList(ListPage):
    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    title = "Applications"
    sort = "-submitted_on"
    columns = (
        Column("Application", lambda each: Cell(each.reference, url=each.get_absolute_url())),
        Column("Supplier", lambda each: each.supplier.name),
        Column("Lot", lambda each: each.lot.short),
        Column("State", _state, hint="Assessor"),
        Column("Submitted", lambda each: cells.date(each.submitted_on), sort="submitted_on"),
        Column("Decided", lambda each: cells.date(each.decided_on)),
    )
    filterset_class = ApplicationFilter
    empty = Empty(
        "Nobody has applied for a lot yet",
        "An application is made on the page of a supplier, or by the provider itself.",
    )

    def rows(self) -> QuerySet:
        return applications_visible_to(self.user).select_related("supplier", "lot", "assessor")


class ApplicationPage(Page):
    permissions = (Permission.SUPPLIER_READ, Permission.ORGANISATION_READ)

    def find(self, pk: int) -> Application:
        applications = applications_visible_to(self.user).select_related(
            "supplier",
            "lot",
            "assessor",
            "submitted_by",
            "decision__decided_by",
            "criteria_version__lot",
            "round",
            "extended_by",
        )
        return get_object_or_404(applications, pk=pk)

    def content(self) -> dict[str, Any]:
        application = self.record
        council = can(self.user, Permission.SUPPLIER_READ)
        return {
            "title": f"Application of {application.supplier}",
            "breadcrumbs": _way_back(application, council=council),
            "identity": desk.identity(
                application, cells.state_tag(application), clock.today(), for_council=council
            ),
            "actions": [
                *self.assessing(),
                *self.deciding(),
                *self.declaring(),
                *self.withdrawing(),
            ],
            "sections": [
                *sections.answers(
                    application, enters=can(self.user, Permission.APPLICATION_ASSESS)
                ),
                *([_assessment(application)] if council and application.assessed_on else []),
                *(desk.about(application) if council else []),
                *([_decision(application)] if application.decision else []),
                *filter(None, [papers.section_of(application, self.user)]),
            ],
            "events": timeline.events(application) if council else [],
        }

    def assessing(self) -> list[Action]:
        """What an assessor may do next."""
        application, pk = self.record, [self.record.pk]
        if not can(self.user, Permission.APPLICATION_ASSESS):
            return []
        if application.state == State.SUBMITTED:
            against = refusals_against_start(application, by=self.user)
            return [Action("Start the assessment", reverse("suppliers:start", args=pk), against)]
        if application.state in (State.UNDER_ASSESSMENT, State.CLARIFICATION):
            against = refusals_against_assessor(application, by=self.user)
            return [
                Action("Assess it", reverse("suppliers:assess", args=pk), against),
                Action(
                    "Ask the provider", reverse("suppliers:ask", args=pk), against, secondary=True
                ),
                self.extending(),
            ]
        if application.state == State.RECOMMENDED:
            back = reverse("suppliers:reassess", args=pk)
            return [Action("Send it back to be assessed again", back, secondary=True)]
        return []

    def extending(self) -> Action:
        return Action(
            "Extend the time to decide",
            reverse("suppliers:extend", args=[self.record.pk]),
            refusals_against_extend(self.record, on=clock.today()),
            secondary=True,
        )

    def deciding(self) -> list[Action]:
        application, today = self.record, clock.today()
        if application.state not in Application.OPEN:
            return []
        if not can(self.user, Permission.ADMISSION_DECIDE):
            return []
        return [
            Action(
                f"Admit to {application.lot.short}",
                reverse("suppliers:admit", args=[application.pk]),
                refusals_against_admit(application, by=self.user, on=today),
            ),
            Action(
                "Reject the application",
                reverse("suppliers:reject", args=[application.pk]),
                refusals_against_reject(application, by=self.user, on=today),
                warning=True,
            ),
        ]

    def withdrawing(self) -> list[Action]:
        application = self.record
        if application.state not in Application.OPEN:
            return []
        if not can(self.user, Permission.APPLICATION_MAKE, on=application.supplier):
            return []
        url = reverse("suppliers:withdraw", args=[application.pk])
        return [Action("Withdraw the application", url, secondary=True)]

    def declaring(self) -> list[Action]:
        """A conflict of interest, by those who assess or decide."""
        application = self.record
        if application.state not in Application.OPEN:
            return []
        if not can(self.user, Permission.APPLICATION_ASSESS):
            return []
        url = reverse("suppliers:conflict", args=[application.pk])
        return [Action("Declare a conflict of interest", url, secondary=True)]


def _way_back(application: Application, *, council: bool) -> list[Link]:
    if council:
        return [Link("Applications", reverse("suppliers:applications"))]
    return [Link("My organisation", application.supplier.get_own_url())]


def _assessment(application: Application) -> Section:
    table = desk.findings_table(findings_of(application))
    words = f"{application.assessor}, {day(application.assessed_on)}: {application.assessment}"
    return Section(
        "Assessment", "suppliers/assessment.html", {"table": table, "text": words}, id="assessment"
    )


def _decision(application: Application) -> Section:
    rows = decision_rows(application.decision) if application.decision else []
    return Section("Decision", "components/summary_list.html", {"rows": rows}, id="decision")
