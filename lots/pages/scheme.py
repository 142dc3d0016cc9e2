"""The scheme on one page: its term, its limits, its lots and services."""

from typing import Any

from django.urls import reverse

from lots.extend import refusals_against_extension
from lots.models import LotVersion, Scheme, Service
from lots.opening import Now, now_of
from lots.pages.base import READERS, TABS
from lots.queries import Kind, current_scheme, in_force, lots_with_services
from mdps.core import clock, slots
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.pages import Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Heading, Identity, Link, Row, Section, Table, Tag
from mdps.core.words import day


class SchemePage(Page):
    permissions = READERS
    tabs = TABS

    def content(self) -> dict[str, Any]:
        scheme = current_scheme()
        lots = list(lots_with_services())
        openings = now_of(lots, clock.now())
        versions = in_force(clock.today())
        outside = list(Service.objects.filter(lot=None).select_related("category"))
        return {
            "title": "The scheme",
            "identity": _identity(scheme),
            "actions": _actions(scheme, self.user),
            "sections": [
                *slots.fill("scheme", self.user, scheme),
                _term(scheme),
                *(_lot(openings[lot.pk], versions.get((lot.pk, Kind.CRITERIA))) for lot in lots),
                *([_outside(outside)] if outside else []),
            ],
        }


def _actions(scheme: Scheme, user: User) -> list[Action]:
    """The option to extend, for whoever records the decision, as long as it is open or missed."""
    if not can(user, Permission.AUTHORITY_MANAGE) or scheme.extension_ends:
        return []
    refusals = refusals_against_extension(scheme, clock.today())
    return [Action("Extend the term", reverse("lots:extend"), refusals, secondary=True)]


def _identity(scheme: Scheme) -> Identity:
    in_term = scheme.is_in_term(clock.today())
    return Identity(
        reference="Modified dynamic purchasing system",
        title=scheme.name,
        tag=Tag("In term", "green") if in_term else Tag("Not in term", "red"),
        facts=[
            Row("Cap on all contracts", gbp(scheme.cap)),
            Row("Committed", gbp(scheme.committed)),
            Row("Headroom", gbp(scheme.headroom)),
        ],
    )


def _term(scheme: Scheme) -> Section:
    extension = scheme.extension_ends
    return Section(
        "Term and limits",
        "components/summary_list.html",
        {
            "rows": [
                Row("Operational from", day(scheme.operational_from)),
                Row(
                    "Initial term ends", Cell(day(scheme.initial_term_ends), hint="Last day, CR 1")
                ),
                Row("Extension", day(extension) if extension else "Not exercised"),
                Row(
                    "Statutory end", Cell(day(scheme.statutory_end), hint="No new call-offs after")
                ),
                Row("Last day for an award", day(scheme.last_award_day)),
                Row("Cap", Cell(gbp(scheme.cap), hint="All contracts together, ex VAT, CR 4")),
                Row(
                    "Cabinet decision needed",
                    Cell(f"Above {gbp(scheme.cabinet_threshold)}", hint="For one contract, CR 4"),
                ),
                Row("Planned for a year", Cell(gbp(scheme.planned_per_year), hint="An estimate")),
            ]
        },
        id="term",
    )


def _lot(opening: Now, criteria: LotVersion | None) -> Section:
    lot = opening.lot
    return Section(
        str(lot),
        "lots/lot.html",
        {
            "lot": lot,
            "criteria": list(criteria.criteria.all()) if criteria else [],
            "opening": opening.sentence,
            "more": Link(
                f"Rule, criteria, specification and standards of {lot.short}",
                lot.get_absolute_url(),
            ),
            "table": _services(lot.services.all()),
        },
        id=f"lot-{lot.number}",
    )


def _outside(services: list[Service]) -> Section:
    return Section(
        "Services outside the lots",
        "lots/outside.html",
        {"table": _services(services)},
        id="outside",
    )


def _services(services: Any) -> Table:
    return Table(
        headings=[Heading("Service"), Heading("Request category"), Heading("Unit")],
        rows=[
            [
                Cell(service.name),
                Cell(service.category.short_name),
                Cell(service.get_unit_display()),
            ]
            for service in services
        ],
    )
