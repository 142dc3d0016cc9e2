"""Suppliers who are on a lot already show that they meet a newer version of its criteria (CR 3).

They have until the version's transition date, inclusive. After it nobody is removed by itself:
they are listed for a person to act on.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from lots import heard
from lots.models import LotVersion
from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.words import day
from suppliers.comply_rules import COMPLY, POSSIBLE, Complying
from suppliers.locks import lock
from suppliers.models import Admission, Compliance, Supplier
from suppliers.queries import people_of

State = Admission.State


def asking() -> QuerySet[LotVersion]:
    """Of each lot the newest version of the criteria that asks something of those on it."""
    newer = LotVersion.objects.filter(
        lot=OuterRef("lot"),
        kind=OuterRef("kind"),
        number__gt=OuterRef("number"),
        transition_until__isnull=False,
    )
    return (
        LotVersion.objects.filter(kind=LotVersion.Kind.CRITERIA, transition_until__isnull=False)
        .exclude(Exists(newer))
        .select_related("lot")
        .order_by("lot__number")
    )


def yet_to_comply(version: LotVersion) -> QuerySet[Admission]:
    """Admissions to the lot, suspended ones included, that have not shown that they meet it.

    Who applied under it or a later one, or has shown a later one, meets it.
    """
    found = _below(version.number, version.number).filter(lot_id=version.lot_id)
    return found.select_related("supplier", "lot").order_by("supplier__name", "id")


def asked_of(suppliers: QuerySet[Supplier]) -> QuerySet[LotVersion]:
    """The versions that any of `suppliers` has still to show that it meets."""
    below = _below(OuterRef("number"), OuterRef(OuterRef("number")))
    return asking().filter(Exists(below.filter(lot=OuterRef("lot"), supplier__in=suppliers)))


def _below(number: Any, number_within: Any) -> QuerySet[Admission]:
    """Who has shown no version of that number or a later one; the same number as a query within
    the query names it."""
    shown = Compliance.objects.filter(admission=OuterRef("pk"), version__number__gte=number_within)
    applied_before = Admission.objects.filter(application__criteria_version__number__lt=number)
    return applied_before.exclude(state__in=Admission.ENDED).exclude(Exists(shown))


def refusals_against_comply(admission: Admission, version: LotVersion) -> list[Refusal]:
    """Why it cannot be recorded that the admission meets the version."""
    return ask(POSSIBLE, _facts(admission, version, note=""))


@transaction.atomic
def comply(
    admission: Admission, version: LotVersion, *, note: str, by: User, on: dt.date
) -> Compliance:
    """Record that the supplier has shown that it meets `version`, and tell its people.

    Also after the transition date. Locks the admission.

    Raises Forbidden, or Refused if it is removed, met already, or nothing was seen.
    """
    require(by, Permission.APPLICATION_ASSESS, on=admission)
    lock(admission)
    enforce(COMPLY, _facts(admission, version, note=note))
    shown = Compliance.objects.create(
        admission=admission, version=version, shown_on=on, note=note.strip(), recorded_by=by
    )
    audit.record("admission.complied", admission, by=by, version=version.number)
    notices.tell(
        people_of(admission.supplier),
        f"You meet the new selection criteria of {admission.lot.short}",
        url=admission.supplier.get_own_url(),
    )
    return shown


@heard.version_in_force
def tell_suppliers(version: LotVersion, by: User) -> None:
    """Tell the people of those on the lot until when they show that they meet a new version."""
    if not version.transition_until:
        return
    people = User.objects.filter(
        provider_account__supplier__admissions__in=yet_to_comply(version)
    ).distinct()
    until = day(version.transition_until)
    notices.tell(
        people,
        f"{version.lot.short} has new selection criteria: show that you meet them by {until}",
        url=reverse("suppliers:mine"),
    )


def _facts(admission: Admission, version: LotVersion, *, note: str) -> Complying:
    return Complying(
        name=str(admission),
        version=f"version {version.number} of the criteria",
        is_removed=admission.state in Admission.ENDED,
        is_of_the_lot=admission.lot_id == version.lot_id,
        has_transition=version.transition_until is not None,
        met_already=not yet_to_comply(version).filter(pk=admission.pk).exists(),
        note=note,
    )
