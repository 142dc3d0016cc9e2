"""The tasks of writing a request, and how far each has got."""

from dataclasses import dataclass

from django.urls import reverse

from mdps.core.ui import Tag
from mdps.core.words import count
from referrals.models import SupportRequest

DONE = "Completed"
NOT_DONE = Tag("Incomplete", "blue")


@dataclass(frozen=True)
class WritingTask:
    """One task: its page, what is already known, and whether it is done."""

    title: str
    url: str
    hint: str
    done: bool

    @property
    def status(self) -> str:
        return DONE if self.done else ""

    @property
    def tag(self) -> Tag | None:
        return None if self.done else NOT_DONE


def tasks_of(request: SupportRequest) -> list[WritingTask]:
    """The tasks in the order of the page. One query."""
    lines = request.lines.count()
    return [
        _task("Who it is for", "about", request, request.category.short_name, True),
        _task(
            "Legal basis",
            "basis",
            request,
            request.get_legal_basis_display(),
            bool(request.legal_basis),
        ),
        _task(
            "Need and outcome",
            "need",
            request,
            "What is needed, why, and what should be different afterwards",
            bool(request.need and request.outcome),
        ),
        _task(
            "Services and amounts",
            "services",
            request,
            count(lines, "service") if lines else "What to buy, and how much of it",
            bool(lines),
        ),
    ]


def _task(title: str, page: str, request: SupportRequest, hint: str, done: bool) -> WritingTask:
    return WritingTask(title, reverse(f"referrals:{page}", args=[request.pk]), hint, done)
