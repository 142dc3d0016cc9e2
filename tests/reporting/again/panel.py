"""The panel's activity."""

from typing import Any

from govuk_bank_holidays.bank_holidays import BankHolidays

from tests.reporting.again.savings import COUNTED, STANDING
from tests.reporting.again.sql import BASIS, compared, gbp, head, period_before, row, rows, share

UNITS = {
    "meetings": "count",
    "requests": "count",
    "lines": "count",
    "requested": "gbp",
    "approved": "gbp",
    "percent_approved": "percent",
    "urgent": "count",
    "decided": "count",
    "median_days": "days",
}
WITHIN = "BETWEEN %(first)s AND least(%(last)s::date, %(as_at)s::date)"
MADE = f"SELECT * FROM ({STANDING}) standing WHERE decided_on {WITHIN}"
ASKED = f"sum(requested_amount) FILTER (WHERE {COUNTED})"
GIVEN = f"sum(amount) FILTER (WHERE {COUNTED})"
SUMS = f"""
    count(DISTINCT request_id) AS requests, count(x.id) AS lines, {gbp(ASKED)} AS requested,
    {gbp(GIVEN)} AS approved, {share(GIVEN, ASKED)} AS percent_approved
"""
KINDS = """(VALUES ('approve', 'Approved', 1), ('approve_in_part', 'Approved in part', 2),
    ('approve_with_conditions', 'Approved with conditions', 3),
    ('in_principle', 'Agreed in principle', 4), ('defer', 'Deferred', 5),
    ('decline', 'Declined', 6), ('redirect', 'Redirected', 7), ('withdrawn', 'Withdrawn', 8),
    ('ratify', 'Ratified', 9), ('overturn', 'Overturned', 10)) of(kind, words, place)"""
STATUSES = """(VALUES ('in_need', 'Child in need plan', 1),
    ('protected', 'Child protection plan', 2),
    ('accommodated', 'Looked after with the parents'' agreement', 3),
    ('interim_order', 'Looked after under an interim order', 4),
    ('care_order', 'Looked after under a care order', 5), ('none', 'None of these', 6),
    ('', 'Not recorded', 7)) of(status, words, place)"""
