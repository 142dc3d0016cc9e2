"""The monitoring round in words: returns, ratings, outcomes, standards, equality and actions."""

from mdps.core.ui import Cell, Table
from mdps.core.words import count
from reporting.documents.parts import Block, Chapter, note, prose, subheading, table
from reporting.documents.reading import day, headings, number_cell
from reporting.figures.small import WITHHELD

SMALL = (
    "Numbers of families from 1 to 4 are withheld, and with them others from which they could be "
    "worked out."
)
STEPS = (("asked", "Asked"), ("received", "Received"), ("completed", "Completed"))
MARKS = (("very_good", "Very good"), ("good", "Good"), ("fair", "Fair"), ("poor", "Poor"))


def chapters(figures: dict) -> list[Chapter]:
    """The chapters about the round; one sentence where none was opened, nothing in reports that
    were made before there were rounds."""
    if "round" not in figures:
        return []
    found = figures["round"]
    if found is None:
        return [
            Chapter("Monitoring returns", [prose("No monitoring round was opened for it yet.")])
        ]
    return [
        Chapter("Monitoring returns", _returns(found)),
        Chapter("How service providers are rated", _ratings(found)),
        Chapter("Delivery and outcomes", _outcomes(found)),
        Chapter("Safeguarding, complaints and standards", _safety(found)),
        Chapter("Social value", _social_value(found)),
        Chapter("Equality monitoring", _equality(found)),
        Chapter("Actions", _actions(found)),
    ]


def _returns(found: dict) -> list[Block]:
    sums = found["returns"]
    return [
        prose(
            f"{count(sums['asked'], 'service provider')} with a package of support in the half "
            f"year were asked on {day(found['opened_on'])} for a return by {day(found['due_on'])}. "
            f"{sums['received']:,} were received, {sums['accepted']:,} of them accepted, and "
            f"{sums['overdue']:,} were overdue."
        )
    ]


def _ratings(found: dict) -> list[Block]:
    return [
        prose("The council rates each provider with reasons; the reasons are in its own report."),
        table(
            Table(
                caption="Service providers, by rating",
                headings=headings("Rating", "Service providers", numeric=" n"),
                rows=[
                    [Cell(row["rating"]), number_cell(row["suppliers"])] for row in found["ratings"]
                ],
            )
        ),
        table(
            Table(
                caption="Each service provider",
                headings=headings("Provider", "Return", "Rating"),
                rows=[
                    [Cell(row["supplier"]), Cell(row["return"]), Cell(row["rating"])]
                    for row in found["by_supplier"]
                ],
            )
        ),
    ]


def _outcomes(found: dict) -> list[Block]:
    sums, marks = found["delivery"], found["marks"]
    return [
        prose(
            f"{sums['delivered_in_period']:,} units were delivered in the half year; "
            f"{sums['ordered']:,} units are ordered of the packages that ran. "
            f"{sums['missed']:,} appointments were missed. Of the packages that were to start, "
            f"{_said(sums['on_time'])} started within seven days of the agreed day and "
            f"{_said(sums['late'])} later or not. {_said(sums['at_the_card'])} packages were at "
            f"the price of the rate card, {_said(sums['below_the_card'])} below and "
            f"{_said(sums['above_the_card'])} above it."
        ),
        table(
            Table(
                caption="Packages that ended, by what their providers say",
                headings=headings("Outcome", "Packages", numeric=" n"),
                rows=[
                    [Cell(row["outcome"]), number_cell(row["packages"])]
                    for row in found["outcomes"]
                ],
            )
        ),
        *_marks(marks),
        note(SMALL),
    ]


def _marks(marks: dict) -> list[Block]:
    if not marks["questions"]:
        return [
            prose("Fewer than five of the packages that ended are rated by their social workers.")
        ]
    return [
        prose(f"Social workers rated {marks['rated']:,} of the packages that ended."),
        table(
            Table(
                caption="What social workers say, packages",
                headings=headings("Question", *(word for _, word in MARKS), numeric=" nnnn"),
                rows=[
                    [Cell(row["question"]), *(number_cell(row[name]) for name, _ in MARKS)]
                    for row in marks["questions"]
                ],
            )
        ),
    ]


def _safety(found: dict) -> list[Block]:
    sums, standards = found["safety"], found["standards"]
    return [
        prose(
            f"Providers had {_said(sums['concerns'])} concerns about a child and referred "
            f"{_said(sums['referred'])} of them to the council. They received "
            f"{_said(sums['complaints'])} complaints, of which {_said(sums['upheld'])} were upheld."
        ),
        *(
            [
                table(
                    Table(
                        caption="Minimum service standards, answers of all providers",
                        headings=headings("Lot", "Met", "Partly met", "Not met", numeric=" nnn"),
                        rows=[
                            [
                                Cell(f"Lot {row['lot']}"),
                                number_cell(row["met"]),
                                number_cell(row["partly"]),
                                number_cell(row["not_met"]),
                            ]
                            for row in standards
                        ],
                    )
                )
            ]
            if standards
            else [prose("No lot had minimum service standards in force.")]
        ),
    ]


def _social_value(found: dict) -> list[Block]:
    return [
        prose(
            "What providers committed themselves to in their applications, and whether they did it."
        ),
        table(
            Table(
                caption="Commitments, by what their providers say",
                headings=headings("Commitment", "Service providers", numeric=" n"),
                rows=[
                    [Cell(row["commitment"]), number_cell(row["suppliers"])]
                    for row in found["social_value"]
                ],
            )
        ),
    ]


def _equality(found: dict) -> list[Block]:
    blocks: list[Block] = [
        prose(
            "Who asked for support, received it and completed it in the half year, as providers "
            "count them. Telling is voluntary."
        ),
        note(SMALL),
    ]
    for each in found["equality"]:
        blocks += [
            subheading(each["characteristic"]),
            table(
                Table(
                    caption=f"People, by {each['characteristic'].lower()}",
                    headings=headings("Group", *(word for _, word in STEPS), numeric=" nnn"),
                    rows=[
                        [Cell(row["group"]), *(number_cell(row[name]) for name, _ in STEPS)]
                        for row in each["groups"]
                    ],
                )
            ),
        ]
    return blocks


def _actions(found: dict) -> list[Block]:
    sums = found["actions"]
    return [
        prose(
            f"{count(sums['set'], 'action')} {'was' if sums['set'] == 1 else 'were'} set after the "
            f"returns: {sums['done']:,} done, {sums['overdue']:,} overdue."
        )
    ]


def _said(value: int | str) -> str:
    return "(withheld)" if value == WITHHELD else f"{value:,}"
