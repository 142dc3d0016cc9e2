"""The file of one call-off that regulation 84 asks for.

What is encrypted in the database plain SQL cannot read: why a supplier was chosen or its price is
above the card, and what sealed quotes say. Of a mini-competition that leaves the ranking as it was
settled, with its scores.
"""

from typing import Any

from tests.reporting.again.sql import BASIS, head, row, rows

ROUTES = "(VALUES ('direct', 'Direct award'), ('competition', 'Mini-competition')) r(route, words)"
KINDS = """(VALUES ('award', 'Award'), ('increase', 'Increase'), ('decrease', 'Decrease'),
    ('release', 'Release'), ('termination', 'Early termination'), ('unaward', 'Un-award'))
    k(kind, words)"""
REASONS = """(VALUES ('not_cheapest', 'The cheapest supplier does not meet the need'),
    ('court', 'The court named the expert'), ('continuity', 'Continuity for the child'),
    ('specialism', 'Only this supplier has the specialism')) w(reason, words)"""
VARIED = """(VALUES ('increase', 'More units'), ('decrease', 'Fewer units'),
    ('dates', 'Other dates'), ('novation', 'Another supplier')) k(kind, words)"""
GROUNDS = """(VALUES ('a', '(a) A clear review clause allows it'),
    ('b', '(b) More services became necessary'), ('c', '(c) It could not be foreseen'),
    ('d', '(d) Another contractor takes its place'), ('e', '(e) It is not substantial'),
    ('f', '(f) It is below the threshold and at most 10%%')) g(ground, words)"""
AUTHORITY = """
    SELECT 'Standing authority' AS what, 'SA-' || lpad(of.id::text, 4, '0') AS reference,
           of.highest_value::text AS covers, 1 AS place
    FROM contracts_standingauthority of JOIN x ON of.id = x.standing_authority_id
    UNION ALL SELECT 'Cabinet decision', of.minute, of.highest_value::text, 2
    FROM contracts_cabinetdecision of JOIN x ON of.id = x.cabinet_decision_id
    UNION ALL
    SELECT 'Direct award authorised', 'DA-' || lpad(of.id::text, 4, '0'), of.highest_value::text, 3
    FROM contracts_directawardauthorisation of JOIN x ON of.id = x.authorisation_id
    UNION ALL
    SELECT 'Recorded as separate', 'SE-' || lpad(of.id::text, 4, '0'), of.highest_value::text, 4
    FROM contracts_separatenessrecord of JOIN x ON of.id = x.separateness_id
"""


def reg_84(contract: int, as_at: str) -> dict[str, Any]:
    """All of it that is not encrypted, as at noon of `as_at`."""
    of = {"id": contract}
    return {
        "report": "reg-84",
        "as_at": head("", as_at, as_at, as_at)["as_at"],
        "basis": BASIS,
        "contract": row(
            f"""SELECT 'CO-' || lpad(c.id::text, 5, '0') AS reference,
                    'SR-' || lpad(line.request_id::text, 6, '0') AS request,
                    'Lot ' || lot.number || ': ' || lot.name AS lot, service.name AS service,
                    c.units, c.value::text, c.starts_on::text, c.ends_on::text, words AS route
                FROM contracts_calloffcontract c JOIN {ROUTES} ON r.route = c.route
                JOIN referrals_requestline line ON line.id = c.line_id
                JOIN lots_lot lot ON lot.id = c.lot_id
                JOIN lots_service service ON service.id = c.service_id WHERE c.id = %(id)s""",
            **of,
        ),
        "chosen": row(
            """SELECT supplier.name AS supplier, awarded_on::text, person.name AS awarded_by
               FROM contracts_calloffcontract c JOIN core_user person ON person.id = awarded_by_id
               JOIN suppliers_supplier supplier ON supplier.id = c.supplier_id
               WHERE c.id = %(id)s""",
            **of,
        ),
        "compared": rows(
            """SELECT (each ->> 'rank')::int AS rank, each ->> 'supplier' AS supplier,
                    round((each ->> 'unit_price')::numeric, 2)::text AS unit_price,
                    round((each ->> 'total')::numeric, 2)::text AS total
               FROM contracts_calloffcontract,
                    jsonb_array_elements(comparison) WITH ORDINALITY of(each, place)
               WHERE id = %(id)s ORDER BY place""",
            **of,
        ),
        "direct": next(
            iter(
                rows(
                    f"""SELECT words AS reason, authorised_by AS by, authorised_on::text AS "on"
                        FROM contracts_directawardauthorisation a JOIN {REASONS}
                            ON w.reason = a.reason
                        JOIN contracts_calloffcontract c ON c.authorisation_id = a.id
                        WHERE c.id = %(id)s""",
                    **of,
                )
            ),
            None,
        ),
        "authority": rows(
            f"""WITH x AS (SELECT * FROM contracts_calloffcontract WHERE id = %(id)s)
                SELECT what, reference, covers FROM ({AUTHORITY}) y ORDER BY place""",
            **of,
        ),
        "interests": row(
            """SELECT count(*) AS n FROM panel_conflict JOIN referrals_requestline line
                   USING (request_id) JOIN contracts_calloffcontract c ON c.line_id = line.id
               WHERE c.id = %(id)s""",
            **of,
        )["n"],
        "lines": rows(
            f"""SELECT "on"::text, words AS what, amount::text FROM contracts_commitment c
                JOIN {KINDS} ON k.kind = c.kind WHERE contract_id = %(id)s ORDER BY id""",
            **of,
        ),
        "variations": rows(
            f"""SELECT 'VA-' || lpad(id::text, 5, '0') AS variation, varied_on::text AS "on",
                    k.words AS what, g.words AS ground, amount::text
                FROM contracts_variation v JOIN {VARIED} ON k.kind = v.kind
                JOIN {GROUNDS} ON g.ground = v.ground WHERE contract_id = %(id)s ORDER BY id""",
            **of,
        ),
    }


def ranking(contract: int) -> list[dict[str, Any]]:
    """The quotes that were ranked, best first, as they were settled."""
    return rows(
        """SELECT (each ->> 'rank')::int AS rank, each ->> 'score' AS score
           FROM contracts_competition, jsonb_array_elements(ranking) each
           WHERE contract_id = %(id)s ORDER BY 1""",
        id=contract,
    )
