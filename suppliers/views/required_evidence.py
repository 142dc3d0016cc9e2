"""The evidence that each lot requires."""

from typing import Any

from lots.models import Lot
from mdps.core import cells, clock
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Heading, Section, Table
from mdps.core.words import day
from suppliers.models import EvidenceRequirement
from suppliers.views.tabs import TABS


class RequirementsPage(Page):
    """What each lot requires, and what of it stops awards when it lapses."""

    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    template_name = "pages/figure.html"

    def content(self) -> dict[str, Any]:
        found = list(EvidenceRequirement.objects.select_related("lot").order_by("id"))
        return {
            "title": "What each lot requires",
            "as_at": day(clock.today()),
            "sections": [
                Section(
                    str(lot), "components/table.html", {"table": _required(str(lot), lot, found)}
                )
                for lot in Lot.objects.all()
            ],
            "notes": [
                "Where evidence that stops awards is missing or has expired, nothing new is "
                "awarded to that supplier under that lot. What was awarded before runs on.",
            ],
        }


def _required(caption: str, lot: Lot, found: list[EvidenceRequirement]) -> Table:
    return Table(
        headings=[
            Heading("Evidence"),
            Heading("Least cover", numeric=True),
            Heading("Of whom"),
            Heading("When it lapses"),
        ],
        rows=[_requirement(each) for each in found if each.lot_id in (None, lot.pk)],
        caption=caption,
    )


def _requirement(each: EvidenceRequirement) -> list[Cell]:
    whom = "Everybody" if each.of_sole_traders else "Everybody but sole traders"
    if each.only_unit:
        whom = f"Those with a price for one {each.get_only_unit_display()}"
    wanted = f"{each.wanted} of them" if each.wanted > 1 else ""
    return [
        Cell(each.get_kind_display(), hint=wanted),
        cells.money(each.minimum) if each.minimum else Cell("–", numeric=True),
        Cell(whom),
        Cell("Stops new awards" if each.stops_awards else "Asked for on applying"),
    ]
