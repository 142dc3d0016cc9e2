"""A notice of removal: its record, the supplier's statement, and cancelling it."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import cells, clock, papers, timeline
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Identity, Link, Row, Section
from mdps.core.words import count, day
from suppliers.models import RemovalNotice
from suppliers.queries import home_of, notices_visible_to
from suppliers.removal import cancel_notice, refusals_against_state, state
from suppliers.remove import refusals_against_remove
from suppliers.sections import decision_rows
from suppliers.standing_forms import CancelNoticeForm, StatementForm


class NoticePage(Page):
    """The council's people see it all; the supplier's own the reasons and what they answered."""

    permissions = (Permission.SUPPLIER_READ, Permission.ORGANISATION_READ)

    def find(self, pk: int) -> RemovalNotice:
        return found(self.user, pk)

    def content(self) -> dict[str, Any]:
        notice = self.record
        supplier = notice.admission.supplier
        council = Permission.SUPPLIER_READ in self.user.permissions
        sections = [
            Section("The notice", "components/summary_list.html", {"rows": rows(notice)}),
            _decision(notice),
            papers.section_of(notice, self.user),
        ]
        return {
            "title": f"Notice of removal, {supplier}",
            "breadcrumbs": [Link(supplier.name, home_of(supplier, self.user))],
            "identity": Identity(
                reference=notice.reference,
                title=f"Removal of {notice.admission}",
                tag=cells.state_tag(notice),
                facts=[Row("Statement due", day(notice.statement_until))],
            ),
            "actions": self.actions(notice),
            "sections": [section for section in sections if section],
            "events": timeline.events(notice) if council else [],
        }

    def actions(self, notice: RemovalNotice) -> list[Action]:
        if notice.state not in RemovalNotice.OPEN:
            return []
        today, actions = clock.today(), []
        unanswered = notice.state == RemovalNotice.State.GIVEN
        if unanswered and can(self.user, Permission.REMOVAL_ANSWER, on=notice.admission.supplier):
            council = Permission.SUPPLIER_READ in self.user.permissions
            actions.append(
                Action(
                    "Enter its statement" if council else "Make your statement",
                    reverse("suppliers:statement", args=[notice.pk]),
                    refusals_against_state(notice, on=today),
                    secondary=council,
                )
            )
        if can(self.user, Permission.ADMISSION_DECIDE):
            actions += deciding(notice)
        return actions


def found(user: Any, pk: int) -> RemovalNotice:
    """The notice, from those that the user may see; raises Http404."""
    shown = notices_visible_to(user).select_related(
        "admission__supplier", "admission__lot", "given_by", "stated_by", "decision__decided_by"
    )
    return get_object_or_404(shown, pk=pk)


def deciding(notice: RemovalNotice) -> list[Action]:
    """What a commissioning manager may decide now."""
    admission, lot = notice.admission, notice.admission.lot.short
    against = refusals_against_remove(admission, on=clock.today())
    return [
        Action(
            f"Remove from {lot}",
            reverse("suppliers:remove", args=[admission.pk]),
            against,
            warning=True,
        ),
        Action(f"Keep on {lot}", reverse("suppliers:keep", args=[admission.pk]), against),
        Action(
            "Cancel the notice",
            reverse("suppliers:cancel-notice", args=[notice.pk]),
            secondary=True,
        ),
    ]


class StatementPage(ActionPage):
    """The supplier's statement: by its own people, or as an officer received it."""

    permission = Permission.REMOVAL_ANSWER
    form_class = StatementForm

    def find(self, pk: int) -> RemovalNotice:
        return found(self.user, pk)

    def check_permission(self) -> None:
        """The right is about the supplier of the notice."""
        notice = self.record
        self.record = notice.admission.supplier
        super().check_permission()
        self.record = notice

    def content(self) -> dict[str, Any]:
        return {
            "title": "Statement on the removal",
            "caption": str(self.record.admission),
            "figures": rows(self.record),
            "consequences": ["A statement cannot be changed once it is sent."],
            "cancel": Link("Cancel", self.record.get_absolute_url()),
        }

    def act(self, form: StatementForm) -> str:
        statement = form.cleaned_data["statement"]
        state(self.record, statement=statement, by=self.user, on=clock.today())
        self.say("The statement is made. You are told what is decided.")
        return self.record.get_absolute_url()


class CancelNoticePage(ActionPage):
    permission = Permission.ADMISSION_DECIDE
    form_class = CancelNoticeForm

    def find(self, pk: int) -> RemovalNotice:
        return found(self.user, pk)

    def content(self) -> dict[str, Any]:
        return {
            "title": "Cancel the notice of removal",
            "caption": str(self.record.admission),
            "figures": rows(self.record),
            "consequences": [
                "The supplier stays on the lot as it stands. Its people are told.",
                "You can give notice again.",
            ],
            "cancel": Link("Go back", self.record.get_absolute_url()),
        }

    def act(self, form: CancelNoticeForm) -> str:
        because = form.cleaned_data["because"]
        cancel_notice(self.record, because=because, by=self.user, on=clock.today())
        self.say("The notice is cancelled.")
        return self.record.get_absolute_url()


def rows(notice: RemovalNotice) -> list[Row]:
    """What the notice says and what was answered."""
    statement = notice.statement or "Nothing yet"
    made = f"{day(notice.stated_on)} by {notice.stated_by}" if notice.stated_on else "Not yet"
    return [
        Row("Lot", str(notice.admission.lot)),
        Row("Given", f"{day(notice.given_on)} by {notice.given_by}"),
        Row("Reasons", notice.reasons),
        Row(
            "Time for a statement",
            f"{count(notice.statement_days, 'working day')}, until {day(notice.statement_until)}",
        ),
        Row("Statement", statement),
        Row("Statement made", made),
        *([Row("Cancelled because", notice.cancelled_because)] * bool(notice.cancelled_because)),
    ]


def _decision(notice: RemovalNotice) -> Section | None:
    if not notice.decision:
        return None
    decided = {"rows": decision_rows(notice.decision)}
    return Section("Decision", "components/summary_list.html", decided, id="decision")
