"""A provider proposes a price for its rate card: of a service, or of an extra."""

from typing import Any

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link
from suppliers.models import PriceProposal
from suppliers.price_forms import ExtraProposalForm, ProposalForm
from suppliers.propose import propose, propose_extra
from suppliers.views.joining.base import OfOwn


class ProposePage(OfOwn, ActionPage):
    """The provider proposes a price for a service of its lots."""

    permission = Permission.PRICE_PROPOSE
    template_name = "pages/form.html"
    form_class: type[PageForm] = ProposalForm

    def form_options(self) -> dict[str, Any]:
        today = clock.today()
        asked = {"service": self.request.GET.get("service"), "effective_from": today}
        return {"supplier": self.record, "on": today, "initial": asked}

    def content(self) -> dict[str, Any]:
        return {
            "title": "Propose a price",
            "caption": self.record.name,
            "lead": "It goes on your rate card once we accept it. What was ordered before keeps "
            "its price.",
            "cancel": Link("Cancel", f"{self.record.get_own_url()}#rate-card"),
        }

    def act(self, form: Any) -> str:
        proposal = self.propose(form)
        self.say("The price is proposed. You are told when it is answered.")
        return proposal.get_absolute_url()

    def propose(self, form: Any) -> PriceProposal:
        """What is proposed. May raise Refused."""
        return propose(
            self.record,
            form.cleaned_data["service"],
            form.cleaned_data["unit_price"],
            tiers=form.cleaned_data["tiers"],
            effective_from=form.cleaned_data["effective_from"],
            reasons=form.cleaned_data["reasons"],
            by=self.user,
            on=clock.today(),
        )


class ProposeExtraPage(ProposePage):
    """The provider proposes what it may charge besides the units."""

    form_class = ExtraProposalForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Propose the price of an extra",
            "lead": "It is the most that you may charge for it besides the service, once we "
            "accept it.",
        }

    def propose(self, form: Any) -> PriceProposal:
        return propose_extra(
            self.record,
            form.cleaned_data["kind"],
            form.cleaned_data["unit_price"],
            service=form.cleaned_data["service"],
            effective_from=form.cleaned_data["effective_from"],
            reasons=form.cleaned_data["reasons"],
            by=self.user,
            on=clock.today(),
        )
