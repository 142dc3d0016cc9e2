"""Service providers in a report: who is on the scheme, who came and went, and of which kind."""

from mdps.core.ui import Cell, Table
from mdps.core.words import count
from reporting.documents.parts import Block, note, prose, table
from reporting.documents.reading import headings, money_cell, number_cell, share_cell
from reporting.documents.sentences import were

MOVES = ("at_end", "joined", "suspended", "removed", "withdrawn")
KINDS = {
    "sme": "Small and medium-sized enterprises",
    "vcse": "Voluntary, community and social enterprises",
    "sole_trader": "Sole traders",
}


def blocks(figures: dict) -> list[Block]:
    """The chapter of the annual report."""
    return [
        prose(sentence(figures["suppliers"])),
        table(by_lot(figures["suppliers"])),
        prose(named_by_courts(figures["named_by_courts"])),
        table(_kinds(figures["kinds_of_supplier"])),
        note("A provider may be of more than one kind, so the shares do not add up to 100%."),
    ]


def sentence(suppliers: dict) -> str:
    """How many were on the scheme at the end, and how many came and went."""
    everybody = suppliers["all"]
    return (
        f"{count(everybody['at_end'], 'provider')} stood on the MDPS at the end of the period. "
        f"In it {_number(everybody['joined'])} joined a lot, {_number(everybody['suspended'])} "
        f"{were(everybody['suspended'])} suspended from one, {_number(everybody['removed'])} "
        f"{were(everybody['removed'])} removed from one and {_number(everybody['withdrawn'])} "
        "left one of their own accord."
    )


def named_by_courts(invitations: dict) -> str:
    """How many providers that a court had named were invited, and the share that joined."""
    if not invitations["invited"]:
        return "No provider named by a court was invited to join the MDPS in the period."
    asked = invitations["invited"]
    said = (
        f"{count(asked, 'provider')} named by a court {were(asked)} invited to join the MDPS in "
        f"the period: {_number(invitations['joined'])} joined, "
        f"{_number(invitations['not_joined'])} did not, and {_number(invitations['open'])} "
        "had not ended."
    )
    if invitations["percent"] is None:
        return said
    return f"{said} Of those that have ended, {invitations['percent']}% joined."


def by_lot(suppliers: dict) -> Table:
    """Providers by lot; the foot counts each provider once."""
    return Table(
        caption="Service providers, by lot",
        headings=headings(
            "Lot",
            "On the lot at the end",
            "Joined",
            "Suspended",
            "Removed",
            "Left",
            numeric=" nnnnn",
        ),
        rows=[
            [
                Cell(f"Lot {lot['lot']}", hint=lot["name"]),
                *(number_cell(lot[move]) for move in MOVES),
            ]
            for lot in suppliers["lots"]
        ],
        foot=[
            Cell("Any lot, each provider once"),
            *(number_cell(suppliers["all"][move]) for move in MOVES),
        ],
    )


def _kinds(kinds: list[dict]) -> Table:
    return Table(
        caption="Awards of the 12 months, by kind of provider",
        headings=headings(
            "Kind of provider", "Providers", "Awards", "Awarded, gross", "Share", numeric=" nnnn"
        ),
        rows=[
            [
                Cell(KINDS[kind["kind"]]),
                number_cell(kind["suppliers"]),
                number_cell(kind["count"]),
                money_cell(kind["gross"]),
                share_cell(kind["percent_of_gross"]),
            ]
            for kind in kinds
        ],
    )


def _number(number: int) -> str:
    return f"{number:,}" if number else "none"
