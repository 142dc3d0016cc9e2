"""The last step of an award: every rule, green or red, and the value that is pressed on."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from contracts.award import award, checks_of
from contracts.facts import Gathered
from contracts.forms import AwardForm
from contracts.models import CallOffContract
from contracts.terms import Terms
from mdps.core import clock
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission, can, require
from mdps.core.rules import Check
from mdps.core.ui import Action
from referrals.models import RequestLine

AT_THE_LAST_STEP = ("reason", "bespoke")
CABINET = {"no-cabinet-decision", "over-cabinet-decision", "split-below-cabinet"}
AUTHORISATION = {"no-authorisation", "over-authorisation", "split-below-authorisation"}
SPLIT = {"split-below-authorisation", "split-below-cabinet", "over-authorisation"}


class LastStep(ActionPage):
    """Can this be awarded? A subclass gives what was `found` and the `line`, says who is told and
    what else can be done, and awards."""

    permission = Permission.CONTRACT_AWARD
    form_class = AwardForm
    template_name = "contracts/check_award.html"
    told = ""

    @property
    def found(self) -> Gathered:
        """What the gate knows of what is proposed."""
        raise NotImplementedError

    @property
    def line(self) -> RequestLine:
        raise NotImplementedError

    def check_permission(self) -> None:
        """The right is about the line."""
        require(self.user, self.permission, on=self.line)

    def form_options(self) -> dict[str, Any]:
        """What is shown at first; what is posted carries it itself."""
        if self.request.method == "POST":
            return {}
        return {"initial": {"shown_value": self.found.facts.value}}

    def show(self, **more: Any) -> HttpResponse:
        """With the value as it now is, also after a refusal: it is what is pressed on next."""
        form = more["form"]
        if form.is_bound:
            form.data = form.data.copy()
            form.data["shown_value"] = self.found.facts.value
        return super().show(**more)

    def content(self) -> dict[str, Any]:
        facts, checks = self.found.facts, checks_of(self.found)
        needs_more = [
            each for each in checks if each.refusal and each.refusal.field not in AT_THE_LAST_STEP
        ]
        return {
            "checks": checks,
            "may_award": not needs_more,
            "submit": f"Award {gbp(facts.value)} to {facts.supplier}",
            "consequences": [
                f"{gbp(facts.value)} is committed under the cap; "
                f"{gbp(facts.headroom - facts.value)} is then left.",
                self.told,
            ],
            "actions": what_it_rests_on(self.line, self.supplier_id, checks, self.user),
        }

    @property
    def supplier_id(self) -> int | None:
        """Of the supplier to whom it would be awarded."""
        raise NotImplementedError

    def award(self, terms: Terms, form: Any) -> str:
        """Award on `terms`, and lead to what happens next."""
        contract: CallOffContract = award(
            terms, shown_value=form.cleaned_data["shown_value"], by=self.user, on=clock.today()
        )
        return reverse("contracts:awarded", args=[contract.pk])


def what_it_rests_on(
    line: RequestLine, supplier: int | None, checks: Sequence[Check], user: User
) -> list[Action]:
    """What has to be recorded before it can be awarded: Cabinet, authorisation, separateness."""
    codes = {each.refusal.code for each in checks if each.refusal}
    manages = can(user, Permission.AUTHORITY_MANAGE)
    about = f"?supplier={supplier}"
    offers = (
        (codes & CABINET, "Ask Cabinet", "ask-cabinet", ""),
        (codes & CABINET and manages, "Record the Cabinet decision", "record-cabinet", ""),
        (codes & AUTHORISATION and manages, "Record the authorisation", "authorise", about),
        (codes & SPLIT, "Record why they are separate", "separate", about),
    )
    return [
        Action(text, f"{reverse(f'contracts:{name}', args=[line.pk])}{query}", secondary=True)
        for is_needed, text, name, query in offers
        if is_needed
    ]
