"""Deciding the applications of a round as a batch, by one decision record (CR 3)."""

from typing import Any

from django.shortcuts import get_object_or_404

from lots.models import AdmissionRound
from mdps.core import clock
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import count, moment
from suppliers.decide_round import (
    decide_round,
    refusals_against_deciding,
    refusals_by_application,
)
from suppliers.models import Application
from suppliers.round_forms import RoundForm, round_form


class DecideRoundPage(ActionPage):
    permission = Permission.ADMISSION_DECIDE

    def find(self, pk: int) -> AdmissionRound:
        return get_object_or_404(AdmissionRound, pk=pk)

    @property
    def ready(self) -> list[Application]:
        """Those that are assessed and wait for a decision, by lot."""
        assessed = self.record.applications.filter(state=Application.State.RECOMMENDED)
        return list(
            assessed.select_related("supplier", "lot").order_by("lot__number", "supplier__name")
        )

    @property
    def form_class(self) -> type[RoundForm]:  # type: ignore[override]
        ready = self.ready
        against = refusals_by_application(ready, by=self.user, on=clock.today())
        return round_form(ready, against)

    def content(self) -> dict[str, Any]:
        of_round = self.record
        still_open = of_round.applications.filter(state__in=Application.OPEN).exclude(
            state=Application.State.RECOMMENDED
        )
        return {
            "title": f"Decide {of_round.title}",
            "caption": of_round.reference,
            "refusals": refusals_against_deciding(of_round),
            "figures": [
                Row("Closed", moment(of_round.closes_at)),
                Row("Assessed", count(len(self.ready), "application")),
                Row("Not assessed yet", count(still_open.count(), "application")),
            ],
            "consequences": [
                "All that you select here is decided by one decision record, or nothing is.",
                "Each supplier has a letter of its own, with what was found on each criterion.",
                "Who is admitted can be awarded call-offs from today.",
            ],
            "cancel": Link("Not now", of_round.get_absolute_url()),
        }

    def act(self, form: RoundForm) -> str:
        decision = decide_round(
            self.record,
            admit=form.admitted,
            reject=form.rejected,
            consultation=form.consultation,
            by=self.user,
            on=clock.today(),
        )
        admitted = count(len(form.admitted), "application")
        self.say(f"{decision.reference}: {admitted} admitted, {len(form.rejected)} rejected.")
        return self.record.get_absolute_url()
