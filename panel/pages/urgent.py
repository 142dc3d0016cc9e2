"""Approving a line urgently, between meetings."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core import clock
from mdps.core.money import gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import count
from panel import urgent
from panel.budget_sections import budget_section
from panel.decision_forms import UrgentForm
from referrals.models import RequestLine
from referrals.queries import requests_visible_to


class DecideUrgently(ActionPage):
    permission = Permission.URGENT_DECIDE
    form_class = UrgentForm

    def find(self, pk: int) -> RequestLine:
        lines = RequestLine.objects.filter(request__in=requests_visible_to(self.user))
        return get_object_or_404(
            lines.select_related("service", "request__team", "request__category"), pk=pk
        )

    def form_options(self) -> dict[str, Any]:
        return {"line": self.record}

    def content(self) -> dict[str, Any]:
        line, request = self.record, self.record.request
        against = urgent.refusals_against_deciding(line, by=self.user, on=clock.today())
        return {
            "title": f"Approve {line.service.name} urgently",
            "caption": request.reference,
            "refusals": against,
            "figures": [
                Row("Requested", gbp(line.requested_amount)),
                Row("Units", count(line.units, line.service.get_unit_display())),
                *budget_section(request, on=clock.today()).context["rows"],
            ],
            "consequences": [
                "It can be awarded at once.",
                "It goes on the agenda of the next panel meeting, which ratifies or overturns it.",
            ],
            "cancel": Link("Cancel", request.get_absolute_url()),
        }

    def act(self, form: UrgentForm) -> str:
        decision = urgent.decide(
            form.answer(),
            urgent_reason=form.cleaned_data["urgent_reason"],
            by=self.user,
            on=clock.today(),
        )
        line = self.record
        self.say(f"{gbp(decision.amount)} for {line.service.name} is approved, to be ratified.")
        return line.request.get_absolute_url()
