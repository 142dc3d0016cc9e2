"""Call-offs whose supplier is suspended for safeguarding: the list, the choice, the owner."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts.models import CallOffContract, PackageSafeguard
from contracts.pages.tabs import TABS
from contracts.queries import contracts_visible_to
from contracts.safeguard_forms import ChoiceForm, OwnerForm
from contracts.safeguards import Choice, choose, give_to, refusals_against_choose
from contracts.tables import choice_tag
from mdps.core import cells, clock
from mdps.core.lists import Column, ListPage
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty, Link, Row
from mdps.core.words import day


def safeguards_visible_to(user: Any) -> QuerySet[PackageSafeguard]:
    """Those of the call-offs that the council's people may see; a provider sees none."""
    shown = PackageSafeguard.objects.select_related(
        "contract__service",
        "contract__delivered_by",
        "contract__line__request",
        "suspension__admission__lot",
        "suspension__end_decision",
        "owner",
        "chosen_by",
    )
    if Permission.CONTRACT_READ not in user.permissions:
        return shown.none()
    return shown.filter(contract__in=contracts_visible_to(user))


class Safeguards(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "Call-offs of suspended suppliers"
    lead = "Each needs a choice on the day of the suspension."
    sort = "-id"
    empty = Empty(
        "No call-off is touched by a suspension",
        "They come here when a supplier is suspended for safeguarding.",
    )

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        """Who may choose is led to the choice, everybody else to the call-off."""
        chooses = Permission.CONTRACT_AWARD in self.user.permissions

        def reference(each: PackageSafeguard) -> Cell:
            led_to = each if chooses else each.contract
            return Cell(str(each.contract), url=led_to.get_absolute_url())

        return (
            Column("Call-off", reference),
            Column("Supplier", lambda each: each.contract.delivered_by.name),
            Column("Suspended", lambda each: cells.date(each.due_on)),
            Column("Owner", lambda each: each.owner.name),
            Column("Choice", lambda e: Cell("", tag=choice_tag(e), raw=choice_tag(e).text)),
            Column("Chosen", lambda each: cells.date(each.chosen_on)),
        )

    def rows(self) -> QuerySet:
        return safeguards_visible_to(self.user)


class SafeguardPage(ActionPage):
    """What an act about one of them shows above its form."""

    permission = Permission.CONTRACT_AWARD

    def find(self, pk: int) -> PackageSafeguard:
        return get_object_or_404(safeguards_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        safeguard = self.record
        contract = safeguard.contract
        return {
            "caption": f"{contract.reference}, {contract.service.name}",
            "figures": figures(safeguard),
            "cancel": Link("Cancel", contract.get_absolute_url()),
        }


class ChoosePage(SafeguardPage):
    form_class = ChoiceForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Choose what becomes of the call-off",
            "refusals": refusals_against_choose(self.record),
            "lead": "Its supplier is suspended for safeguarding. Choose today.",
            "consequences": [
                "The social worker is told what is chosen, by reference only.",
                "A transfer or an end is made on the call-off afterwards.",
            ],
            "back": Link("Call-offs of suspended suppliers", reverse("contracts:safeguards")),
        }

    def act(self, form: ChoiceForm) -> str:
        data, safeguard = form.cleaned_data, self.record
        choice, reason = data["choice"], data["reason"]
        choose(safeguard, choice=choice, reason=reason, by=self.user, on=clock.today())
        self.say(f"{safeguard.contract.reference}: {Choice(choice).label.lower()}.")
        return safeguard.contract.get_absolute_url()


class OwnerPage(SafeguardPage):
    form_class = OwnerForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Name the owner",
            "figures": [replace(row, action=None) for row in figures(self.record)],
            "consequences": ["They are told that the call-off needs their decision."],
            "cancel": Link("Cancel", self.record.get_absolute_url()),
        }

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"owner": self.record.owner_id}}

    def act(self, form: OwnerForm) -> str:
        owner = form.cleaned_data["owner"]
        give_to(self.record, owner=owner, by=self.user)
        self.say(f"{owner} decides about {self.record.contract.reference}.")
        return self.record.get_absolute_url()


def figures(safeguard: PackageSafeguard) -> list[Row]:
    """Where it stands."""
    contract: CallOffContract = safeguard.contract
    owner_url = reverse("contracts:safeguard-owner", args=[safeguard.pk])
    chosen = [
        Row("Reason", safeguard.reason),
        Row("Chosen", f"{day(safeguard.chosen_on)} by {safeguard.chosen_by}"),
    ]
    return [
        Row("Supplier", contract.delivered_by.name),
        Row("Delivery", f"{day(contract.starts_on)} to {day(contract.ends_on)}"),
        Row("Request", contract.line.request.reference),
        Row("Suspended", day(safeguard.due_on)),
        Row("Owner", safeguard.owner.name, Link("Change the owner", owner_url)),
        Row("Choice", Cell("", tag=choice_tag(safeguard))),
        *(chosen if safeguard.choice else []),
    ]
