"""Accepting the specification and the minimum service standards of a lot, on applying."""

import datetime as dt

from django.db import transaction

from lots.models import Lot, LotVersion
from lots.queries import specification_on, standards_on
from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from suppliers.models import Acceptance, Application, Supplier


def to_be_accepted(lot: Lot, on: dt.date) -> list[LotVersion]:
    """What an applicant for the lot accepts on the day `on`: nothing while nothing is in force."""
    return [found for found in (specification_on(lot, on), standards_on(lot, on)) if found]


@transaction.atomic
def accept(application: Application, *, by: User, on: dt.date) -> list[Acceptance]:
    """Record that `by` accepts what is in force on the lot on the day `on`, for the applicant.

    Accepting twice records it once. Takes no locks. Raises Forbidden.
    """
    require(by, Permission.APPLICATION_MAKE, on=application.supplier)
    accepted = []
    for version in to_be_accepted(application.lot, on):
        each, is_new = Acceptance.objects.get_or_create(
            application=application,
            version=version,
            defaults={"accepted_by": by, "accepted_at": clock.now()},
        )
        if is_new:
            audit.record("application.accepted", application, by=by, version=str(version))
        accepted.append(each)
    return accepted


def accepted_by(supplier: Supplier, lot: Lot, kind: str) -> Acceptance | None:
    """The latest version of `kind` that the supplier accepted for the lot, and who and when."""
    return (
        Acceptance.objects.filter(
            application__supplier=supplier, application__lot=lot, version__kind=kind
        )
        .select_related("version", "accepted_by")
        .order_by("-version__number", "-id")
        .first()
    )
