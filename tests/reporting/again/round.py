"""A monitoring round: returns, ratings, what suppliers and social workers say, actions."""

from typing import Any

from tests.reporting.again.returns import PACKAGES
from tests.reporting.again.sql import row, rows

SMALL, HELD = (1, 2, 3, 4), "withheld"
RETURN = """
    SELECT t.*, %(opened)s::jsonb -> t.id::text AS opened,
        supplier.name AS supplier, r.due_on, r.opened_on, r.period_start, (
        SELECT grade FROM reporting_supplierrating g WHERE g.of_return_id = t.id
        ORDER BY g.id DESC LIMIT 1) AS grade
    FROM reporting_monitoringreturn t
    JOIN reporting_monitoringround r ON r.id = t.round_id AND r.period_start = %(first)s
    JOIN suppliers_supplier supplier ON supplier.id = t.supplier_id
"""
SAID = f"SELECT * FROM ({RETURN}) said WHERE state IN ('submitted', 'accepted')"
GRADES = """(VALUES ('good', 'Good', 1), ('approaching', 'Approaching target', 2),
    ('improve', 'Requires improvement', 3), ('inadequate', 'Inadequate', 4),
    ('', 'Not rated', 5)) of(grade, rating, place)"""
STATES = """(VALUES ('open', 'To be completed'), ('submitted', 'Submitted'),
    ('returned', 'Returned with questions'), ('accepted', 'Accepted')) s(state, label)"""
FAMILIES = ("on_time", "late", "at_the_card", "below_the_card", "above_the_card")
KNOWN = ("ordered", "delivered_in_period", "missed", *FAMILIES)
MARKS = (
    ("delivered", "Did they deliver what was agreed?"),
    ("punctual", "Did they keep to times?"),
    ("contact", "Did they keep in touch with you?"),
    ("outcome", "Did it make a difference?"),
)
AGES = (
    ("under_5", "Under 5"),
    ("5_to_10", "5 to 10"),
    ("11_to_15", "11 to 15"),
    ("16_17", "16 and 17"),
    ("adult", "18 and over"),
)
SEXES = (("female", "Female"), ("male", "Male"), ("other", "Another term"))
ETHNIC = (
    ("asian", "Asian or Asian British"),
    ("black", "Black, Black British, Caribbean or African"),
    ("mixed", "Mixed or multiple ethnic groups"),
    ("white", "White"),
    ("other", "Another ethnic group"),
)
ABLE = (("disabled", "Disabled"), ("not_disabled", "Not disabled"))
GROUPS = (
    ("age", "Age", AGES),
    ("sex", "Sex", SEXES),
    ("ethnicity", "Ethnic group", ETHNIC),
    ("disability", "Disability", ABLE),
)


def masked(counts: list[int]) -> list[Any]:
    """The parts of a total without small ones: with these go all equal ones and the next larger,
    until two differ; nought is the last to go. Where that is not enough, all of them."""
    held = {n for n in counts if n in SMALL}
    rest = sorted({n for n in counts if n not in held and n})
    rest += [0] * (0 in counts)
    while held and len(held) < 2 and rest:
        held.add(rest.pop(0))
    if sum(counts) in SMALL or len(held) == 1:
        return [HELD] * len(counts)
    return [HELD if n in held else n for n in counts]


def monitoring_round(**period: str) -> dict[str, Any] | None:
    """The round of the half year, as recorded now; None where there is none."""
    opened = rows(
        """SELECT opened_on::text, due_on::text FROM reporting_monitoringround
           WHERE period_start = %(first)s""",
        **period,
    )
    if not opened:
        return None
    return opened[0] | {
        "returns": row(
            f"""SELECT count(*) AS asked, count(submitted_on) AS received,
                count(*) FILTER (WHERE state = 'accepted') AS accepted, count(*) FILTER (WHERE
                    state IN ('open', 'returned') AND due_on < %(as_at)s::date) AS overdue
                FROM ({RETURN}) x""",
            **period,
        ),
        "ratings": rows(
            f"""SELECT rating, count(x.id) AS suppliers FROM {GRADES}
                LEFT JOIN ({RETURN}) x ON coalesce(x.grade, '') = of.grade
                GROUP BY rating, place ORDER BY place""",
            **period,
        ),
        "by_supplier": rows(
            f"""SELECT supplier, label AS "return", rating FROM ({RETURN}) x
                JOIN {STATES} ON s.state = x.state
                JOIN {GRADES} ON of.grade = coalesce(x.grade, '') ORDER BY supplier, x.id""",
            **period,
        ),
        "delivery": _delivery(**period),
        "outcomes": _outcomes(**period),
        "safety": _pair("safeguarding", "concerns", "referred", "concerns", **period)
        | _pair("complaints", "received", "upheld", "complaints", **period),
        "standards": _standards(**period),
        "social_value": rows(
            f"""SELECT words AS commitment, count(x.id) AS suppliers FROM (VALUES
                    ('kept', 'Kept', 1), ('partly', 'Partly kept', 2), ('not_yet', 'Not yet', 3)
                ) of(kept, words, place) LEFT JOIN ({SAID}) x
                    ON x.opened #>> '{{social-value,kept}}' = kept
                GROUP BY words, place ORDER BY place""",
            **period,
        ),
        "marks": _marks(**period),
        "actions": row(
            f"""SELECT count(*) AS set, count(done_on) AS done, count(*) FILTER
                    (WHERE done_on IS NULL AND action.due_on < %(as_at)s::date) AS overdue
                FROM reporting_monitoringaction action
                JOIN ({RETURN}) x ON x.id = of_return_id""",
            **period,
        ),
        "equality": [_equality(*group, **period) for group in GROUPS],
    }


