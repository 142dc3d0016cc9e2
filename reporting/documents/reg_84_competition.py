"""The mini-competition behind a call-off, in words, for its file of regulation 84."""

from typing import Any

from mdps.core.ui import Cell, Table
from mdps.core.words import count, listed
from reporting.documents.parts import Block, points, prose, table
from reporting.documents.reading import day, headings, moment, money_cell


def how(found: dict[str, Any]) -> list[Block]:
    """How the suppliers competed: who was invited, until when, by what the quotes were judged."""
    invited = found["invited"]
    shorter = found["shorter_because"]
    return [
        prose(
            f"In {found['reference']} {_all(invited)} admitted to the lot "
            f"{'was' if len(invited) == 1 else 'were'} invited on {day(found['invited_on'])} to "
            f"quote until {moment(found['closes_at'])}: {listed(invited)}.",
            f"That is fewer than ten days, because: {shorter}" if shorter else "",
        ),
        prose(
            f"{found['opened_by']} opened the quotes on {moment(found['opened_at'])}; nobody could "
            f"read one before. Quality counted {found['quality_weight']}% and price "
            f"{found['price_weight']}%. Quality was judged by:"
        ),
        points(*(f"{each['criterion']} ({each['weight']}%)" for each in found["criteria"])),
    ]


def chosen(found: dict[str, Any]) -> list[Block]:
    """What besides the scores led to the choice."""
    standstill, again = found["standstill_until"], found["taken_up_because"]
    sentences = [
        f"{found['ranked_by']} settled the ranking.",
        f"Of those that were equal it goes first because: {found['tie_reason']}"
        if found["tie_reason"]
        else "",
        f"The scoring was taken up again once, because: {again}" if again else "",
        f"The standstill ran until {day(standstill)}, that day included." if standstill else "",
    ]
    return [prose(*sentences)]


def others(found: dict[str, Any]) -> list[Block]:
    """Every quote with what became of it, and who gave none."""
    rest = [each for each in found["quotes"] if each["outcome"] != "Chosen"]
    silent = found["no_quote"]
    none = f"{listed(silent)} gave no quote." if silent else "Everybody who was invited quoted."
    blocks = [
        prose(f"{count(len(found['quotes']), 'quote')} came in. {none}"),
        table(
            Table(
                caption="Quotes, in the order of the ranking",
                headings=headings(
                    "Supplier", "Price", "Quality", "For price", "Score", "Outcome", numeric=" nnnn"
                ),
                rows=[_row(each) for each in found["quotes"]],
            )
        ),
    ]
    rejected = [each for each in rest if each["outcome"] == "Rejected"]
    if rejected:
        blocks += [
            prose("Why quotes were rejected:"),
            points(*(f"{each['supplier']}: {each['reasons']}" for each in rejected)),
        ]
    kept = [each for each in found["quotes"] if each["abnormally_low"] and each["score"]]
    if kept:
        blocks += [
            prose("Quotes that were unusually low, and why they were kept:"),
            points(*(f"{each['supplier']}: {each['reasons']}" for each in kept)),
        ]
    return blocks


def declared(found: dict[str, Any]) -> list[Block]:
    """What those who scored declared, and what was done about it."""
    people = found["declarations"]
    conflicts = [each for each in people if each["conflict"]]
    free = [each["person"] for each in people if not each["conflict"]]
    blocks = []
    if free:
        blocks.append(
            prose(
                f"Before scoring {listed(free)} declared no conflict of interest in any of the "
                "suppliers."
            )
        )
    if conflicts:
        blocks += [
            prose("These people declared a conflict of interest, and scored no quote after it:"),
            points(*(f"{each['person']}: {each['words']}" for each in conflicts)),
        ]
    return blocks


def ended_before(found: list[dict[str, str]]) -> list[Block]:
    """Earlier competitions for the same line that ended without an award."""
    if not found:
        return []
    return [
        prose("Before this one, these ended without an award:"),
        points(*(f"{each['reference']}: {each['how'].lower()}. {each['why']}" for each in found)),
    ]


def _all(invited: list[str]) -> str:
    return f"all {count(len(invited), 'supplier')}" if len(invited) > 1 else "the only supplier"


def _row(quote: dict[str, Any]) -> list[Cell]:
    place = f"{quote['rank']}. " if quote["rank"] else ""
    scores = (quote["quality"], quote["price_score"], quote["score"])
    return [
        Cell(f"{place}{quote['supplier']}"),
        money_cell(quote["price"]),
        *(Cell(score or "None", numeric=True) for score in scores),
        Cell(quote["outcome"]),
    ]
