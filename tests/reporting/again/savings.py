"""Savings and costs avoided, each by its own method."""

from typing import Any

from tests.reporting.again.sql import gbp, row

STANDING = """
    SELECT decision.*, line.requested_amount, line.service_id, request.id AS request_id,
           request.submitted_on, request.category_id, request.team_id, request.legal_status
    FROM panel_paneldecision decision
    JOIN panel_agendaitem item ON item.id = decision.item_id AND item.state = 'closed'
    JOIN referrals_requestline line ON line.id = decision.line_id
    JOIN referrals_supportrequest request ON request.id = line.request_id
    WHERE NOT EXISTS
        (SELECT FROM panel_paneldecision later WHERE later.supersedes_id = decision.id)
"""
COUNTED = "kind NOT IN ('defer', 'in_principle', 'withdrawn')"
NOT_APPROVED = f"""
    SELECT {gbp("sum(requested_amount - amount)")} AS not_approved FROM ({STANDING}) x
    WHERE {COUNTED} AND amount < requested_amount
      AND decided_on BETWEEN %(first)s AND least(%(last)s::date, %(as_at)s::date)
"""
AWARDED = """
    SELECT contract.*, CASE WHEN line.full_amount IS NULL OR NOT coalesce(court.is_joint, false)
                            THEN 100 ELSE court.share_percent END AS share
    FROM contracts_calloffcontract contract
    JOIN referrals_requestline line ON line.id = contract.line_id
    LEFT JOIN referrals_courtdirection court ON court.request_id = line.request_id
    WHERE awarded_on BETWEEN %(first)s AND least(%(last)s::date, %(as_at)s::date)
      AND contract.state <> 'unawarded'
"""
DISCOUNTS = f"""
    SELECT {gbp("sum(round(amount * percent / (100 - percent), 2))")} AS discounts
    FROM ({AWARDED}) x, jsonb_to_recordset(parts) AS part(amount numeric, percent numeric)
    WHERE percent < 100
"""
MEDIAN = f"""
    SELECT count(*) AS compared, {gbp("sum(round(median * share / 100, 2) - value)")}
        AS below_median
    FROM (SELECT value, share, (
            SELECT round(avg(total), 2) FROM (
                SELECT total, row_number() OVER (ORDER BY total) AS place, count(*) OVER () AS n
                FROM jsonb_to_recordset(comparison) AS each(total numeric)) each
            WHERE 2 * place BETWEEN n AND n + 2) AS median
          FROM ({AWARDED}) x WHERE jsonb_array_length(comparison) >= 2) y
"""
SPOT = f"""
    SELECT count(*) AS bought_before,
           {gbp("sum(round(round(median * units, 2) * share / 100, 2) - value)")} AS below_spot
    FROM (SELECT value, share, units, (
            SELECT avg(price) FROM (
                SELECT price, row_number() OVER (ORDER BY price) AS place, count(*) OVER () AS n
                FROM (SELECT spot.amount / spot.units AS price FROM contracts_spotpurchase spot
                      LEFT JOIN referrals_requestline line ON line.id = spot.line_id
                      WHERE spot.service_id = x.service_id AND spot.units > 0
                        AND line.full_amount IS NULL AND purchased_on < x.awarded_on
                        AND purchased_on >= x.awarded_on - interval '24 months') prices) each
            WHERE 2 * place BETWEEN n AND n + 2) AS median
          FROM ({AWARDED}) x) y
    WHERE median IS NOT NULL
"""


def savings(**period: str) -> dict[str, Any]:
    """Not approved, discounted, below the median of the card, below earlier spot prices."""
    return (
        row(NOT_APPROVED, **period)
        | row(DISCOUNTS, **period)
        | row(MEDIAN, **period)
        | row(SPOT, **period)
    )
