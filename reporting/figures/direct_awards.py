"""The register of direct awards that the Director authorised, for Audit and Governance."""

import datetime as dt
from decimal import Decimal

from contracts.models import CallOffContract
from contracts.queries import direct_awards_between
from mdps.core import clock
from mdps.core.financial_years import first_day, last_day
from mdps.core.money import ZERO
from reporting.figures.plain import BASIS, day_of, pounds


def figures(year: str, as_at: dt.datetime) -> dict:
    """Those awarded in the financial year written like `2025-26`, up to the day of `as_at`. GBP ex
    VAT. One query. Nothing is said in free text, which could be about a child."""
    awards = list(direct_awards_between(first_day(year), min(last_day(year), day_of(as_at))))
    return {
        "report": "direct-awards",
        "financial_year": year,
        "complete": last_day(year) < day_of(as_at),
        "as_at": as_at.astimezone(clock.LONDON).isoformat(timespec="seconds"),
        "basis": BASIS,
        "count": len(awards),
        "value": pounds(sum((award.value for award in awards), Decimal(ZERO))),
        "awards": [_award(award) for award in awards],
    }


def _award(contract: CallOffContract) -> dict:
    authorisation = contract.authorisation
    assert authorisation is not None  # noqa: S101 - what is in the register has one
    return {
        "contract": contract.reference,
        "on": str(contract.awarded_on),
        "supplier": contract.supplier.name,
        "service": contract.service.name,
        "lot": contract.lot.number,
        "value": pounds(contract.value),
        "authorisation": authorisation.reference,
        "authorised_by": authorisation.authorised_by,
        "authorised_on": str(authorisation.authorised_on),
        "covers": pounds(authorisation.highest_value),
        "reason": authorisation.get_reason_display(),
    }
