"""What the pages of a round and of a version show of suppliers."""

from collections.abc import Sequence

from django.urls import reverse

from lots.models import AdmissionRound, LotVersion
from mdps.core import cells, clock, papers, slots
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.ui import Action, Cell, Heading, Link, Section, Table, Tag
from mdps.core.words import count, day
from suppliers.comply import yet_to_comply
from suppliers.decide_round import refusals_against_deciding
from suppliers.models import Admission, Application
from suppliers.round_sheet import by_lot

State = Application.State


@slots.filler("round")
def applications_of(user: User, of_round: AdmissionRound) -> Section | None:
    """Its applications as one batch, and the way to decide them."""
    if Permission.SUPPLIER_READ not in user.permissions:
        return None
    made = list(
        of_round.applications.exclude(state=State.DRAFT)
        .select_related("supplier", "lot", "assessor")
        .order_by("lot__number", "supplier__name", "id")
    )
    return Section(
        "Applications",
        "suppliers/round.html",
        {
            "table": _table(made),
            "actions": _deciding(of_round, made, user),
            "actions_title": "The batch",
        },
        id="applications",
    )


@slots.filler("round")
def outcome_of(user: User, of_round: AdmissionRound) -> Section | None:
    """Who was admitted, by lot, as it is published; rejections only as a number."""
    if Permission.SUPPLIER_READ not in user.permissions:
        return None
    decided = of_round.applications.exclude(decision=None).select_related("supplier", "lot")
    rows = by_lot(list(decided.order_by("lot__number", "supplier__name")))
    if not rows:
        return None
    return Section("Outcome", "components/summary_list.html", {"rows": rows}, id="outcome")


@slots.filler("round")
def papers_of(user: User, of_round: AdmissionRound) -> Section | None:
    """The sheets of its decisions."""
    return papers.section_of(of_round, user, title="Decisions of this round")


@slots.filler("version")
def not_shown_yet(user: User, version: LotVersion) -> Section | None:
    """Who is on the lot and has not shown that it meets this version of the criteria."""
    if Permission.SUPPLIER_READ not in user.permissions or not version.transition_until:
        return None
    waiting = list(yet_to_comply(version))
    late = version.transition_until < clock.today()
    title = "Not shown in time" if late else "Not shown yet"
    return Section(
        f"{title}: {count(len(waiting), 'supplier')}",
        "suppliers/not_shown.html",
        {
            "note": f"Suppliers on the lot show it by {day(version.transition_until)}. After that "
            "nobody is removed by itself: each is for a person to act on.",
            "table": _not_shown(waiting, version, late=late, user=user),
        },
        id="not-shown",
    )


def _table(made: Sequence[Application]) -> Table:
    return Table(
        headings=[
            Heading("Application"),
            Heading("Supplier"),
            Heading("Lot"),
            Heading("State"),
            Heading("Assessor"),
        ],
        rows=[
            [
                Cell(each.reference, url=each.get_absolute_url()),
                Cell(each.supplier.name),
                Cell(each.lot.short),
                cells.state(each),
                Cell(str(each.assessor or "Nobody yet")),
            ]
            for each in made
        ],
        caption="Applications of the round",
        empty="Nobody has applied in this round.",
    )


def _deciding(of_round: AdmissionRound, made: Sequence[Application], user: User) -> list[Action]:
    ready = sum(each.state == State.RECOMMENDED for each in made)
    if not ready or Permission.ADMISSION_DECIDE not in user.permissions:
        return []
    return [
        Action(
            f"Decide {count(ready, 'application')}",
            reverse("suppliers:decide-round", args=[of_round.pk]),
            refusals_against_deciding(of_round),
        )
    ]


def _not_shown(
    waiting: Sequence[Admission], version: LotVersion, *, late: bool, user: User
) -> Table:
    records = Permission.APPLICATION_ASSESS in user.permissions
    tag = Tag("Overdue", "red") if late else Tag("Waiting", "grey")
    return Table(
        headings=[
            Heading("Supplier"),
            Heading("On the lot since"),
            Heading("Standing"),
            *([Heading("Record")] if records else []),
        ],
        rows=[
            [
                Cell(each.supplier.name, url=each.supplier.get_absolute_url()),
                cells.date(each.admitted_on),
                Cell("", tag=tag),
                *([_record(each, version)] if records else []),
            ]
            for each in waiting
        ],
        caption="Not shown yet",
        empty="Everybody on the lot meets this version.",
    )


def _record(admission: Admission, version: LotVersion) -> Cell:
    link = Link("It meets it", reverse("suppliers:comply", args=[admission.pk, version.pk]))
    return Cell(link.text, url=link.url)