WAITS = f"""
    SELECT submitted_on, decided_on FROM ({MADE}) x
    WHERE {COUNTED} AND kind NOT IN ('ratify', 'overturn') AND submitted_on IS NOT NULL
    UNION ALL
    SELECT request.submitted_on, decided_on FROM panel_paneldecision
    JOIN referrals_requestline line ON line.id = line_id
    JOIN referrals_supportrequest request ON request.id = line.request_id
    WHERE route = 'urgent' AND decided_on {WITHIN} AND request.submitted_on IS NOT NULL
"""
TURNAROUND = f"""
    SELECT count(*) AS lines,
           round(avg(days) FILTER (WHERE 2 * place BETWEEN n AND n + 2), 1)::text AS median_days,
           max(days)::int AS longest_days
    FROM (SELECT days, row_number() OVER (ORDER BY days) AS place, count(*) OVER () AS n
          FROM (SELECT (SELECT count(*) FROM generate_series(submitted_on + 1, decided_on,
                                                            interval '1 day') day
                        WHERE extract(isodow FROM day) < 6
                          AND NOT day::date = ANY(%(holidays)s)) AS days
                FROM ({WAITS}) x) y) z
"""
URGENT = f"""
    SELECT count(*) AS lines, count(*) FILTER (WHERE settled = 'ratify') AS ratified,
        count(*) FILTER (WHERE settled = 'overturn') AS overturned,
        count(*) FILTER (WHERE settled IS NULL) AS waiting,
        {gbp("sum(amount) FILTER (WHERE settled = 'overturn')")} AS amount_overturned,
        {gbp("sum(amount) FILTER (WHERE settled IS NULL)")} AS amount_waiting,
        {gbp("sum(amount)")} AS amount
    FROM (SELECT urgent.amount, (
            SELECT later.kind FROM ({STANDING}) later
            WHERE later.line_id = urgent.line_id AND later.kind IN ('ratify', 'overturn')
              AND later.decided_on <= %(as_at)s) AS settled
          FROM panel_paneldecision urgent WHERE route = 'urgent' AND decided_on {WITHIN}) x
"""
CONDITIONS = f"""
    SELECT count(*) AS conditions, count(*) FILTER (WHERE met) AS met,
           count(*) FILTER (WHERE NOT met AND before_award) AS open_before_award,
           count(*) FILTER (WHERE NOT met AND NOT before_award) AS open_while_running
    FROM (SELECT before_award, met_on IS NOT NULL AND met_on <= %(as_at)s AS met
          FROM panel_decisioncondition
          WHERE decision_id IN (SELECT id FROM ({MADE}) made)) x
"""
MEETINGS = f"""
    SELECT count(DISTINCT meeting.id) FILTER (WHERE began) AS held,
           count(DISTINCT meeting.id) FILTER (WHERE state = 'cancelled') AS cancelled,
           count(*) FILTER (WHERE began AND item = 'closed') AS decided,
           count(*) FILTER (WHERE began AND item = 'not_reached') AS not_reached
    FROM (SELECT meeting.id, meeting.state, meeting.state IN ('open', 'closed') AS began,
                 item.state AS item
          FROM panel_panelmeeting meeting
          LEFT JOIN panel_agendaitem item ON item.meeting_id = meeting.id
          WHERE held_on {WITHIN}) meeting
"""
BUDGETS = f"""
    SELECT CASE fund WHEN 'section_17' THEN 'Section 17 budget'
                     ELSE 'Children in care discretionary budget' END AS fund,
           financial_year, coalesce(team.name, 'All teams') AS team, {gbp("budget.amount")}
               AS amount, {gbp("sum(reserved)")} AS reserved, {gbp("sum(committed)")} AS committed,
           {gbp("sum(spent)")} AS spent, {
    gbp('''budget.amount - coalesce(sum(reserved), 0)
               - coalesce(sum(committed), 0) - coalesce(sum(spent), 0)''')
} AS "left"
    FROM panel_budget budget
    LEFT JOIN core_team team ON team.id = budget.team_id
    LEFT JOIN panel_budgetposting posting ON posting.budget_id = budget.id
        AND posting."on" <= least(%(last)s::date, %(as_at)s::date)
    WHERE financial_year IN (
        SELECT to_char(day - interval '3 months', 'YYYY') || '-'
            || to_char(day + interval '9 months', 'YY')
        FROM generate_series(%(first)s::date, %(last)s::date, interval '1 day') day)
    GROUP BY budget.id, team.name ORDER BY financial_year, budget.fund, team.name NULLS FIRST
"""
TREND = f"""
    SELECT year, basis, source, category, asked, given FROM (
        SELECT financial_year AS year, 'As reported, VAT basis not stated' AS basis, 1 AS source,
               category_id AS category, requested AS asked, approved AS given
        FROM reporting_panelhistory
        UNION ALL
        SELECT to_char(decided_on - interval '3 months', 'YYYY') || '-'
                   || to_char(decided_on + interval '9 months', 'YY'), '{BASIS}', 2,
               category_id, requested_amount, amount
        FROM ({STANDING}) x WHERE {COUNTED} AND decided_on <= %(as_at)s) y
"""


