"""Asking for more for a call-off: units and amount; the rest is written as a request."""

from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts.models import CallOffContract
from contracts.supplement import (
    NEITHER,
    may_supplement,
    refusals_against_supplement,
    supplement,
)
from contracts.supplement_form import SupplementForm
from mdps.core import clock
from mdps.core.pages import ActionPage
from mdps.core.permissions import Forbidden, Permission
from mdps.core.ui import Link, Row
from mdps.core.words import count, day


class AskForMore(ActionPage):
    form_class = SupplementForm

    def find(self, pk: int) -> CallOffContract:
        """All of them to those who read contracts; to a requester those of their own requests."""
        reads = Permission.CONTRACT_READ in self.user.permissions
        reach = Q(pk__isnull=False) if reads else Q(line__request__requester=self.user)
        found = CallOffContract.objects.filter(reach)
        return get_object_or_404(found.select_related("line__request", "service"), pk=pk)

    def check_permission(self) -> None:
        if not may_supplement(self.record, self.user):
            raise Forbidden(NEITHER)

    def content(self) -> dict[str, Any]:
        contract = self.record
        unit = contract.service.get_unit_display()
        asked_for = contract.line.request.get_absolute_url()
        return {
            "title": f"Ask for more for {contract.reference}",
            "caption": contract.line.request.reference,
            "back": Link(f"Back to {contract.line.request.reference}", asked_for),
            "refusals": refusals_against_supplement(contract),
            "figures": [
                Row("Service", contract.service.name),
                Row("Awarded", count(contract.units, unit)),
                Row("Ends", day(contract.ends_on)),
            ],
            "consequences": [
                "A further request is started with what the first one said. Whoever raised that "
                "finishes and submits it; the manager endorses and the panel decides it.",
            ],
            "cancel": Link("Cancel", asked_for),
        }

    def act(self, form: SupplementForm) -> str:
        given = form.cleaned_data
        request = supplement(
            self.record,
            units=given["units"],
            amount=given["amount"],
            amount_reason=given["amount_reason"],
            needed_by=given["needed_by"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{request.reference} is started, for {self.record.reference}.")
        if request.requester == self.user:
            return reverse("referrals:tasks", args=[request.pk])
        return self.record.get_absolute_url()