def answered(part: str, name: str, **period: str) -> int:
    """The sum of one number over what is submitted."""
    sql = f"SELECT coalesce(sum((opened #>> %(way)s)::int), 0)::int AS n FROM ({SAID}) x"
    return row(sql, way=f"{{{part},{name}}}", **period)["n"]


def _delivery(**period: str) -> dict[str, Any]:
    sums = ", ".join(
        f"coalesce(sum((figures #>> '{{totals,{name}}}')::int), 0)::int AS {name}" for name in KNOWN
    )
    found = row(f"SELECT {sums} FROM ({RETURN}) x", **period)
    if any(found[name] in SMALL for name in FAMILIES):
        found |= dict.fromkeys(FAMILIES, HELD)
    return found


def _outcomes(**period: str) -> list[dict[str, Any]]:
    names = {
        "achieved": "Achieved",
        "partly": "Partly achieved",
        "not_achieved": "Not achieved",
    }
    shown = masked([answered("outcomes", name, **period) for name in names])
    return [
        {"outcome": words, "packages": n} for words, n in zip(names.values(), shown, strict=True)
    ]


def _pair(part: str, whole: str, of_it: str, said: str, **period: str) -> dict[str, Any]:
    """A count and a part of it; small is one of them, or what is left."""
    a, b = answered(part, whole, **period), answered(part, of_it, **period)
    small = a in SMALL or b in SMALL or a - b in SMALL
    return {said: HELD, of_it: HELD} if small else {said: a, of_it: b}


def _standards(**period: str) -> list[dict[str, Any]]:
    given = "opened #>> ARRAY['standards-' || (of->>'lot'), 'standard_' || (clause->>'number')]"
    counts = ", ".join(
        f"count(clause) FILTER (WHERE {given} = '{name}') AS {name}"
        for name in ("met", "partly", "not_met")
    )
    return rows(
        f"""SELECT (of->>'lot')::int AS lot, {counts}
            FROM ({SAID}) x, jsonb_array_elements(figures->'standards') of
            LEFT JOIN LATERAL jsonb_array_elements(of->'clauses') clause ON true
            GROUP BY 1 ORDER BY 1""",
        **period,
    )


def _marks(**period: str) -> dict[str, Any]:
    """Of the packages that ended; nothing while fewer than five are rated."""
    rated = f"""SELECT rating.* FROM reporting_packagerating rating
        JOIN ({PACKAGES}) package ON package.id = contract_id AND over_on <= %(last)s"""
    on = period | {"on": period["as_at"]}
    count = row(f"SELECT count(*) AS n FROM ({rated}) x", **on)["n"]
    if count < 5:
        return {"rated": HELD if count else 0, "questions": []}
    names = (("very_good", 4), ("good", 3), ("fair", 2), ("poor", 1))
    return {
        "rated": count,
        "questions": [
            {"question": text, **_masked_row(rated, name, names, on)} for name, text in MARKS
        ],
    }


def _masked_row(rated: str, question: str, names: Any, on: dict[str, str]) -> dict[str, Any]:
    counts = ", ".join(f"count(*) FILTER (WHERE {question} = {n}) AS {name}" for name, n in names)
    found = row(f"SELECT {counts} FROM ({rated}) x", **on)
    return dict(zip(found, masked(list(found.values())), strict=True))


def _equality(slug: str, title: str, groups: Any, **period: str) -> dict[str, Any]:
    every = (*groups, ("unsaid", "Prefer not to say"))
    found: list[dict[str, Any]] = [{"group": words} for _, words in every]
    for step in ("asked", "received", "completed"):
        counts = [answered(f"equality-{slug}", f"{key}_{step}", **period) for key, _ in every]
        for group, n in zip(found, masked(counts), strict=True):
            group[step] = n
    return {"characteristic": title, "groups": found}
