"""Sums of the ledger and of what else was bought, decided and saved in a period."""

from typing import Any

from tests.reporting.again.sql import gbp, row, rows, share

LEDGER = """
    SELECT line.amount, line.kind, line."on", contract.id AS contract, contract.route,
           service.name AS service, supplier.id AS supplier_id, supplier.name AS supplier,
           supplier.is_sme, supplier.is_vcse, supplier.kind = 'sole_trader' AS is_sole_trader,
           lot.number AS lot, category.id AS category, minutes.minute, minutes.decided_on,
           minutes.highest_value
    FROM contracts_commitment line
    JOIN contracts_calloffcontract contract ON contract.id = line.contract_id
    JOIN lots_service service ON service.id = contract.service_id
    JOIN suppliers_supplier supplier ON supplier.id = contract.supplier_id
    JOIN lots_lot lot ON lot.id = contract.lot_id
    JOIN referrals_requestline asked ON asked.id = contract.line_id
    JOIN referrals_supportrequest request ON request.id = asked.request_id
    JOIN lots_requestcategory category ON category.id = request.category_id
    LEFT JOIN contracts_cabinetdecision minutes ON minutes.id = contract.cabinet_decision_id
    WHERE line."on" BETWEEN %(first)s AND least(%(last)s::date, %(as_at)s::date)
"""
AWARD = "kind = 'award'"
GROSS = f"sum(amount) FILTER (WHERE {AWARD})"
SUMS = f"""
    count(*) FILTER (WHERE {AWARD}) AS count, {gbp(GROSS)} AS gross,
    {gbp("sum(amount) FILTER (WHERE kind = 'increase')")} AS increased,
    {gbp("-sum(amount) FILTER (WHERE amount < 0)")} AS released, {gbp("sum(amount)")} AS net
"""
ALL_GROSS = f"(SELECT {GROSS} FROM x)"


def sums(**period: str) -> dict[str, Any]:
    """Awards, gross, increased, released and net."""
    return row(f"SELECT {SUMS} FROM ({LEDGER}) x", **period)


def awarded(**period: str) -> dict[str, Any]:
    """The same, with the mean, the median and the suppliers."""
    return sums(**period) | row(
        f"""
        SELECT {gbp("avg(amount)")} AS mean,
               {gbp("avg(amount) FILTER (WHERE 2 * place BETWEEN n AND n + 2)")} AS median,
               count(DISTINCT supplier_id) AS suppliers
        FROM (SELECT *, row_number() OVER (ORDER BY amount) AS place, count(*) OVER () AS n
              FROM ({LEDGER}) x WHERE {AWARD}) y
        """,
        **period,
    )


def by_lot(**period: str) -> list[dict[str, Any]]:
    sql = f"""
        WITH x AS ({LEDGER})
        SELECT of.number AS lot, of.name, {SUMS}, {share(GROSS, ALL_GROSS)} AS percent_of_gross
        FROM lots_lot of LEFT JOIN x ON x.lot = of.number GROUP BY of.id ORDER BY of.number
    """
    return rows(sql, **period)


def by_month(**period: str) -> list[dict[str, Any]]:
    sql = f"""
        WITH x AS ({LEDGER}), month AS (
            SELECT day::date AS first FROM generate_series(
                %(first)s::date, least(%(last)s::date, %(as_at)s::date), interval '1 month') day)
        SELECT first::text AS month, of.number AS lot, {gbp(GROSS)} AS gross
        FROM month CROSS JOIN lots_lot of
        LEFT JOIN x ON x.lot = of.number AND date_trunc('month', x."on") = first
        GROUP BY GROUPING SETS ((first, of.number), (first)) ORDER BY first, of.number
    """
    found: dict[str, dict[str, Any]] = {}
    for each in rows(sql, **period):
        month = found.setdefault(each["month"], {"month": each["month"], "lots": []})
        if each["lot"] is None:
            month["gross"] = each["gross"]
        else:
            month["lots"].append({"lot": each["lot"], "gross": each["gross"]})
    return list(found.values())


def by_category(**period: str) -> list[dict[str, Any]]:
    sql = f"""
        WITH x AS ({LEDGER})
        SELECT of.name AS category, {SUMS}, {share(GROSS, ALL_GROSS)} AS percent_of_gross
        FROM lots_requestcategory of LEFT JOIN x ON x.category = of.id
        GROUP BY of.id ORDER BY of.position
    """
    return rows(sql, **period)


