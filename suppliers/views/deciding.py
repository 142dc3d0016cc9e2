"""The delegated decisions about applications (CR 3): admit and reject.

Each page shows what follows from the decision, and records who was consulted, when, and why.
"""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core import clock
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import day
from suppliers.admit import admit
from suppliers.forms import StandingForm
from suppliers.models import Application
from suppliers.queries import applications_visible_to
from suppliers.reject import reject


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
