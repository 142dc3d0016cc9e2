"""Asking the database, and the pieces of SQL that the reports share."""

from typing import Any

from tests.reporting import recomputed

BASIS = "GBP, excluding VAT"
NOON = "T12:00:00"


def rows(sql: str, **given: Any) -> list[dict[str, Any]]:
    """What the database answers, as dictionaries."""
    said = {"opened": recomputed.answers_given()} if "%(opened)s" in sql else {}
    return recomputed.rows(sql, given | said)


def row(sql: str, **given: Any) -> dict[str, Any]:
    """The one row that it answers."""
    (found,) = rows(sql, **given)
    return found


def gbp(sql: str) -> str:
    """An amount to the penny, half up, as text; nothing is nought."""
    return f"round(coalesce({sql}, 0), 2)::numeric(14, 2)::text"


def share(part: str, whole: str) -> str:
    """A part of a whole in percent to a tenth; of nought 0.0."""
    return (
        f"CASE WHEN coalesce({whole}, 0) = 0 THEN '0.0' "
        f"ELSE round(100 * coalesce({part}, 0) / {whole}, 1)::text END"
    )


def head(report: str, first: str, last: str, as_at: str) -> dict[str, Any]:
    """What every report begins with; its moment is noon of the day `as_at`, in London."""
    moment = row(
        "SELECT to_char(at, 'YYYY-MM-DD\"T\"HH24:MI:SS') || CASE WHEN at - at_utc = '01:00' "
        "THEN '+01:00' ELSE '+00:00' END AS at FROM (SELECT %(noon)s::timestamp AS at, "
        "%(noon)s::timestamp AT TIME ZONE 'Europe/London' AT TIME ZONE 'UTC' AS at_utc) x",
        noon=f"{as_at}{NOON}",
    )["at"]
    return {
        "report": report,
        "period": {"first_day": first, "last_day": last},
        "as_at": moment,
        "basis": BASIS,
    }


def period_before(first: str, last: str) -> tuple[str, str]:
    """The first and the last day of the period before: whole months, or as many days."""
    found = row(
        """
        SELECT (CASE WHEN whole THEN first - (months || ' months')::interval
                     ELSE first - (last - first + 1) * interval '1 day' END)::date AS first,
               first - 1 AS last
        FROM (SELECT first, last,
                     extract(day FROM first) = 1 AND extract(day FROM last + 1) = 1 AS whole,
                     extract(year FROM age(last + 1, first)) * 12
                         + extract(month FROM age(last + 1, first)) AS months
              FROM (SELECT %(first)s::date AS first, %(last)s::date AS last) x) y
        """,
        first=first,
        last=last,
    )
    return str(found["first"]), str(found["last"])


def compared(
    now: dict[str, Any], then: dict[str, Any], units: dict[str, str], period: dict[str, str]
) -> dict[str, Any]:
    """What stands beside the period before: `now` and `then` by the names of the figures."""
    first, last = period_before(period["first"], period["last"])
    began = row("SELECT operational_from::text AS day FROM lots_scheme")["day"]
    why = "before_the_scheme" if first < began else None
    if why is None and period["last"] > period["as_at"]:
        why = "incomplete"
    return {
        "first_day": first,
        "last_day": last,
        "not_comparable": why,
        "figures": [
            {
                "figure": name,
                "unit": unit,
                "now": now[name],
                "before": None if why else then[name],
                "difference": None if why else _difference(unit, now[name], then[name]),
            }
            for name, unit in units.items()
        ],
    }


def _difference(unit: str, now: Any, then: Any) -> Any:
    if now is None or then is None:
        return None
    if unit == "count":
        return now - then
    places = 2 if unit == "gbp" else 1
    sql = f"SELECT round(%(now)s::numeric - %(then)s::numeric, {places})::text AS n"
    return row(sql, now=now, then=then)["n"]
