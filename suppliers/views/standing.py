"""The delegated decisions about an admission (CR 3): suspend, reinstate, give notice, remove, keep.

Each page shows what follows from the decision; the decisions record who was consulted, when, and
why.
"""

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404

from mdps.core import clock, slots
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import day, listed
from suppliers.forms import StandingForm
from suppliers.leave import leave
from suppliers.models import Admission
from suppliers.queries import admissions_visible_to, home_of
from suppliers.reinstate import reinstate
from suppliers.removal import give_notice, open_notice
from suppliers.remove import remove, retain
from suppliers.standing_forms import LeaveForm, NoticeForm, SuspendForm
from suppliers.suspend import suspend
from suppliers.views.deciding import DecisionPage

MOST_CARRIED = 1000  # characters of reasons that an address carries


class AdmissionPage(ActionPage):
    """An act about an admission; a subclass says the verb and what follows."""

    permission = Permission.ADMISSION_DECIDE
    verb = ""

    def find(self, pk: int) -> Admission:
        admissions = admissions_visible_to(self.user).select_related("supplier", "lot")
        return get_object_or_404(admissions, pk=pk)

    def consequences(self, lot: str) -> list[str]:
        raise NotImplementedError

    def content(self) -> dict[str, Any]:
        admission = self.record
        title = f"{self.verb} {admission.lot.short}"
        return {
            "title": title,
            "caption": admission.supplier.name,
            "figures": [
                Row("Lot", str(admission.lot)),
                Row("Admitted", day(admission.admitted_on)),
                *([Row("Suspended", day(admission.suspended_on))] * bool(admission.suspended_on)),
            ],
            "consequences": self.consequences(admission.lot.short),
            "submit": title,
            "cancel": Link("Cancel", home_of(admission.supplier, self.user)),
        }

    def done(self, sentence: str) -> str:
        self.say(sentence)
        return home_of(self.record.supplier, self.user)


class AdmissionDecision(AdmissionPage, DecisionPage):
    """A decision with its record. What the floors above know of the supplier, like its call-offs,
    stands above the form."""

    template_name = "suppliers/standing.html"

    def content(self) -> dict[str, Any]:
        sections = slots.fill("supplier", self.user, self.record.supplier)
        return super().content() | {"sections": sections}


class SuspendPage(AdmissionDecision):
    verb = "Suspend from"
    form_class = SuspendForm

    def form_options(self) -> dict[str, Any]:
        """The page that led here may carry reasons along, to be read and changed."""
        carried = self.request.GET.get("reasons", "")[:MOST_CARRIED]
        return {"admission": self.record, "initial": {"reasons": carried}}

    def consequences(self, lot: str) -> list[str]:
        return [
            f"While it lasts nothing more is awarded to it under {lot}.",
            "For safeguarding: each call-off under the lot gets an owner who chooses today whether "
            "it continues, pauses, is transferred or ends. Its social worker is told.",
            "Administrative: what was awarded before runs on. After its last day it is over.",
            "Its people are told, and can read your reasons.",
        ]

    def content(self) -> dict[str, Any]:
        return super().content() | {"danger": True}

    def act(self, form: SuspendForm) -> str:
        data = form.cleaned_data
        lots = sorted([self.record, *data.get("others", ())], key=lambda each: each.pk)
        with transaction.atomic():
            for admission in lots:
                suspend(
                    admission,
                    kind=data["kind"],
                    starts_on=data["starts_on"],
                    until=data["until"],
                    **self.decided(form),
                )
        said = listed([each.lot.short for each in sorted(lots, key=lambda each: each.lot.number)])
        return self.done(f"{self.record.supplier} is suspended from {said}.")


class ReinstatePage(AdmissionDecision):
    verb = "Reinstate on"

    def consequences(self, lot: str) -> list[str]:
        return [
            f"From today call-offs under {lot} can be awarded to it again.",
            "Its people are told, and can read your reasons.",
        ]

    def act(self, form: StandingForm) -> str:
        reinstate(self.record, **self.decided(form))
        return self.done(f"{self.record} is reinstated.")


class GiveNoticePage(AdmissionPage):
    verb = "Give notice of removal from"
    form_class = NoticeForm

    def consequences(self, lot: str) -> list[str]:
        return [
            "Its people are told, and get a letter with your reasons.",
            "They can answer within the working days that you enter; today is not counted.",
            f"It stays on {lot} until you decide, after its statement or after that time.",
        ]

    def content(self) -> dict[str, Any]:
        return super().content() | {"submit": "Give notice"}

    def act(self, form: NoticeForm) -> str:
        data = form.cleaned_data
        notice = give_notice(
            self.record,
            reasons=data["reasons"],
            days=data["days"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"Notice is given. The statement is due by {day(notice.statement_until)}.")
        return notice.get_absolute_url()


class AfterNotice(AdmissionDecision):
    """A decision after notice: the statement stands above the form."""

    def content(self) -> dict[str, Any]:
        found = super().content()
        if notice := open_notice(self.record):
            rows = [
                Row("Notice given", day(notice.given_on)),
                Row("Reasons given", notice.reasons),
                Row("Statement", notice.statement or "None yet"),
                Row("Statement due", day(notice.statement_until)),
            ]
            found["figures"] = [*found["figures"], *rows]
            found["cancel"] = Link("Cancel", notice.get_absolute_url())
        return found


class RemovePage(AfterNotice):
    verb = "Remove from"

    def consequences(self, lot: str) -> list[str]:
        return [
            f"From today nothing more is awarded to it under {lot}.",
            "What was awarded before runs on.",
            "Its prices and evidence stay on its record.",
            "It can apply for the lot again.",
            "Its people are told, and get a letter with your reasons.",
        ]

    def content(self) -> dict[str, Any]:
        return super().content() | {"danger": True, "warning": "A removal cannot be undone."}

    def act(self, form: StandingForm) -> str:
        remove(self.record, **self.decided(form))
        return self.done(f"{self.record} is removed.")


class KeepPage(AfterNotice):
    verb = "Keep on"

    def consequences(self, lot: str) -> list[str]:
        return [
            f"It stays on {lot}. A suspension runs on until it is ended by itself.",
            "Its people are told, and get a letter with your reasons.",
        ]

    def act(self, form: StandingForm) -> str:
        retain(self.record, **self.decided(form))
        return self.done(f"{self.record} is kept.")


class LeavePage(AdmissionPage):
    """A provider withdraws from a lot, or a commissioner records that it does."""

    permission = Permission.APPLICATION_MAKE
    verb = "Withdraw from"
    form_class = LeaveForm

    def check_permission(self) -> None:
        """The right is about the supplier of the admission."""
        admission = self.record
        self.record = admission.supplier
        super().check_permission()
        self.record = admission

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"leaves_on": clock.today()}}

    def consequences(self, lot: str) -> list[str]:
        return [
            f"From that day nothing more is awarded to it under {lot}.",
            "What was awarded before runs on to its end.",
            "A notice of removal is closed then.",
            "It can apply for the lot again.",
        ]

    def content(self) -> dict[str, Any]:
        return super().content() | {"danger": True}

    def act(self, form: LeaveForm) -> str:
        data, today = form.cleaned_data, clock.today()
        leaves_on, reason = data["leaves_on"], data["reason"]
        leave(self.record, leaves_on=leaves_on, reason=reason, by=self.user, on=today)
        return self.done(f"{self.record}: withdrawn from {day(leaves_on)} on.")
