"""Figures of an invented year and half year, as the figures modules give them."""

import datetime as dt
from decimal import Decimal
from typing import Any

LOTS = (
    (1, "Independent specialist assessments"),
    (2, "Therapeutic support"),
    (3, "Mentoring and family support"),
)
CATEGORIES = (
    "Specialist Assessments (PAMs, Cognitive, Psychological etc...)",
    "Advocacy Services / Mentoring / Welfare Visits / Contact",
    "DNA/Drug/Alcohol Testing",
    "Therapies (Play, Art, Equine, Etc.) / Counselling",
)
SERVICES = ("Psychological assessment", "PAMS parenting assessment", "Supervised contact")
PROVIDERS = (
    "Severn Assessments Limited",
    "Cotswold Play Therapy",
    "Łucja Kowalska & Partners",
    "Forest of Dean Family Support CIC",
    "Dr Anneliese Hargreaves-Okonkwo, Independent Psychology for Children and Families",
)
AS_AT = "2026-11-23T09:00:00+00:00"


def sums(count: int = 0, gross: str = "0.00", released: str = "0.00") -> dict[str, Any]:
    """Awards as the ledger's sums give them."""
    net = Decimal(gross) - Decimal(released)
    return {
        "count": count,
        "gross": gross,
        "increased": "0.00",
        "released": released,
        "net": f"{net:.2f}",
    }


def to_date() -> dict[str, Any]:
    """The scheme since it began."""
    return {
        "as_at": "2026-11-23",
        "basis": "GBP, excluding VAT",
        "cap": "10500000.00",
        "committed": "5986420.17",
        "headroom": "4513579.83",
        "percent_committed": "57.0",
        "awarded": sums(1012, "6034520.17", "48100.00"),
        "planned": {
            "per_year": "1500000.00",
            "to_date": "6723287.67",
            "initial_term": "7500000.00",
        },
        "term": {
            "operational_from": "2022-06-01",
            "initial_term_ends": "2027-05-31",
            "extension_ends": None,
            "statutory_end": "2029-02-23",
            "last_award_day": "2027-05-31",
        },
        "years": [_year(n) for n in range(5)],
        "lots": [
            {"lot": n, "name": name, **sums(300 + n, f"20{n}1506.72"), "percent_of_cap": f"1{n}.1"}
            for n, name in LOTS
        ],
        "series": _series(),
    }


def annual() -> dict[str, Any]:
    """A full annual report."""
    return {
        "report": "annual-cabinet",
        "period": {"first_day": "2025-06-01", "last_day": "2026-05-31"},
        "as_at": AS_AT,
        "basis": "GBP, excluding VAT",
        "awarded": sums(231, "1512308.44", "12100.00")
        | {"mean": "6546.79", "median": "3120.00", "suppliers": 47},
        "year_before": {"count": 244, "gross": "1402118.90"},
        "comparison": _comparison("2024-06-01", "2025-05-31"),
        "by_lot": [
            {"lot": n, "name": name, **sums(70 + n, f"5{n}4102.81"), "percent_of_gross": f"3{n}.3"}
            for n, name in LOTS
        ],
        "by_month": [
            {
                "month": f"{2025 + (n + 5) // 12}-{(n + 5) % 12 + 1:02d}-01",
                "gross": f"{126000 + 10 * n}.00",
                "lots": [
                    {"lot": lot, "gross": gross}
                    for lot, gross in (
                        (1, f"{80000 + 10 * n}.00"),
                        (2, "30000.00"),
                        (3, "16000.00"),
                    )
                ],
            }
            for n in range(12)
        ],
        "by_category": [
            {
                "category": name,
                **sums(50 + n, f"3{n}8077.11", "3025.00"),
                "percent_of_gross": f"2{n}.4",
            }
            for n, name in enumerate(CATEGORIES, start=1)
        ],
        "by_route": [
            {"route": "direct", "words": "Direct award", "count": 171, "gross": "1012308.44"}
            | {"percent_of_gross": "66.9"},
            {"route": "competition", "words": "Mini-competition", "count": 60}
            | {"gross": "500000.20", "percent_of_gross": "33.1"},
        ],
        "separated": [
            {"record": "SE-0007", "on": "2026-02-11", "supplier": PROVIDERS[0], "covers": "9100.40"}
            | {"service": SERVICES[0], "from_contracts": 2},
        ],
        "savings": {
            "not_approved": "280310.15",
            "discounts": "19400.25",
            "compared": 198,
            "below_median": "88120.60",
        },
        "largest": [_award(n) for n in range(10)],
        "over_threshold": {
            "threshold": "500000.00",
            "awards": [
                _award(0)
                | {"minute": "CAB/2026/017", "decided_on": "2026-01-28", "covers": "650000.00"}
            ],
        },
        "suppliers": _suppliers(),
        "named_by_courts": {"invited": 4, "joined": 2, "open": 1, "not_joined": 1, "percent": 67},
        "kinds_of_supplier": [
            {"kind": kind, "suppliers": 10 + n, "count": 40 + n, "gross": f"40{n}123.45"}
            | {"percent_of_gross": f"2{n}.6"}
            for n, kind in enumerate(("sme", "vcse", "sole_trader"))
        ],
        "spot_purchases": {
            "count": 14,
            "amount": "38211.20",
            "reasons": [
                {"reason": "no_lot", "words": "The service has no lot"}
                | {"count": 9, "amount": "21210.00"},
                {"reason": "not_admitted", "words": "The provider is not admitted"}
                | {"count": 5, "amount": "17001.20"},
            ],
        },
        "to_date": to_date(),
    }


