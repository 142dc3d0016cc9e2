"""Figures of an invented quarter of the panel, as the figures modules give them."""

from typing import Any

from tests.reporting.samples import AS_AT, CATEGORIES

TEAMS = ("Forest assessment team", "Cheltenham safeguarding team", "Gloucester children in care")
STATUSES = ("Child in need plan", "Child protection plan", "None of these")
KINDS = ("Approved", "Approved in part", "Deferred", "Declined")


def panel_activity() -> dict[str, Any]:
    """A full panel activity report."""
    period = {"first_day": "2026-01-01", "last_day": "2026-03-31"}
    waits = {"lines": 71, "median_days": "6.5", "longest_days": 23}
    return {
        "report": "panel-activity",
        "period": {"first_day": "2026-04-01", "last_day": "2026-06-30"},
        "as_at": AS_AT,
        "basis": "GBP, excluding VAT",
        "meetings": {"held": 13, "cancelled": 2, "decided": 63, "not_reached": 3},
        "considered": _sums(66, 88, "240118.20", "181090.10", "75.4"),
        "before": period
        | _sums(59, 80, "201118.00", "160894.40", "80.0")
        | {"turnaround": {"lines": 77, "median_days": "7.0", "longest_days": 31}},
        "by_category": _rows("category", CATEGORIES),
        "by_team": _rows("team", TEAMS),
        "by_legal_status": _rows("legal_status", STATUSES),
        "by_kind": [
            {"kind": words.lower(), "words": words, "lines": 40 - 9 * n, "approved": f"{n}1040.50"}
            for n, words in enumerate(KINDS)
        ],
        "deferred": [
            {"reason": "More information is needed", "lines": 15},
            {"reason": "No reason code", "lines": 7},
        ],
        "conditions": {
            "conditions": 19,
            "met": 11,
            "open_before_award": 6,
            "open_while_running": 2,
        },
        "turnaround": waits,
        "urgent": {
            "lines": 9,
            "amount": "18250.00",
            "ratified": 5,
            "overturned": 1,
            "waiting": 3,
            "amount_overturned": "1200.00",
            "amount_waiting": "5410.00",
        },
        "budgets": [
            _budget("Section 17 budget", "All teams", "12400.10"),
            _budget("Children in care discretionary budget", TEAMS[2], "-310.40"),
        ],
        "trend": _trend(),
    }


def _sums(requests: int, lines: int, requested: str, approved: str, percent: str) -> dict[str, Any]:
    return {
        "requests": requests,
        "lines": lines,
        "requested": requested,
        "approved": approved,
        "percent_approved": percent,
    }


def _rows(key: str, names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {key: name} | _sums(12 + n, 21 + n, f"6{n}010.05", f"4{n}210.15", f"6{n}.2")
        for n, name in enumerate(names)
    ]


def _budget(fund: str, team: str, left: str) -> dict[str, str]:
    return {
        "fund": fund,
        "financial_year": "2026-27",
        "team": team,
        "amount": "640000.00",
        "reserved": "88120.30",
        "committed": "210020.15",
        "spent": "160300.45",
        "left": left,
    }


def _trend() -> dict[str, Any]:
    return {
        "as_at": "2026-11-23",
        "categories": list(CATEGORIES),
        "years": [
            {
                "financial_year": year,
                "basis": basis,
                "complete": complete,
                "categories": [
                    {"category": name, "requested": f"{n}20118.10", "approved": f"{n}10044.20"}
                    | {"percent_approved": f"7{n}.1"}
                    for n, name in enumerate(CATEGORIES, start=1)
                ],
                "requested": "819083.17",
                "approved": "623023.64",
                "percent_approved": "76.1",
            }
            for year, basis, complete in (
                ("2019-20", "As reported, VAT basis not stated", True),
                ("2025-26", "GBP, excluding VAT", True),
                ("2026-27", "GBP, excluding VAT", False),
            )
        ],
        "not_reported": ["2021-22"],
    }
