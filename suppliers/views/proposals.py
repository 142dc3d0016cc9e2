"""Prices that providers propose: the list, one of them, withdrawing and answering."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django_filters import ChoiceFilter, ModelChoiceFilter

from lots.models import Lot
from mdps.core import cells, clock, timeline
from mdps.core.forms import PageForm
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter, SearchFilter
from mdps.core.money import gbp
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Empty, Identity, Link, Row, Section
from mdps.core.words import day
from suppliers.answer_proposal import accept, decline
from suppliers.models import PriceProposal
from suppliers.price_forms import AcceptForm, DeclineForm
from suppliers.propose import refusals_against_answer, tiers_of, withdraw
from suppliers.queries import home_of, proposals_visible_to
from suppliers.rate_card import change_in_words
from suppliers.tiers import in_words
from suppliers.views.tabs import TABS


class ProposalFilter(ListFilter):
    supplier = SearchFilter("supplier__name", label="Supplier")
    lot = ModelChoiceFilter(
        "service__lot", queryset=Lot.objects.all(), label="Lot", empty_label="Any lot"
    )
    state = ChoiceFilter(
        choices=PriceProposal.State.choices, label="State", empty_label="Any state"
    )

    class Meta:
        model = PriceProposal
        fields: list[str] = []


class Proposals(ListPage):
    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    title = "Proposed prices"
    sort = "-proposed_on"
    columns = (
        Column("Proposal", lambda each: Cell(each.reference, url=each.get_absolute_url())),
        Column("Supplier", lambda each: each.supplier.name),
        Column("Price of", lambda each: each.what),
        Column("Price of one", lambda each: cells.money(each.unit_price), numeric=True),
        Column("From", lambda each: cells.date(each.effective_from)),
        Column("State", cells.state),
        Column("Proposed", lambda each: cells.date(each.proposed_on), sort="proposed_on"),
    )
    filterset_class = ProposalFilter
    empty = Empty(
        "No price has been proposed yet",
        "A provider proposes prices in its account. Each waits here for your answer.",
    )

    def rows(self) -> QuerySet:
        return PriceProposal.objects.select_related("supplier", "service")


class ProposalPage(Page):
    """The proposal beside what is in force now, for the council's people and its own provider."""

    permissions = (Permission.SUPPLIER_READ, Permission.ORGANISATION_READ)

    def find(self, pk: int) -> PriceProposal:
        return found(self.user, pk)

    def content(self) -> dict[str, Any]:
        proposal = self.record
        council = Permission.SUPPLIER_READ in self.user.permissions
        return {
            "title": f"Proposed price of {proposal}",
            "breadcrumbs": [
                Link(proposal.supplier.name, home_of(proposal.supplier, self.user)),
            ],
            "identity": Identity(
                reference=proposal.reference,
                title=str(proposal),
                tag=cells.state_tag(proposal),
                facts=[Row("Proposed", day(proposal.proposed_on))],
            ),
            "actions": self.actions(),
            "sections": [
                Section(
                    "What is proposed",
                    "components/summary_list.html",
                    {"rows": rows(proposal, compare=council)},
                )
            ],
            "events": timeline.events(proposal) if council else [],
        }

    def actions(self) -> list[Action]:
        proposal = self.record
        if proposal.state != PriceProposal.State.OPEN:
            return []
        pk = [proposal.pk]
        if can(self.user, Permission.SUPPLIER_MANAGE):
            return [
                Action("Accept the price", reverse("suppliers:accept-proposal", args=pk)),
                Action(
                    "Decline the price",
                    reverse("suppliers:decline-proposal", args=pk),
                    secondary=True,
                ),
            ]
        if can(self.user, Permission.PRICE_PROPOSE, on=proposal.supplier):
            url = reverse("suppliers:withdraw-proposal", args=pk)
            return [Action("Withdraw the proposal", url, secondary=True)]
        return []


