"""What a supplier says in its return, drawn: part by part, each answer under its question."""

from collections.abc import Callable

from django.urls import reverse

from mdps.core.ui import Cell, Link, Row, Section
from mdps.core.words import day
from reporting.models import MonitoringReturn
from reporting.monitoring.asked import in_words, parts_of
from reporting.monitoring.questions import Part

NOT_ANSWERED = "Not answered yet"
Change = Callable[[Part], str]


def said(record: MonitoringReturn, *, change: Change | None = None) -> list[Section]:
    """A section for each part that is asked; `change` gives the page on which it is changed."""
    return [
        Section(
            part.title,
            "components/summary_list.html",
            {"rows": _rows(record, part, change)},
            id=f"part-{part.slug}",
        )
        for part in parts_of(record.figures)
    ]


def _rows(record: MonitoringReturn, part: Part, change: Change | None) -> list[Row]:
    """An answer for each question that had to be answered or was; one row where there is none."""
    answers = record.answers.get(part.slug)
    action = Link("Change", change(part)) if change else None
    if answers is None:
        return [Row("Answers", NOT_ANSWERED, action)]
    rows = [
        Row(f"{each.group}: {each.text.lower()}" if each.group else each.text, words, action)
        for each in part.questions
        if (words := in_words(each, answers) or NOT_ANSWERED * each.needed(answers))
    ]
    return rows or [Row("Answers", "Nothing recorded", action)]


def questions(record: MonitoringReturn) -> list[Section]:
    """What the council asked, the latest first; nothing while it has asked nothing. One query."""
    found = [f"{day(each.asked_on)}: {each.text}" for each in record.questions.order_by("-id")]
    if not found:
        return []
    text = {"text": "\n\n".join(found)}
    return [Section("Questions of the council", "components/inset.html", text, id="questions")]


def entered_from(record: MonitoringReturn) -> list[Section]:
    """The paper from which an officer entered the return; nothing where its provider did."""
    if record.paper_id is None:
        return []
    paper = Cell("Download", url=reverse("monitoring:paper", args=[record.pk]))
    shown = {"rows": [Row("Sent by the provider", paper)]}
    return [Section("Entered by the council", "components/summary_list.html", shown, id="paper")]
