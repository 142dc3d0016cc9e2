"""What the rules of a call-off's life ask about."""

import datetime as dt
from typing import Any

from contracts.life_rules import Life
from contracts.models import CallOffContract
from contracts.standing import Standing


def facts_of(contract: CallOffContract, standing: Standing, *, on: dt.date) -> dict[str, Any]:
    """The fields of contracts.life_rules.Life. No query."""
    return {
        "reference": contract.reference,
        "state": contract.state,
        "starts_on": contract.starts_on,
        "ends_on": contract.ends_on,
        "on": on,
        "ordered": standing.ordered,
        "delivered": standing.delivered,
        "committed": standing.committed,
        "delivered_value": standing.delivered_value,
    }


def life_of(contract: CallOffContract, standing: Standing, *, on: dt.date) -> Life:
    """The facts of acts that only need to know where the call-off stands."""
    return Life(**facts_of(contract, standing, on=on))
