"""Tables and actions that several pages of contracts share."""

from collections.abc import Sequence

from django.urls import reverse

from contracts.models import CallOffContract, PackageSafeguard, SpotPurchase
from mdps.core import cells
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.ui import Action, Cell, Heading, Table, Tag
from referrals.models import RequestLine, SupportRequest
from referrals.queries import requests_visible_to

CHOICES = {"continue": "green", "pause": "yellow", "transfer": "blue", "end": "grey"}


def request_cell(request: SupportRequest, user: User) -> Cell:
    """Its reference, with a link for those who may open it."""
    visible = requests_visible_to(user).filter(pk=request.pk).exists()
    return Cell(request.reference, url=request.get_absolute_url() if visible else "")


def choice_tag(safeguard: PackageSafeguard) -> Tag:
    """What was chosen for it while its supplier is suspended."""
    if not safeguard.choice:
        return Tag("To be chosen", "red")
    return Tag(safeguard.get_choice_display(), CHOICES[safeguard.choice])


def contract_table(
    contracts: Sequence[CallOffContract], *, caption: str, links: bool = True
) -> Table:
    """Call-offs with their supplier, service and value."""
    return Table(
        headings=[
            Heading("Call-off"),
            Heading("Supplier"),
            Heading("Service"),
            Heading("Awarded"),
            Heading("State"),
            Heading("Value", numeric=True),
        ],
        rows=[
            [
                Cell(each.reference, url=each.get_absolute_url() if links else ""),
                Cell(each.supplier.name),
                Cell(each.service.name),
                cells.date(each.awarded_on),
                cells.state(each),
                cells.money(each.value),
            ]
            for each in contracts
        ],
        caption=caption,
        empty="No call-offs yet.",
    )


def spot_table(purchases: Sequence[SpotPurchase], *, links: bool = True) -> Table:
    """Spot purchases with their provider and reason."""
    return Table(
        headings=[
            Heading("Spot purchase"),
            Heading("Provider"),
            Heading("Service"),
            Heading("Bought"),
            Heading("Reason"),
            Heading("Amount", numeric=True),
        ],
        rows=[
            [
                Cell(each.reference, url=each.get_absolute_url() if links else ""),
                Cell(each.provider_name),
                Cell(each.what),
                cells.date(each.purchased_on),
                Cell(each.get_reason_display()),
                cells.money(each.amount),
            ]
            for each in purchases
        ],
        caption="Spot purchases outside the scheme",
    )


def meet_url(line: RequestLine) -> str:
    """Where an approved line is met: by an award, or outside the scheme where it has no lot."""
    name = "contracts:award" if line.service.lot_id else "contracts:record-spot"
    return reverse(name, args=[line.pk])


def line_actions(line: RequestLine, user: User) -> list[Action]:
    """How an approved line can be met by this user: awarded, competed for, or bought outside."""
    actions = []
    if line.service.lot_id and Permission.CONTRACT_AWARD in user.permissions:
        url = reverse("contracts:award", args=[line.pk])
        actions.append(Action(f"Award {line.service.name}", url))
        compete = reverse("contracts:start-competition", args=[line.pk])
        actions.append(
            Action(f"Run a mini-competition for {line.service.name}", compete, secondary=True)
        )
    if Permission.SPOT_PURCHASE_RECORD in user.permissions:
        url = reverse("contracts:record-spot", args=[line.pk])
        actions.append(Action(f"Spot purchase {line.service.name}", url, secondary=True))
    return actions
