"""The file of one call-off that regulation 84 of the PCR 2015 asks for: who was chosen and who was
not, why, by what procedure, on which authority, which interests there were, and what changed since.
"""

import datetime as dt
from decimal import Decimal

from contracts.models import CallOffContract
from mdps.core import clock
from panel.models import Conflict
from reporting.figures import reg_84_competition
from reporting.figures.plain import BASIS, pounds


def figures(contract: CallOffContract, as_at: dt.datetime) -> dict:
    """Everything the file says, as at `as_at`. Nothing about the child: the request is named by its
    reference. Fourteen queries at most."""
    return {
        "report": "reg-84",
        "as_at": as_at.astimezone(clock.LONDON).isoformat(timespec="seconds"),
        "basis": BASIS,
        "contract": {
            "reference": contract.reference,
            "request": contract.line.request.reference,
            "lot": str(contract.lot),
            "service": contract.service.name,
            "units": contract.units,
            "value": pounds(contract.value),
            "starts_on": str(contract.starts_on),
            "ends_on": str(contract.ends_on),
            "route": contract.get_route_display(),
        },
        "chosen": {
            "supplier": contract.supplier.name,
            "awarded_on": str(contract.awarded_on),
            "awarded_by": contract.awarded_by.name,
            "reason": contract.reason,
            "above_card": contract.bespoke,
        },
        "compared": [
            {
                "rank": each["rank"],
                "supplier": each["supplier"],
                "unit_price": pounds(Decimal(each["unit_price"])),
                "total": pounds(Decimal(each["total"])),
            }
            for each in contract.comparison
        ],
        "competition": reg_84_competition.figures(contract),
        "ended_before": reg_84_competition.ended_before(contract),
        "direct": _direct(contract),
        "authority": _authority(contract),
        "interests": Conflict.objects.filter(request=contract.line.request_id).count(),
        "lines": [
            {"on": str(line.on), "what": line.get_kind_display(), "amount": pounds(line.amount)}
            for line in contract.commitments.order_by("id")
        ],
        "variations": [
            {
                "variation": varied.reference,
                "on": str(varied.varied_on),
                "what": varied.get_kind_display(),
                "ground": varied.get_ground_display(),
                "amount": pounds(varied.amount),
            }
            for varied in contract.variations.order_by("id")
        ],
    }


def _direct(contract: CallOffContract) -> dict | None:
    """Why the Director authorised it to be awarded directly, from a fixed list of reasons: what was
    written about it besides could be about a child. None where no authorisation was needed."""
    authorised = contract.authorisation
    if authorised is None:
        return None
    return {
        "reason": authorised.get_reason_display(),
        "by": authorised.authorised_by,
        "on": str(authorised.authorised_on),
    }


def _authority(contract: CallOffContract) -> list[dict]:
    """What the award rests on, each with the most it covers."""
    found: list[dict] = []
    if standing := contract.standing_authority:
        found.append(_rests_on("Standing authority", standing.reference, standing.highest_value))
    if cabinet := contract.cabinet_decision:
        found.append(_rests_on("Cabinet decision", cabinet.minute, cabinet.highest_value))
    if direct := contract.authorisation:
        found.append(_rests_on("Direct award authorised", direct.reference, direct.highest_value))
    if separate := contract.separateness:
        found.append(_rests_on("Recorded as separate", separate.reference, separate.highest_value))
    return found


def _rests_on(what: str, reference: str, covers: Decimal) -> dict:
    return {"what": what, "reference": reference, "covers": pounds(covers)}
