"""The delegated decisions (CR 3): admit, reject, suspend, reinstate, remove.

Each page shows what follows from the decision, and records who was consulted, when, and why.
"""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core import clock, slots
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import day
from suppliers.admit import admit
from suppliers.forms import StandingForm
from suppliers.models import Admission, Application
from suppliers.queries import admissions_visible_to, applications_visible_to
from suppliers.reinstate import reinstate
from suppliers.reject import reject
from suppliers.remove import remove
from suppliers.suspend import suspend


class DecisionPage(ActionPage):
    permission = Permission.ADMISSION_DECIDE
    form_class = StandingForm

    def decided(self, form: StandingForm) -> dict[str, Any]:
        """How, by whom and when it is decided."""
        return {"consultation": form.consultation, "by": self.user, "on": clock.today()}


class ApplicationDecision(DecisionPage):
    def find(self, pk: int) -> Application:
        applications = applications_visible_to(self.user).select_related(
            "supplier", "lot", "assessor"
        )
        return get_object_or_404(applications, pk=pk)

    def content(self) -> dict[str, Any]:
        application = self.record
        return {
            "caption": f"{application.reference}, {application.supplier}",
            "figures": [
                Row("Lot", str(application.lot)),
                Row("Assessed", f"{day(application.assessed_on)} by {application.assessor}"),
                Row("Assessment", application.assessment),
            ],
            "cancel": Link("Cancel", application.get_absolute_url()),
        }


class AdmitPage(ApplicationDecision):
    def content(self) -> dict[str, Any]:
        lot = self.record.lot.short
        return super().content() | {
            "title": f"Admit to {lot}",
            "consequences": [
                f"From today call-offs under {lot} can be awarded to it.",
                "Its people are told, and can read your reasons.",
            ],
            "submit": f"Admit to {lot}",
        }

    def act(self, form: StandingForm) -> str:
        admission = admit(self.record, **self.decided(form))
        self.say(f"{admission.supplier} is admitted to {admission.lot.short}.")
        return admission.supplier.get_absolute_url()


class RejectPage(ApplicationDecision):
    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Reject the application",
            "consequences": [
                "Its people are told, and can read your reasons.",
                "The supplier can apply again.",
            ],
            "submit": "Reject the application",
            "danger": True,
        }

    def act(self, form: StandingForm) -> str:
        reject(self.record, **self.decided(form))
        self.say(f"{self.record.reference} is rejected.")
        return self.record.get_absolute_url()


class AdmissionDecision(DecisionPage):
    """What changes an admission; a subclass says the verb and what follows.

    What the floors above know of the supplier, like its call-offs, stands above the form.
    """

    template_name = "suppliers/standing.html"
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
            "sections": slots.fill("supplier", self.user, admission.supplier),
            "submit": title,
            "cancel": Link("Cancel", admission.supplier.get_absolute_url()),
        }

    def done(self, sentence: str) -> str:
        self.say(sentence)
        return self.record.supplier.get_absolute_url()


class SuspendPage(AdmissionDecision):
    verb = "Suspend from"

    def consequences(self, lot: str) -> list[str]:
        return [
            f"From today nothing more is awarded to it under {lot}.",
            "What was awarded before runs on.",
            "The suspension lasts until it is ended by another decision.",
            "Its people are told, and can read your reasons.",
        ]

    def content(self) -> dict[str, Any]:
        return super().content() | {"danger": True}

    def act(self, form: StandingForm) -> str:
        suspend(self.record, **self.decided(form))
        return self.done(f"{self.record} is suspended.")


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


class RemovePage(AdmissionDecision):
    verb = "Remove from"

    def consequences(self, lot: str) -> list[str]:
        return [
            f"From today nothing more is awarded to it under {lot}.",
            "What was awarded before runs on.",
            "Its prices and evidence stay on its record.",
            "It can apply for the lot again.",
            "Its people are told, and can read your reasons.",
        ]

    def content(self) -> dict[str, Any]:
        return super().content() | {"danger": True, "warning": "A removal cannot be undone."}

    def act(self, form: StandingForm) -> str:
        remove(self.record, **self.decided(form))
        return self.done(f"{self.record} is removed.")
