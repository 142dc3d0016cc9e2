"""Who is on the scheme, who came and went, and the providers that a court had named."""

from typing import Any

from tests.reporting.again.sql import row, rows

# The last day of the period that was over at the moment of the figures; the day before it, of none.
ENDS = "greatest(%(first)s::date - 1, least(%(last)s::date, %(as_at)s::date))"
BEGAN = "resumes_on IS DISTINCT FROM starts_on AND (resumes_on IS NULL OR resumes_on > starts_on)"
MOVES = f"""
    SELECT admission.supplier_id, admission.lot_id,
        admitted_on <= {ENDS} AND (ended_on IS NULL OR ended_on > {ENDS}) AS at_end,
        admitted_on BETWEEN %(first)s AND {ENDS} AS joined,
        EXISTS (SELECT FROM suppliers_admissionsuspension WHERE admission_id = admission.id
                AND starts_on BETWEEN %(first)s AND {ENDS} AND {BEGAN}) AS suspended,
        ended_on BETWEEN %(first)s AND {ENDS} AND state = 'removed' AS removed,
        ended_on BETWEEN %(first)s AND {ENDS} AND state <> 'removed' AS withdrawn
    FROM suppliers_admission admission
"""
COUNTS = ", ".join(
    f"count(DISTINCT supplier_id) FILTER (WHERE {move}) AS {move}"
    for move in ("at_end", "joined", "suspended", "removed", "withdrawn")
)
EVENTS = f"""
    SELECT event, day::text AS "on", supplier.name AS supplier, lot.number AS lot FROM (
        SELECT 'admitted' AS event, admitted_on AS day, supplier_id, lot_id
            FROM suppliers_admission
        UNION ALL
        SELECT CASE state WHEN 'removed' THEN 'removed' ELSE 'withdrawn' END, ended_on,
            supplier_id, lot_id FROM suppliers_admission
        UNION ALL
        SELECT 'suspended', starts_on, supplier_id, lot_id
            FROM suppliers_admissionsuspension suspension
            JOIN suppliers_admission admission ON admission.id = admission_id WHERE {BEGAN}
    ) x
    JOIN suppliers_supplier supplier ON supplier.id = supplier_id
    JOIN lots_lot lot ON lot.id = lot_id
    WHERE day BETWEEN %(first)s AND {ENDS}
    ORDER BY day, supplier.name COLLATE "C", lot.number, event
"""
INVITED = """
    SELECT invited, joined, open, invited - joined - open AS not_joined,
           CASE WHEN invited > open THEN round(joined::numeric / (invited - open), 2) * 100 END::int
               AS percent
    FROM (SELECT count(*) AS invited, count(*) FILTER (WHERE state = 'joined') AS joined,
                 count(*) FILTER (WHERE state IN ('sent', 'opened', 'account_made', 'applied'))
                     AS open
          FROM suppliers_invitation
          WHERE reason = 'court' AND raised_on BETWEEN %(first)s AND %(last)s) x
"""
EXPIRING = """
    SELECT evidence.id, supplier_id, evidence.kind, words, expires_on::text AS expires_on
    FROM suppliers_evidence evidence
    JOIN suppliers_evidencecheck looked ON looked.evidence_id = evidence.id
    JOIN (VALUES ('dbs', 'Enhanced DBS check'), ('registration', 'Professional registration'),
        ('public_liability', 'Public liability insurance'),
        ('employers_liability', 'Employers’ liability insurance'),
        ('indemnity', 'Professional indemnity insurance'), ('ukas', 'UKAS accreditation'),
        ('ico', 'ICO registration'), ('safeguarding', 'Safeguarding policy'),
        ('complaints', 'Complaints policy'), ('equality', 'Equality policy'),
        ('modern_slavery', 'Modern slavery declaration'), ('reference', 'Reference'),
        ('cv', 'CV of a practitioner'), ('sample_report', 'Redacted sample report'),
        ('social_value', 'Social value commitments')) of(kind, words) ON of.kind = evidence.kind
    WHERE outcome = 'verified' AND expires_on > %(last)s::date
      AND expires_on < (%(last)s::date + 1 + interval '6 months')
"""


def on_the_lots(**period: str) -> dict[str, Any]:
    everybody = row(f"SELECT {COUNTS} FROM ({MOVES}) x", **period)
    lots = f"""SELECT of.number AS lot, of.name, {COUNTS} FROM lots_lot of
        LEFT JOIN ({MOVES}) x ON x.lot_id = of.id GROUP BY of.id ORDER BY of.number"""
    return {"all": everybody, "lots": rows(lots, **period)}


def events(**period: str) -> list[dict[str, Any]]:
    return rows(EVENTS, **period)


def named_by_courts(**period: str) -> dict[str, Any]:
    return row(INVITED, **period)


def evidence_expiring(**period: str) -> dict[str, Any]:
    """Of suppliers on the scheme, in the half year after the period."""
    days = row(
        """SELECT (%(last)s::date + 1)::text AS first_day,
                  ((%(last)s::date + 1 + interval '6 months')::date - 1)::text
                      AS last_day""",
        **period,
    )
    sql = f"""SELECT supplier.name AS supplier, words AS kind, expires_on FROM ({EXPIRING}) x
        JOIN suppliers_supplier supplier ON supplier.id = supplier_id
        WHERE EXISTS (SELECT FROM suppliers_admission
                      WHERE supplier_id = supplier.id AND ended_on IS NULL)
        ORDER BY expires_on, supplier.name, x.kind"""
    return days | {"items": rows(sql, **period)}