def by_route(**period: str) -> list[dict[str, Any]]:
    sql = f"""
        WITH x AS ({LEDGER}), of(route, words, place) AS
            (VALUES ('direct', 'Direct award', 1), ('competition', 'Mini-competition', 2))
        SELECT of.route, words, count(*) FILTER (WHERE {AWARD}) AS count, {gbp(GROSS)} AS gross,
               {share(GROSS, ALL_GROSS)} AS percent_of_gross
        FROM of LEFT JOIN x ON x.route = of.route GROUP BY of.route, words, place ORDER BY place
    """
    return rows(sql, **period)


def by_supplier(**period: str) -> list[dict[str, Any]]:
    sql = f"""
        WITH x AS ({LEDGER}) SELECT supplier, {SUMS} FROM x GROUP BY supplier
        ORDER BY coalesce({GROSS}, 0) DESC, supplier COLLATE "C"
    """
    return rows(sql, **period)


def kinds(**period: str) -> list[dict[str, Any]]:
    """Of the gross value what went to each kind of supplier; one may be of several."""
    return [
        row(
            f"""
            WITH x AS ({LEDGER}) SELECT '{kind}' AS kind,
                count(DISTINCT supplier_id) FILTER (WHERE {AWARD} AND is_{kind}) AS suppliers,
                count(*) FILTER (WHERE {AWARD} AND is_{kind}) AS count,
                {gbp(f"sum(amount) FILTER (WHERE {AWARD} AND is_{kind})")} AS gross,
                {share(f"sum(amount) FILTER (WHERE {AWARD} AND is_{kind})", GROSS)}
                    AS percent_of_gross
            FROM x
            """,
            **period,
        )
        for kind in ("sme", "vcse", "sole_trader")
    ]


def largest(**period: str) -> list[dict[str, Any]]:
    """All awards, the largest first, with the Cabinet decisions they name."""
    sql = f"""
        SELECT 'CO-' || lpad(contract::text, 5, '0') AS contract, "on"::text AS "on", supplier,
               service, lot, amount::text AS value, minute, decided_on::text AS decided_on,
               highest_value::text AS covers
        FROM ({LEDGER}) x WHERE {AWARD} ORDER BY amount DESC, x."on", x.contract
    """
    return rows(sql, **period)


def threshold() -> str:
    return row("SELECT cabinet_threshold::text AS n FROM lots_scheme")["n"]


def separated(**period: str) -> list[dict[str, Any]]:
    sql = """
        SELECT 'SE-' || lpad(record.id::text, 4, '0') AS record, recorded_on::text AS "on",
               supplier.name AS supplier, service.name AS service, highest_value::text AS covers,
               (SELECT count(*) FROM contracts_separatenessrecord_contracts
                WHERE separatenessrecord_id = record.id) AS from_contracts
        FROM contracts_separatenessrecord record
        JOIN suppliers_supplier supplier ON supplier.id = record.supplier_id
        JOIN referrals_requestline line ON line.id = record.line_id
        JOIN lots_service service ON service.id = line.service_id
        WHERE recorded_on BETWEEN %(first)s AND least(%(last)s::date, %(as_at)s::date)
        ORDER BY recorded_on, record.id
    """
    return rows(sql, **period)


def spot_purchases(**period: str) -> dict[str, Any]:
    sql = """
        WITH bought AS (SELECT * FROM contracts_spotpurchase
                        WHERE purchased_on BETWEEN %(first)s AND %(last)s),
        of(reason, words, place) AS (VALUES
            ('no_lot', 'The service has no lot', 1),
            ('not_admitted', 'The provider is not admitted', 2),
            ('cap_or_term', 'The cap or the term of the scheme is spent', 3),
            ('unapproved', 'Nobody asked the panel beforehand', 4))
        SELECT of.reason, words, count(*) AS count, sum(amount)::text AS amount
        FROM of JOIN bought ON bought.reason = of.reason
        GROUP BY of.reason, words, place ORDER BY place
    """
    everything = f"""SELECT count(*) AS count, {gbp("sum(amount)")} AS amount
        FROM contracts_spotpurchase WHERE purchased_on BETWEEN %(first)s AND %(last)s"""
    return row(everything, **period) | {"reasons": rows(sql, **period)}