def monitoring() -> dict[str, Any]:
    """A full monitoring report."""
    return {
        "report": "monitoring",
        "period": {"first_day": "2025-12-01", "last_day": "2026-05-31"},
        "as_at": AS_AT,
        "basis": "GBP, excluding VAT",
        "awarded": sums(108, "702118.06", "4120.00"),
        "comparison": _comparison("2025-06-01", "2025-11-30"),
        "packages": {
            "live": 61,
            "ended": 83,
            "lots": [{"lot": n, "name": name, "live": 20 + n, "ended": 27 + n} for n, name in LOTS],
        },
        "by_supplier": [
            {"supplier": f"{PROVIDERS[n % 5]} {n}", **sums(40 - n, f"{900 - 20 * n}18.50")}
            | {"live": 3 * n, "ended": 2 * n}
            for n in range(40)
        ],
        "evidence_expiring": {
            "first_day": "2026-06-01",
            "last_day": "2026-11-30",
            "items": [
                {
                    "supplier": PROVIDERS[n % 5],
                    "kind": "Public liability insurance",
                    "expires_on": f"2026-0{6 + n % 4}-1{n % 10}",
                }
                for n in range(12)
            ],
        },
        "round": _round(),
        "suppliers": _suppliers(),
        "events": [
            {"event": "admitted", "on": "2026-01-14", "supplier": PROVIDERS[1], "lot": 2},
            {"event": "suspended", "on": "2026-03-02", "supplier": PROVIDERS[0], "lot": 1},
            {"event": "removed", "on": "2026-04-20", "supplier": PROVIDERS[3], "lot": 3},
        ],
    }


def _comparison(first_day: str, last_day: str) -> dict[str, Any]:
    """The period before, of which two figures are told."""
    return {
        "first_day": first_day,
        "last_day": last_day,
        "not_comparable": None,
        "figures": [
            {"figure": "at_end", "unit": "count", "now": 56, "before": 50, "difference": 6},
            {"figure": "released", "unit": "gbp", "now": "12100.00", "before": "13100.00"}
            | {"difference": "-1000.00"},
        ],
    }


def _award(n: int) -> dict[str, Any]:
    value = "612400.00" if n == 0 else f"{48000 - 3120 * n}.50"
    return {
        "contract": f"CO-{812 - 7 * n:05d}",
        "on": f"2026-0{1 + n % 5}-17",
        "supplier": PROVIDERS[n % 5],
        "service": SERVICES[n % 3],
        "lot": 1 + n % 3,
        "value": value,
    }


