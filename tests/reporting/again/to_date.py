"""The cap since the scheme began, and when it is reached: walked day by day."""

from typing import Any

from tests.reporting.again import awards
from tests.reporting.again.sql import BASIS, gbp, row, rows, share

SCHEME = f"""
    SELECT operational_from::text AS began, {gbp("cap")} AS cap,
           {gbp("planned_per_year")} AS a_year,
           {gbp("planned_per_year * ((initial_term_ends - operational_from) / 365)")} AS whole_term,
           initial_term_ends::text, extension_ends::text, statutory_end::text,
           least(coalesce(extension_ends, initial_term_ends), statutory_end)::text
               AS last_award_day
    FROM lots_scheme
"""
YEARS = """
    SELECT n, (began + n * interval '1 year')::date AS first,
           (began + (n + 1) * interval '1 year')::date - 1 AS last
    FROM (SELECT operational_from AS began FROM lots_scheme) x, generate_series(0, 60) n
    WHERE (began + n * interval '1 year')::date <= %(as_at)s::date
"""
PLANNED = f"""
    SELECT {
    gbp('''sum(planned_per_year * CASE WHEN last <= %(as_at)s::date THEN 1
        ELSE (%(as_at)s::date - first + 1)::numeric / (last - first + 1) END)''')
} AS n
    FROM lots_scheme, ({YEARS}) years
"""
SERIES = """
    SELECT least(month + interval '1 month' - interval '1 day', %(as_at)s)::date::text AS "on"
    FROM lots_scheme, generate_series(operational_from, %(as_at)s::date, interval '1 month') month
"""
# The 365-day rate spread over the months as they were in whole scheme years, day after day.
SEASON = """
    WITH whole AS (
        SELECT operational_from AS first,
               (operational_from + extract(year FROM age(%(as_at)s::date + 1, operational_from))
                   * interval '1 year')::date AS until,
               extract(year FROM age(%(as_at)s::date + 1, operational_from)) AS years
        FROM lots_scheme),
    months AS (
        SELECT extract(month FROM "on") AS month, greatest(sum(amount), 0) AS amount
        FROM contracts_commitment, whole WHERE "on" >= first AND "on" < until GROUP BY 1),
    days AS (
        SELECT day::date AS day, %(a_year)s::numeric
            * coalesce((SELECT amount FROM months WHERE month = extract(month FROM day)), 0)
            / (SELECT sum(amount) FROM months)
            / extract(day FROM date_trunc('month', day) + interval '1 month' - interval '1 day')
                AS daily
        FROM generate_series(%(as_at)s::date + 1, date_trunc('month', %(as_at)s::date + 1)
            + interval '600 months' - interval '1 day', interval '1 day') day)
    SELECT (SELECT years FROM whole) >= 2 AND coalesce((SELECT sum(amount) FROM months), 0) > 0
               AS there_is_one,
           (SELECT min(day) FROM (SELECT day, sum(daily) OVER (ORDER BY day) AS used FROM days) x
            WHERE used >= %(headroom)s::numeric - 0.000000001)::text AS reached_on
"""


def figures(as_at: str) -> dict[str, Any]:
    """The cap as at the day `as_at`."""
    scheme = row(SCHEME)
    ever = {"first": scheme["began"], "last": as_at, "as_at": as_at}
    total = awards.sums(**ever)
    left = row(
        f"""SELECT {gbp("cap - %(net)s::numeric")} AS headroom,
                   {share("%(net)s::numeric", "cap")} AS percent FROM lots_scheme""",
        net=total["net"],
    )
    return {
        "as_at": as_at,
        "basis": BASIS,
        "cap": scheme["cap"],
        "committed": total["net"],
        "headroom": left["headroom"],
        "percent_committed": left["percent"],
        "awarded": total,
        "planned": {
            "per_year": scheme["a_year"],
            "to_date": row(PLANNED, as_at=as_at)["n"],
            "initial_term": scheme["whole_term"],
        },
        "term": {
            "operational_from": scheme["began"],
            **{
                name: scheme[name]
                for name in (
                    "initial_term_ends",
                    "extension_ends",
                    "statutory_end",
                    "last_award_day",
                )
            },
        },
        "forecast": _forecast(as_at, total["net"], left["headroom"]),
        "years": [_year(each, ever) for each in rows(YEARS, as_at=as_at)],
        "lots": _lots(scheme["cap"], ever),
        "series": [
            {"on": scheme["began"], "committed": "0.00"},
            *(
                point | {"committed": awards.sums(**ever | {"last": point["on"]})["net"]}
                for point in rows(SERIES, as_at=as_at)
            ),
        ],
    }