def panel(first: str, last: str, as_at: str) -> dict[str, Any]:
    """All of it, for the days from `first` to `last`, as at noon of `as_at`."""
    period = {"first": first, "last": last, "as_at": as_at}
    before = dict(zip(("first", "last"), period_before(first, last), strict=True))
    now, then = _counted(**period), _counted(**period | before)
    return {
        **head("panel-activity", first, last, as_at),
        **now,
        "before": {"first_day": before["first"], "last_day": before["last"]}
        | then["considered"]
        | {"turnaround": then["turnaround"]},
        "comparison": compared(_compared(now), _compared(then), UNITS, period),
        "by_category": rows(
            f"""SELECT of.name AS category, {SUMS} FROM lots_requestcategory of
                LEFT JOIN ({MADE}) x ON x.category_id = of.id GROUP BY of.id ORDER BY position""",
            **period,
        ),
        "by_team": rows(
            f"""SELECT of.name AS team, {SUMS} FROM core_team of
                JOIN ({MADE}) x ON x.team_id = of.id GROUP BY of.id ORDER BY of.name""",
            **period,
        ),
        "by_legal_status": rows(
            f"""SELECT words AS legal_status, {SUMS} FROM {STATUSES}
                LEFT JOIN ({MADE}) x ON x.legal_status = status GROUP BY words, status, place
                HAVING status <> '' OR count(x.id) > 0 ORDER BY place""",
            **period,
        ),
        "by_kind": rows(
            f"""SELECT of.kind, words, count(x.id) AS lines, {
                gbp(f'''sum(amount) FILTER
                    (WHERE {COUNTED.replace("kind", "of.kind")})''')
            } AS approved
                FROM {KINDS} LEFT JOIN ({MADE}) x ON x.kind = of.kind
                GROUP BY of.kind, words, place ORDER BY place""",
            **period,
        ),
        "deferred": rows(
            f"""SELECT coalesce(words, 'No reason code') AS reason, count(*) AS lines
                FROM ({MADE}) x LEFT JOIN panel_reasoncode code ON code.id = reason_code_id
                WHERE x.kind = 'defer' GROUP BY words ORDER BY count(*) DESC, words""",
            **period,
        ),
        "conditions": row(CONDITIONS, **period),
        "budgets": rows(BUDGETS, **period),
        "trend": trend(min(last, as_at), still_running=last >= as_at),
    }


def _counted(**period: Any) -> dict[str, Any]:
    holidays = BankHolidays(use_cached_holidays=True).get_holidays(division="england-and-wales")
    days = [each["date"] for each in holidays]
    return {
        "meetings": row(MEETINGS, **period),
        "considered": row(f"SELECT {SUMS} FROM ({MADE}) x", **period),
        "turnaround": row(TURNAROUND, holidays=days, **period),
        "urgent": row(URGENT, **period),
    }


def _compared(found: dict[str, Any]) -> dict[str, Any]:
    return found["considered"] | {
        "meetings": found["meetings"]["held"],
        "urgent": found["urgent"]["lines"],
        "decided": found["turnaround"]["lines"],
        "median_days": found["turnaround"]["median_days"],
    }


def trend(as_at: str, *, still_running: bool) -> dict[str, Any]:
    """Requested and approved to the day `as_at`, by financial year and category. A year is complete
    on the day after its last, or on that day where the period was over before the report."""
    amounts = f"""{gbp("sum(asked)")} AS requested, {gbp("sum(given)")} AS approved,
                  {share("sum(given)", "sum(asked)")} AS percent_approved"""
    sql = f"WITH y AS ({TREND})"
    years = rows(
        f"""{sql} SELECT year AS financial_year, basis, year < to_char(%(as_at)s::date + %(more)s
                - interval '3 months', 'YYYY') || '-' || to_char(%(as_at)s::date + %(more)s
                + interval '9 months', 'YY') AS complete, source, {amounts}
            FROM y GROUP BY year, basis, source ORDER BY source, year""",
        as_at=as_at,
        more=int(not still_running),
    )
    for year in years:
        year["categories"] = rows(
            f"""{sql} SELECT of.name AS category, {amounts} FROM lots_requestcategory of
                LEFT JOIN y ON y.category = of.id AND year = %(year)s AND source = %(source)s
                GROUP BY of.id ORDER BY position""",
            as_at=as_at,
            year=year["financial_year"],
            source=year.pop("source"),
        )
    names = rows("SELECT name FROM lots_requestcategory ORDER BY position")
    there = {year["financial_year"] for year in years}
    gaps = rows(
        """SELECT n || '-' || lpad(((n + 1) %% 100)::text, 2, '0') AS year
           FROM generate_series(%(least)s::int, %(most)s::int) n""",
        least=min(there, default="1")[:4],
        most=max(there, default="0")[:4],
    )
    return {
        "as_at": as_at,
        "categories": [each["name"] for each in names],
        "years": years,
        "not_reported": [each["year"] for each in gaps if each["year"] not in there],
    }
