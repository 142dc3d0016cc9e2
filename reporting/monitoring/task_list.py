"""The task list of a return: its parts, and how far each has got."""

from django.urls import reverse

from mdps.core.words import count
from reporting.models import MonitoringReturn
from reporting.monitoring.asked import parts_of
from reporting.monitoring.questions import Part, is_complete, unanswered
from suppliers.task_list import Item, Items


def task_list(record: MonitoringReturn) -> list[Items]:
    """Everything that is asked, under the headings in which it is asked. No query."""
    found: dict[str, list[Item]] = {}
    for part in parts_of(record.figures):
        found.setdefault(part.heading, []).append(_item(record, part))
    return [Items(heading, items) for heading, items in found.items()]


def _item(record: MonitoringReturn, part: Part) -> Item:
    given = record.answers.get(part.slug)
    left = len(unanswered(part, given)) if given is not None else 0
    return Item(
        part.title,
        reverse("monitoring:part", args=[record.pk, part.slug]),
        is_complete(part, record.answers),
        f"{count(left, 'question')} to answer" if left else "",
    )