def _lots(cap: str, ever: dict[str, str]) -> list[dict[str, Any]]:
    found = awards.by_lot(**ever)
    for lot in found:
        del lot["percent_of_gross"]
        lot["percent_of_cap"] = row(
            f"SELECT {share('%(net)s::numeric', '%(cap)s::numeric')} AS n", net=lot["net"], cap=cap
        )["n"]
    return found


def _year(year: dict[str, Any], ever: dict[str, str]) -> dict[str, Any]:
    days = {"first": str(year["first"]), "last": str(year["last"]), "as_at": ever["as_at"]}
    lots = awards.by_lot(**days)
    planned = f"SELECT {gbp('planned_per_year * %(years)s')} AS n FROM lots_scheme"
    return {
        "first_day": days["first"],
        "last_day": days["last"],
        "complete": days["last"] < ever["as_at"],
        **awards.sums(**days),
        "lots": [{"lot": lot["lot"], "net": lot["net"]} for lot in lots],
        "committed_at_end": awards.sums(**days | {"first": ever["first"]})["net"],
        "planned_at_end": row(planned, years=year["n"] + 1)["n"],
    }


def _forecast(as_at: str, committed: str, headroom: str) -> dict[str, Any]:
    bounds = rows(
        """
        SELECT name, last_day::text FROM (
            SELECT 1 AS place, 'initial_term' AS name, initial_term_ends AS last_day
                FROM lots_scheme
            UNION ALL
            SELECT 2, CASE WHEN extension_ends IS NULL THEN 'longest_extension'
                           ELSE 'extension' END,
                   coalesce(extension_ends,
                       (initial_term_ends + 1 + interval '2 years' - interval '1 day')::date)
                FROM lots_scheme
            UNION ALL
            SELECT 3, 'statutory_end', statutory_end FROM lots_scheme) x ORDER BY place
        """
    )
    answers = [_rate(name, months, as_at, headroom) for name, months in (("months_3", 3),)]
    answers.append(long := _rate("months_12", 12, as_at, headroom))
    season = row(SEASON, as_at=as_at, a_year=long.pop("exact"), headroom=headroom)
    answers[0].pop("exact")
    if season["there_is_one"]:
        reached = as_at if headroom.startswith("-") or headroom == "0.00" else season["reached_on"]
        answers.append(long | {"by": "season", "reached_on": reached})
    for answer in answers:
        day = answer["reached_on"]
        answer["before"] = [each["name"] for each in bounds if day and day < each["last_day"]]
    return {"bounds": bounds, "answers": answers}


def _rate(name: str, months: int, as_at: str, headroom: str) -> dict[str, Any]:
    """What the last months committed, and the day after which there is nothing left at it."""
    return row(
        f"""
        SELECT %(name)s AS by, since::text, {gbp("amount")} AS amount,
               {gbp("amount * 365 / days")} AS a_year, amount * 365 / days AS exact,
               CASE WHEN %(headroom)s::numeric <= 0 THEN %(as_at)s
                    WHEN amount > 0 AND ceil(%(headroom)s::numeric * days / amount) <= 18300
                    THEN (%(as_at)s::date
                        + ceil(%(headroom)s::numeric * days / amount)::int)::text
               END AS reached_on
        FROM (SELECT since, greatest(%(as_at)s::date, since) - since + 1 AS days,
                     coalesce((SELECT sum(amount) FROM contracts_commitment
                               WHERE "on" BETWEEN since AND %(as_at)s), 0) AS amount
              FROM (SELECT greatest((%(as_at)s::date - %(months)s * interval '1 month')::date + 1,
                                    operational_from) AS since FROM lots_scheme) x) y
        """,
        name=name,
        months=months,
        as_at=as_at,
        headroom=headroom,
    )
