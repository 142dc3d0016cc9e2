"""The register of direct awards that the Director authorised."""

from typing import Any

from tests.reporting.again.sql import BASIS, gbp, head, rows

AWARDS = """
    SELECT 'CO-' || lpad(contract.id::text, 5, '0') AS contract, awarded_on::text AS "on",
           supplier.name AS supplier, service.name AS service, lot.number AS lot,
           value::text AS value, 'DA-' || lpad(given.id::text, 4, '0') AS authorisation,
           given.authorised_by, given.authorised_on::text AS authorised_on,
           given.highest_value::text AS covers, words AS reason
    FROM contracts_calloffcontract contract
    JOIN contracts_directawardauthorisation given ON given.id = contract.authorisation_id
    JOIN suppliers_supplier supplier ON supplier.id = contract.supplier_id
    JOIN lots_service service ON service.id = contract.service_id
    JOIN lots_lot lot ON lot.id = contract.lot_id
    JOIN (VALUES ('not_cheapest', 'The cheapest supplier does not meet the need'),
        ('court', 'The court named the expert'), ('continuity', 'Continuity for the child'),
        ('specialism', 'Only this supplier has the specialism')) of(reason, words)
        ON of.reason = given.reason
    WHERE awarded_on BETWEEN %(first)s AND least(%(last)s::date, %(as_at)s::date)
    ORDER BY awarded_on, contract.id
"""


def direct_awards(year: str, as_at: str) -> dict[str, Any]:
    """Those of the financial year written like `2025-26`, as at noon of `as_at`."""
    first, last = f"{year[:4]}-04-01", f"{int(year[:4]) + 1}-03-31"
    period = {"first": first, "last": last, "as_at": as_at}
    total = f"SELECT count(*) AS n, {gbp('sum(value::numeric)')} AS value FROM ({AWARDS}) x"
    (summed,) = rows(total, **period)
    return {
        "report": "direct-awards",
        "financial_year": year,
        "complete": last < as_at,
        "as_at": head("", first, last, as_at)["as_at"],
        "basis": BASIS,
        "count": summed["n"],
        "value": summed["value"],
        "awards": rows(AWARDS, **period),
    }
