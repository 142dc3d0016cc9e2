"""The panel's activity once more, in plain SQL that knows nothing of the project but its tables."""

from typing import Any

from tests.reporting.recomputed import rows

STANDING = """
    SELECT decision.*, line.requested_amount, request.id AS request_id, request.submitted_on,
           category.name AS category, team.name AS team, request.legal_status
    FROM panel_paneldecision decision
    JOIN panel_agendaitem item ON item.id = decision.item_id AND item.state = 'closed'
    JOIN referrals_requestline line ON line.id = decision.line_id
    JOIN referrals_supportrequest request ON request.id = line.request_id
    JOIN lots_requestcategory category ON category.id = request.category_id
    JOIN core_team team ON team.id = request.team_id
    WHERE NOT EXISTS
        (SELECT FROM panel_paneldecision later WHERE later.supersedes_id = decision.id)
"""
COUNTED = "kind NOT IN ('defer', 'in_principle', 'withdrawn')"
SUMS = f"""
    count(DISTINCT request_id) AS requests, count(*) AS lines,
    coalesce(sum(requested_amount) FILTER (WHERE {COUNTED}), 0)::numeric(12, 2)::text AS requested,
    coalesce(sum(amount) FILTER (WHERE {COUNTED}), 0)::numeric(12, 2)::text AS approved
"""
URGENT = """
    SELECT count(*) AS lines, coalesce(sum(amount), 0)::numeric(12, 2)::text AS amount,
        count(*) FILTER (WHERE settled = 'ratify') AS ratified,
        count(*) FILTER (WHERE settled = 'overturn') AS overturned,
        count(*) FILTER (WHERE settled IS NULL) AS waiting,
        coalesce(sum(amount) FILTER (WHERE settled = 'overturn'), 0)::numeric(12, 2)::text
            AS amount_overturned,
        coalesce(sum(amount) FILTER (WHERE settled IS NULL), 0)::numeric(12, 2)::text
            AS amount_waiting
    FROM (
        SELECT urgent.amount, (
            SELECT later.kind FROM panel_paneldecision later
            JOIN panel_agendaitem item ON item.id = later.item_id AND item.state = 'closed'
            WHERE later.line_id = urgent.line_id AND later.kind IN ('ratify', 'overturn')
              AND NOT EXISTS
                (SELECT FROM panel_paneldecision x WHERE x.supersedes_id = later.id)
        ) AS settled
        FROM panel_paneldecision urgent
        WHERE route = 'urgent' AND decided_on BETWEEN %s AND %s
    ) urgent
"""
CONDITIONS = f"""
    SELECT count(*) AS conditions, count(*) FILTER (WHERE met_on IS NOT NULL) AS met,
           count(*) FILTER (WHERE met_on IS NULL AND before_award) AS open_before_award,
           count(*) FILTER (WHERE met_on IS NULL AND NOT before_award) AS open_while_running
    FROM panel_decisioncondition condition
    JOIN ({STANDING}) decision ON decision.id = condition.decision_id
    WHERE decided_on BETWEEN %s AND %s
"""
WAITS = f"""
    SELECT submitted_on, decided_on FROM ({STANDING}) x
    WHERE kind NOT IN ('defer', 'in_principle', 'withdrawn', 'ratify', 'overturn')
      AND decided_on BETWEEN %s AND %s
    UNION ALL
    SELECT request.submitted_on, decided_on FROM panel_paneldecision
    JOIN referrals_requestline line ON line.id = line_id
    JOIN referrals_supportrequest request ON request.id = line.request_id
    WHERE route = 'urgent' AND decided_on BETWEEN %s AND %s
"""
BUDGETS = """
    SELECT budget.fund, budget.amount::text,
           coalesce(sum(reserved), 0)::numeric(12, 2)::text AS reserved,
           coalesce(sum(committed), 0)::numeric(12, 2)::text AS committed,
           coalesce(sum(spent), 0)::numeric(12, 2)::text AS spent
    FROM panel_budget budget
    LEFT JOIN panel_budgetposting posting
        ON posting.budget_id = budget.id AND posting."on" <= %s
    WHERE financial_year = ANY(%s) GROUP BY budget.id ORDER BY financial_year, fund
"""


def sums(first: str, last: str) -> dict[str, Any]:
    """Requests, lines, requested and approved of the days from `first` to `last`, inclusive."""
    sql = f"SELECT {SUMS} FROM ({STANDING}) x WHERE decided_on BETWEEN %s AND %s"
    return rows(sql, (first, last))[0]


def sums_by(first: str, last: str, key: str) -> dict[Any, dict[str, Any]]:
    """The same for each value of `key`."""
    sql = f"""SELECT {key} AS key, {SUMS} FROM ({STANDING}) x
              WHERE decided_on BETWEEN %s AND %s GROUP BY {key}"""
    return {row.pop("key"): row for row in rows(sql, (first, last))}


def kinds(first: str, last: str) -> dict[str, int]:
    """Lines by kind of decision."""
    sql = f"""SELECT kind, count(*) AS lines FROM ({STANDING}) x
              WHERE decided_on BETWEEN %s AND %s GROUP BY kind"""
    return {row["kind"]: row["lines"] for row in rows(sql, (first, last))}


def reasons(first: str, last: str) -> list[int]:
    """How often each reason to defer was given, the most frequent first."""
    sql = f"""SELECT count(*) AS lines FROM ({STANDING}) x
              WHERE kind = 'defer' AND decided_on BETWEEN %s AND %s
              GROUP BY reason_code_id ORDER BY 1 DESC"""
    return [row["lines"] for row in rows(sql, (first, last))]
