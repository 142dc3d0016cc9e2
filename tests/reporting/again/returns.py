"""What a return is opened with: the packages of a half year, and what else is known."""

from typing import Any

from suppliers.models import Application
from tests.reporting.again import providers
from tests.reporting.again.sql import rows

PACKAGES = """
    SELECT *, CASE
        WHEN NOT starts_on BETWEEN %(first)s AND %(last)s THEN ''
        WHEN first_on <= starts_on + 7 THEN 'on_time' WHEN first_on IS NOT NULL THEN 'late'
        WHEN %(on)s::date > starts_on + 7 THEN 'late' ELSE 'to_come' END AS start
    FROM (
        SELECT contract.id, contract.delivered_by_id AS supplier, service.name AS service,
               lot.number AS lot, contract.starts_on, unit_price, CASE WHEN contract.state IN
                   ('completed', 'terminated') THEN least(contract.ends_on, state_since)
                   ELSE contract.ends_on END AS over_on,
               contract.units + (SELECT coalesce(sum(units), 0) FROM contracts_variation
                   WHERE contract_id = contract.id)::int AS ordered,
               (SELECT card.unit_price FROM suppliers_rateline card
                WHERE card.supplier_id = contract.supplier_id AND card.cancelled_on IS NULL
                  AND card.service_id = contract.service_id
                  AND awarded_on BETWEEN effective_from AND coalesce(effective_to, awarded_on))
                   AS card_price, delivery.*
        FROM contracts_calloffcontract contract
        JOIN lots_service service ON service.id = contract.service_id
        JOIN lots_lot lot ON lot.id = contract.lot_id
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(units), 0)::int AS delivered,
                   coalesce(sum(units) FILTER (WHERE until >= %(first)s), 0)::int
                       AS delivered_in_period,
                   coalesce(sum(missed) FILTER (WHERE until >= %(first)s), 0)::int AS missed,
                   min(since) FILTER (WHERE units > 0) AS first_on
            FROM contracts_delivery
            WHERE contract_id = contract.id AND until <= %(last)s) delivery
        WHERE contract.state <> 'unawarded' AND contract.starts_on <= %(last)s
          AND (SELECT sum(amount) FROM contracts_commitment WHERE contract_id = contract.id) > 0
    ) ran WHERE over_on >= %(first)s
"""
PACKAGE = """jsonb_build_object('contract', 'CO-' || lpad(id::text, 5, '0'), 'service', service,
    'lot', lot, 'starts_on', starts_on::text, 'ends_on', over_on::text,
    'live', over_on > %(last)s, 'ordered', ordered, 'delivered', delivered,
    'delivered_in_period', delivered_in_period, 'missed', missed, 'start', start,
    'unit_price', unit_price::text, 'card_price', card_price::text)"""
TOTALS = f"""
    SELECT supplier, jsonb_agg({PACKAGE} ORDER BY starts_on, id) AS packages, jsonb_build_object(
        'live', count(*) FILTER (WHERE over_on > %(last)s),
        'ended', count(*) FILTER (WHERE over_on <= %(last)s),
        'ordered', sum(ordered), 'delivered', sum(delivered),
        'delivered_in_period', sum(delivered_in_period), 'missed', sum(missed),
        'on_time', count(*) FILTER (WHERE start = 'on_time'),
        'late', count(*) FILTER (WHERE start = 'late'),
        'at_the_card', count(*) FILTER (WHERE unit_price = card_price),
        'below_the_card', count(*) FILTER (WHERE unit_price < card_price),
        'above_the_card', count(*) FILTER (WHERE unit_price > card_price)) AS totals
    FROM ({PACKAGES}) x GROUP BY supplier
"""
SUSPENSIONS = """
    SELECT coalesce(jsonb_agg(jsonb_build_object('lot', lot.number, 'starts_on', starts_on::text,
        'resumes_on', resumes_on::text) ORDER BY starts_on, suspension.id), '[]')
    FROM suppliers_admissionsuspension suspension
    JOIN suppliers_admission admission ON admission.id = admission_id
    JOIN lots_lot lot ON lot.id = lot_id
    WHERE supplier_id = supplier.id AND kind = 'safeguarding' AND starts_on <= %(last)s
      AND (resumes_on IS NULL OR resumes_on > %(first)s AND resumes_on <> starts_on)
"""
STANDARDS = """
    SELECT coalesce(jsonb_agg(jsonb_build_object('lot', number, 'version', version, 'clauses', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('number', number, 'heading', heading, 'text',
            text) ORDER BY number), '[]') FROM lots_clause WHERE version_id = newest.id))
        ORDER BY number), '[]')
    FROM (SELECT DISTINCT ON (lot.id) version.id, lot.number, version.number AS version, lot.id
              AS lot_id
          FROM lots_lotversion version JOIN lots_lot lot ON lot.id = version.lot_id
          WHERE version.kind = 'standards' AND effective_from <= %(last)s
          ORDER BY lot.id, effective_from DESC, version.number DESC) newest
    WHERE number IN (SELECT (of->>'lot')::int FROM jsonb_array_elements(packages) of)
       OR EXISTS (SELECT FROM suppliers_admission WHERE supplier_id = supplier.id
                  AND lot_id = newest.lot_id AND admitted_on <= %(last)s
                  AND (ended_on IS NULL OR ended_on > %(last)s))
"""
EXPIRING = f"""
    SELECT coalesce(jsonb_agg(jsonb_build_object('kind', words, 'expires_on', expires_on)
        ORDER BY expires_on, kind, id), '[]')
    FROM ({providers.EXPIRING}) expiring WHERE supplier_id = supplier.id
"""


def opened_with(**period: str) -> dict[str, dict[str, Any]]:
    """Supplier -> what its return is opened with on the day `on`."""
    sql = f"""
        SELECT supplier.name AS supplier, packages, totals, ({SUSPENSIONS}) AS suspensions,
            ({EXPIRING}) AS evidence_expiring,
            ({STANDARDS}) AS standards, supplier.kind = 'sole_trader' AS alone
        FROM ({TOTALS}) found JOIN suppliers_supplier supplier ON supplier.id = found.supplier
    """
    found = {each.pop("supplier"): each for each in rows(sql, **period)}
    return {name: each | {"commitment": _commitment(name)} for name, each in found.items()}


def _commitment(supplier: str) -> str:
    """The last that it promised; encrypted, so no SQL can tell it."""
    admitted = Application.objects.filter(state="admitted", supplier__name=supplier)
    last_first = admitted.order_by("-decided_on", "-id")
    parts = [part for each in last_first for part in each.answers]
    of_value = [part["rows"] for part in parts if part["title"] == "Social value"]
    return next((said for rows in of_value for _, said in reversed(rows) if said), "")
