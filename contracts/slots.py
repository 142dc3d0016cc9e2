"""What contracts show on the pages of the floors below."""

from django.db.models import Count, Sum
from django.urls import reverse

from contracts.models import CallOffContract, SpotPurchase
from contracts.queries import contracts_visible_to, lines_to_award
from contracts.supplement import may_supplement, refusals_against_supplement
from contracts.tables import contract_table, line_actions, spot_table
from lots.models import Scheme
from mdps.core import clock, slots
from mdps.core.models import User
from mdps.core.money import ZERO, gbp
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Row, Section
from mdps.core.words import count
from referrals.models import SupportRequest
from suppliers.models import Supplier

SHOWN = 20


@slots.filler("supplier")
def call_offs_of_supplier(user: User, supplier: Supplier) -> Section | None:
    """The newest call-offs awarded to the supplier, and how many there are in all."""
    found = contracts_visible_to(user).filter(supplier=supplier)
    newest = list(found.order_by("-awarded_on", "-id")[:SHOWN])
    sums = found.aggregate(number=Count("id"), total=Sum("value", default=ZERO))
    sentence = f"{count(sums['number'], 'call-off')} worth {gbp(sums['total'])} in all."
    return Section(
        "Call-offs",
        "contracts/call_offs.html",
        {
            "sentence": newest and sentence,
            "table": contract_table(newest, caption="The newest call-offs"),
        },
        id="call-offs",
    )


@slots.filler("request")
def contracts_of_request(user: User, request: SupportRequest) -> Section | None:
    """What was awarded or bought for the request's lines, and what may still be awarded."""
    contracts = list(
        CallOffContract.objects.filter(line__request=request)
        .select_related("supplier", "service", "lot")
        .order_by("id")
    )
    purchases = list(
        SpotPurchase.objects.filter(line__request=request)
        .select_related("service", "category")
        .order_by("id")
    )
    to_award = lines_to_award(user, clock.today()).filter(request=request)
    actions = [action for line in to_award for action in line_actions(line, user)]
    actions += [
        Action(
            f"Ask for more for {each.reference}",
            reverse("contracts:supplement", args=[each.pk]),
            refusals_against_supplement(each),
            secondary=True,
        )
        for each in contracts
        if may_supplement(each, user)
    ]
    if not (contracts or purchases or actions):
        return None
    links = Permission.CONTRACT_READ in user.permissions
    return Section(
        "Contracts",
        "contracts/of_request.html",
        {
            "contracts": contracts and contract_table(contracts, caption="Call-offs", links=links),
            "purchases": purchases and spot_table(purchases, links=links),
            "actions": actions,
            "actions_title": "What can be done about contracts",
        },
        id="contracts",
    )


@slots.filler("scheme")
def ledger_of_scheme(user: User, scheme: Scheme) -> Section | None:
    """How far the cap is used, for those who may see contracts."""
    if Permission.CONTRACT_READ not in user.permissions:
        return None
    return Section(
        "Committed under the cap",
        "contracts/headroom.html",
        {
            "rows": [
                Row("Committed to date", gbp(scheme.committed)),
                Row("Headroom", gbp(scheme.headroom)),
            ],
            "url": reverse("contracts:ledger"),
        },
        id="headroom",
    )


@slots.filler("home")
def call_offs_of_provider(user: User) -> Section | None:
    """A provider's own call-offs; nothing about the child."""
    if not can(user, Permission.CALL_OFF_ANSWER):
        return None
    newest = list(contracts_visible_to(user).order_by("-awarded_on", "-id")[:SHOWN])
    if not newest:
        return None
    return Section(
        "Your call-offs",
        "components/table.html",
        {"table": contract_table(newest, caption="Your newest call-offs")},
        id="call-offs",
    )
