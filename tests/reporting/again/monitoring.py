"""The six-monthly monitoring report."""

from typing import Any

from tests.reporting.again import awards, providers
from tests.reporting.again.round import monitoring_round
from tests.reporting.again.sql import compared, head, period_before, row, rows

UNITS = {
    "awards": "count",
    "gross": "gbp",
    "released": "gbp",
    "net": "gbp",
    "live": "count",
    "ended": "count",
    "at_end": "count",
    "asked": "count",
    "received": "count",
    "delivered": "count",
    "missed": "count",
    "actions": "count",
}
STANDING = f"""
    SELECT supplier.name AS supplier, contract.lot_id, ends_on > {providers.ENDS} AS live,
           ends_on <= {providers.ENDS} AS ended
    FROM contracts_calloffcontract contract
    JOIN suppliers_supplier supplier ON supplier.id = contract.supplier_id
    WHERE starts_on <= {providers.ENDS} AND ends_on >= %(first)s
      AND (SELECT sum(amount) FROM contracts_commitment
           WHERE contract_id = contract.id AND "on" <= %(as_at)s) > 0
"""
ENDS = "count(*) FILTER (WHERE live) AS live, count(*) FILTER (WHERE ended) AS ended"


def monitoring(first: str, last: str, as_at: str) -> dict[str, Any]:
    """All of it, for the half year from `first` to `last`, as at noon of `as_at`."""
    period = {"first": first, "last": last, "as_at": as_at}
    before = dict(zip(("first", "last"), period_before(first, last), strict=True))
    now, then = _counted(**period), _counted(**period | before)
    return {
        **head("monitoring", first, last, as_at),
        **now,
        "by_supplier": _by_supplier(**period),
        "evidence_expiring": providers.evidence_expiring(**period),
        "events": providers.events(**period),
        "comparison": compared(_compared(now), _compared(then), UNITS, period),
    }


def _counted(**period: str) -> dict[str, Any]:
    lots = f"""SELECT of.number AS lot, of.name, {ENDS} FROM lots_lot of
        LEFT JOIN ({STANDING}) x ON x.lot_id = of.id GROUP BY of.id ORDER BY of.number"""
    return {
        "awarded": awards.sums(**period),
        "packages": row(f"SELECT {ENDS} FROM ({STANDING}) x", **period)
        | {"lots": rows(lots, **period)},
        "round": monitoring_round(**period),
        "suppliers": providers.on_the_lots(**period),
    }


def _by_supplier(**period: str) -> list[dict[str, Any]]:
    """With an award or a package; by gross, then by name."""
    standing = rows(f"SELECT supplier, {ENDS} FROM ({STANDING}) x GROUP BY supplier", **period)
    packages = {each.pop("supplier"): each for each in standing}
    nothing = dict.fromkeys(("gross", "increased", "released", "net"), "0.00") | {"count": 0}
    found = {each.pop("supplier"): each for each in awards.by_supplier(**period)}
    names = [*found, *sorted(packages.keys() - found.keys())]
    listed = [
        {"supplier": name} | found.get(name, nothing) | packages.get(name, {"live": 0, "ended": 0})
        for name in names
    ]
    return sorted(listed, key=lambda of: (-int(of["gross"].replace(".", "")), of["supplier"]))


def _compared(found: dict[str, Any]) -> dict[str, Any]:
    of = found["round"] or {"returns": {}, "delivery": {}, "actions": {}}
    return found["awarded"] | {
        "awards": found["awarded"]["count"],
        "live": found["packages"]["live"],
        "ended": found["packages"]["ended"],
        "at_end": found["suppliers"]["all"]["at_end"],
        "asked": of["returns"].get("asked"),
        "received": of["returns"].get("received"),
        "delivered": of["delivery"].get("delivered_in_period"),
        "missed": of["delivery"].get("missed"),
        "actions": of["actions"].get("set"),
    }
