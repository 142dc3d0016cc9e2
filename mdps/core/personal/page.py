"""Which personal data the service holds, for what, and who sees it: made from the register."""

from typing import Any

from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.personal.words import NEED, RISKS, Held, held
from mdps.core.ui import Cell, Heading, Row, Section, Table


class PersonalDataPage(Page):
    """The data protection impact assessment's account of the data and of the risks (CR ¶20)."""

    permissions = (Permission.PERSONAL_DATA_READ,)

    def content(self) -> dict[str, Any]:
        return {
            "title": "Personal data",
            "sections": [
                Section("", "components/inset.html", {"text": NEED}),
                _risks(),
                *(_section(each) for each in held()),
            ],
        }


def _risks() -> Section:
    headings = [Heading("Risk"), Heading("What is done against it")]
    rows = [[Cell(risk), Cell(done)] for risk, done in RISKS]
    table = Table(headings, rows, caption="Risks")
    return Section("Risks", "components/table.html", {"table": table}, id="risks")


def _section(of: Held) -> Section:
    rows = [
        Row("Whose", of.group.whose),
        Row("Fields", "; ".join(of.fields)),
        Row("Legal basis", of.group.basis),
        Row("Who sees it", of.group.seen_by),
        Row("Kept", of.group.kept),
        Row("Especially sensitive", "Yes" if of.group.special else "No"),
        Row("At rest", of.at_rest),
    ]
    return Section(of.group.purpose, "components/summary_list.html", {"rows": rows})