class AnswerPage(ActionPage):
    """One of the acts that end a proposal; a subclass says which."""

    permission = Permission.SUPPLIER_MANAGE
    title = ""
    consequences: tuple[str, ...] = ()

    def find(self, pk: int) -> PriceProposal:
        return found(self.user, pk)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "caption": f"{self.record.reference}: {self.record}",
            "figures": rows(self.record, compare=self.permission == Permission.SUPPLIER_MANAGE),
            "refusals": refusals_against_answer(self.record, on=clock.today()),
            "consequences": self.consequences,
            "cancel": Link("Go back", self.record.get_absolute_url()),
        }

    def done(self, sentence: str) -> str:
        self.say(sentence)
        url: str = self.record.get_absolute_url()
        return url


class AcceptPage(AnswerPage):
    title = "Accept the proposed price"
    form_class = AcceptForm
    consequences = (
        "It goes on the rate card. The price before it holds until the day before.",
        "Nothing that was awarded changes its price. The provider is told.",
    )

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"effective_from": max(self.record.effective_from, clock.today())}}

    def act(self, form: AcceptForm) -> str:
        line = accept(
            self.record,
            effective_from=form.cleaned_data["effective_from"],
            by=self.user,
            on=clock.today(),
        )
        price, since = gbp(self.record.unit_price), day(line.effective_from)
        return self.done(f"{self.record.what} costs {price} from {since}.")


class DeclinePage(AnswerPage):
    title = "Decline the proposed price"
    form_class = DeclineForm
    consequences = ("The rate card stays as it is. The provider is told, and can propose again.",)

    def act(self, form: DeclineForm) -> str:
        decline(self.record, reasons=form.cleaned_data["reasons"], by=self.user, on=clock.today())
        return self.done("The proposed price is declined.")


class WithdrawPage(AnswerPage):
    permission = Permission.PRICE_PROPOSE
    title = "Withdraw the proposed price"
    form_class = PageForm
    consequences = ("The rate card stays as it is. You can propose again.",)

    def check_permission(self) -> None:
        """The right is about the supplier of the proposal."""
        proposal = self.record
        self.record = proposal.supplier
        super().check_permission()
        self.record = proposal

    def content(self) -> dict[str, Any]:
        return super().content() | {"submit": "Withdraw the proposal"}

    def act(self, form: PageForm) -> str:
        withdraw(self.record, by=self.user, on=clock.today())
        return self.done("The proposal is withdrawn.")


def found(user: Any, pk: int) -> PriceProposal:
    """The proposal, from those that the user may see; raises Http404."""
    shown = proposals_visible_to(user).select_related(
        "supplier", "service", "proposed_by", "answered_by", "line", "extra"
    )
    return get_object_or_404(shown, pk=pk)


def rows(proposal: PriceProposal, *, compare: bool) -> list[Row]:
    """What is proposed beside what holds now, and what was answered.

    `compare`: the service leads to what others charge for it.
    """
    shown = [
        *_what(proposal, compare),
        Row("From", day(proposal.effective_from)),
        Row("Why", proposal.reasons),
        Row("Proposed", f"{day(proposal.proposed_on)} by {proposal.proposed_by}"),
    ]
    if proposal.answered_on:
        answered = f"{day(proposal.answered_on)} by {proposal.answered_by}"
        shown.append(Row(proposal.get_state_display(), answered))
    if became := proposal.line or proposal.extra:
        shown.append(Row("Holds from", day(became.effective_from)))
    if proposal.answer:
        shown.append(Row("Reasons", proposal.answer))
    return shown


def _what(proposal: PriceProposal, compare: bool) -> list[Row]:
    """The price, and what it is the price of."""
    price = Cell(gbp(proposal.unit_price), hint=change_in_words(proposal))
    service = proposal.service
    if proposal.extra_kind or service is None:
        return [
            Row("Extra", proposal.get_extra_kind_display()),
            Row("Service", service.name if service else "Every service"),
            Row("The most for one, ex VAT", price),
        ]
    return [
        Row(
            "Service",
            Cell(
                service.name,
                url=reverse("suppliers:comparison", args=[service.pk]) if compare else "",
                hint=f"For one {service.get_unit_display()}",
            ),
        ),
        Row("Unit price, ex VAT", price),
        Row("Volume discounts", in_words(tiers_of(proposal)) or "No discount"),
    ]
