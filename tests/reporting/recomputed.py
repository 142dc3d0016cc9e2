"""The figures once more, in plain SQL that knows nothing of the project but its tables."""

from typing import Any

from django.db import connection

LINES = """
    SELECT line.amount, line.kind, line."on", contract.id AS contract, contract.service_id,
           supplier.id AS supplier_id, supplier.name AS supplier, supplier.is_sme,
           supplier.is_vcse, supplier.kind AS supplier_kind, lot.number AS lot,
           category.name AS category
    FROM contracts_commitment line
    JOIN contracts_calloffcontract contract ON contract.id = line.contract_id
    JOIN suppliers_supplier supplier ON supplier.id = contract.supplier_id
    JOIN lots_lot lot ON lot.id = contract.lot_id
    JOIN referrals_requestline asked ON asked.id = contract.line_id
    JOIN referrals_supportrequest request ON request.id = asked.request_id
    JOIN lots_requestcategory category ON category.id = request.category_id
"""
SUMS = """
    count(*) FILTER (WHERE kind = 'award') AS count,
    coalesce(sum(amount) FILTER (WHERE kind = 'award'), 0)::numeric(12, 2)::text AS gross,
    coalesce(sum(amount) FILTER (WHERE kind = 'increase'), 0)::numeric(12, 2)::text AS increased,
    coalesce(-sum(amount) FILTER (WHERE amount < 0), 0)::numeric(12, 2)::text AS released,
    coalesce(sum(amount), 0)::numeric(12, 2)::text AS net
"""
MIDDLE = """
    WITH award AS (
        SELECT amount, row_number() OVER (ORDER BY amount) AS place, count(*) OVER () AS all_of
        FROM contracts_commitment
        WHERE kind = 'award' AND "on" >= %s AND "on" <= %s
    )
    SELECT round(avg(amount), 2)::text AS mean,
           round(avg(amount) FILTER (WHERE place IN ((all_of + 1) / 2, all_of / 2 + 1)), 2)::text
               AS median
    FROM award
"""
ON_A_LOT = """
    SELECT count(DISTINCT supplier_id) FROM suppliers_admission
    WHERE admitted_on <= %s AND (ended_on IS NULL OR ended_on > %s)
"""
SUSPENDED = """
    SELECT count(DISTINCT admission.supplier_id) FROM suppliers_admissionsuspension suspension
    JOIN suppliers_admission admission ON admission.id = suspension.admission_id
    WHERE starts_on BETWEEN %s AND %s AND resumes_on IS DISTINCT FROM starts_on
"""
PANEL = """
    SELECT CASE WHEN extract(month FROM decision.decided_on) >= 4
                THEN extract(year FROM decision.decided_on)
                ELSE extract(year FROM decision.decided_on) - 1 END::int AS year,
           sum(line.requested_amount)::numeric(12, 2)::text AS requested,
           sum(decision.amount)::numeric(12, 2)::text AS approved
    FROM panel_paneldecision decision
    JOIN referrals_requestline line ON line.id = decision.line_id
    JOIN panel_agendaitem item ON item.id = decision.item_id AND item.state = 'closed'
    WHERE decision.kind NOT IN ('defer', 'in_principle', 'withdrawn') AND decision.decided_on <= %s
      AND NOT EXISTS (SELECT FROM panel_paneldecision later WHERE later.supersedes_id = decision.id)
    GROUP BY 1 ORDER BY 1
"""
NOT_APPROVED = """
    SELECT coalesce(sum(line.requested_amount - decision.amount), 0)::numeric(12, 2)::text AS amount
    FROM panel_paneldecision decision
    JOIN referrals_requestline line ON line.id = decision.line_id
    JOIN panel_agendaitem item ON item.id = decision.item_id AND item.state = 'closed'
    WHERE decision.kind NOT IN ('defer', 'in_principle', 'withdrawn')
      AND decision.decided_on BETWEEN %s AND %s AND decision.amount < line.requested_amount
      AND NOT EXISTS (SELECT FROM panel_paneldecision later WHERE later.supersedes_id = decision.id)
"""
BELOW_THE_MEDIAN = """
    SELECT count(*) AS compared, coalesce(sum(median - value), 0)::numeric(12, 2)::text
        AS below_median
    FROM (
        SELECT value, (
            SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (each->>'total')::numeric) * 0.5
                + percentile_disc(0.5) WITHIN GROUP (ORDER BY (each->>'total')::numeric DESC) * 0.5
            FROM jsonb_array_elements(comparison) each
        ) AS median
        FROM contracts_calloffcontract
        WHERE awarded_on BETWEEN %s AND %s AND jsonb_array_length(comparison) >= 2
          AND state <> 'unawarded'
    ) compared
"""
PACKAGES = """
    SELECT count(*) FILTER (WHERE ends_on > %(last)s) AS live,
           count(*) FILTER (WHERE ends_on <= %(last)s) AS ended
    FROM contracts_calloffcontract contract
    WHERE starts_on <= %(last)s AND ends_on >= %(first)s
      AND (SELECT sum(amount) FROM contracts_commitment
           WHERE contract_id = contract.id AND "on" <= %(as_at)s) > 0
"""


def rows(sql: str, parameters: Any = ()) -> list[dict[str, Any]]:
    """What the database answers, as dictionaries."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def sums(first: str, last: str, where: str = "true") -> dict[str, Any]:
    """Awards, gross, released and net of the lines from `first` to `last`, both included."""
    sql = f"""SELECT {SUMS} FROM ({LINES}) x WHERE "on" BETWEEN %s AND %s AND {where}"""
    return rows(sql, (first, last))[0]


def sums_by(first: str, last: str, key: str) -> dict[Any, dict[str, Any]]:
    """The same for each value of `key`."""
    sql = f"""SELECT {key} AS key, {SUMS} FROM ({LINES}) x
              WHERE "on" BETWEEN %s AND %s GROUP BY {key}"""
    return {row.pop("key"): row for row in rows(sql, (first, last))}


def largest(first: str, last: str, most: int) -> list[tuple[str, str]]:
    """(supplier, value) of the largest awards."""
    sql = f"""SELECT supplier, amount::text AS value FROM ({LINES}) x
              WHERE kind = 'award' AND "on" BETWEEN %s AND %s
              ORDER BY amount DESC, "on", contract LIMIT %s"""
    return [(row["supplier"], row["value"]) for row in rows(sql, (first, last, most))]