def _year(n: int) -> dict[str, Any]:
    gross = ("1102340.10", "1298611.25", "1402118.90", "1512308.44", "719141.48")[n]
    return {
        "first_day": f"{2022 + n}-06-01",
        "last_day": f"{2023 + n}-05-31",
        "complete": n < 4,
        **sums(200 + n, gross, "9620.00"),
        "lots": [{"lot": lot, "net": f"{3 + lot}12340.10"} for lot, _ in LOTS],
        "committed_at_end": f"{(n + 1) * 1197284}.03",
        "planned_at_end": f"{1500000 * (n + 1)}.00",
    }


def _series() -> list[dict[str, str]]:
    start, months = dt.date(2022, 6, 1), 54
    points = [{"on": str(start), "committed": "0.00"}]
    for n in range(1, months):
        day = dt.date(2022 + (5 + n) // 12, (5 + n) % 12 + 1, 1)
        wave = 9000 * ((n * 7) % 11 - 5)
        points.append(
            {"on": str(day - dt.timedelta(days=1)), "committed": f"{110000 * n + wave}.17"}
        )
    return [*points, {"on": "2026-11-23", "committed": "5986420.17"}]


def _suppliers() -> dict[str, Any]:
    return {
        "all": {"at_end": 56, "joined": 9, "suspended": 1, "removed": 2, "withdrawn": 1},
        "lots": [
            {"lot": n, "name": name, "at_end": 20 + n, "joined": 2 + n, "suspended": n % 2}
            | {"removed": n % 3, "withdrawn": n // 3}
            for n, name in LOTS
        ],
    }


def _round() -> dict[str, Any]:
    """A monitoring round in which most has come in."""
    groups = ("Female", "Male", "Another term", "Prefer not to say")
    return {
        "opened_on": "2026-06-01",
        "due_on": "2026-06-29",
        "returns": {"asked": 40, "received": 37, "accepted": 31, "overdue": 3},
        "ratings": [
            {"rating": "Good", "suppliers": 22},
            {"rating": "Approaching target", "suppliers": 6},
            {"rating": "Requires improvement", "suppliers": 2},
            {"rating": "Inadequate", "suppliers": 1},
            {"rating": "Not rated", "suppliers": 9},
        ],
        "by_supplier": [
            {"supplier": f"{PROVIDERS[n % 5]} {n}", "return": "Accepted", "rating": "Good"}
            for n in range(40)
        ],
        "delivery": {
            "ordered": 4120,
            "delivered_in_period": 3318,
            "missed": 207,
            "on_time": 58,
            "late": 17,
            "at_the_card": 101,
            "below_the_card": 38,
            "above_the_card": 5,
        },
        "outcomes": [
            {"outcome": "Achieved", "packages": 55},
            {"outcome": "Partly achieved", "packages": 19},
            {"outcome": "Not achieved", "packages": 9},
        ],
        "safety": {"concerns": 31, "referred": 24, "complaints": "withheld", "upheld": "withheld"},
        "standards": [{"lot": n, "met": 70 + n, "partly": 10 + n, "not_met": n} for n, _ in LOTS],
        "social_value": [
            {"commitment": "Kept", "suppliers": 25},
            {"commitment": "Partly kept", "suppliers": 8},
            {"commitment": "Not yet", "suppliers": 4},
        ],
        "marks": {
            "rated": 64,
            "questions": [
                {
                    "question": "Did they keep to times?",
                    "very_good": 30,
                    "good": 21,
                    "fair": 8,
                    "poor": 5,
                }
            ],
        },
        "actions": {"set": 14, "done": 6, "overdue": 2},
        "equality": [
            {
                "characteristic": "Sex",
                "groups": [
                    {"group": name, "asked": 90 - n, "received": 70 - n, "completed": "withheld"}
                    for n, name in enumerate(groups)
                ],
            }
        ],
    }
