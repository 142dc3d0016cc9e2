"""The tasks of writing a request, and how far each has got."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from mdps.core.rules import Refusal
from mdps.core.ui import Tag
from mdps.core.words import count
from referrals import topics
from referrals.models import SupportRequest

DONE = "Completed"
NOT_DONE = Tag("Incomplete", "blue")
OPTIONAL = Tag("Optional", "grey")
LETTER = "Draft the letter of instruction to the expert"


@dataclass(frozen=True)
class WritingTask:
    """One task: its page, what is already known, and whether it is done."""

    title: str
    url: str
    hint: str
    done: bool
    is_optional: bool = False

    @property
    def status(self) -> str:
        return DONE if self.done else ""

    @property
    def tag(self) -> Tag | None:
        if self.done:
            return None
        return OPTIONAL if self.is_optional else NOT_DONE


@dataclass(frozen=True)
class TaskGroup:
    """Tasks under one heading."""

    title: str
    tasks: tuple[WritingTask, ...]


def groups_of(request: SupportRequest, refusals: Sequence[Refusal]) -> list[TaskGroup]:
    """The tasks in the order of the page; `refusals` are those against submitting. Two queries."""
    lines, documents = request.lines.count(), request.attachments.count()
    return [
        TaskGroup(topics.CHILD, tuple(_about_the_child(request, refusals))),
        TaskGroup(topics.NEED, tuple(_the_need(request, refusals))),
        TaskGroup(topics.ASKED, tuple(_asked_for(request, refusals, lines, documents))),
    ]


def progress(groups: Sequence[TaskGroup]) -> str:
    """How many of the tasks that must be done are done."""
    needed = [task for group in groups for task in group.tasks if not task.is_optional]
    done = sum(task.done for task in needed)
    return f"You have completed {done} of {count(len(needed), 'task')}."


def _about_the_child(request: SupportRequest, refusals: Sequence[Refusal]) -> Iterator[WritingTask]:
    yield _topic(topics.ABOUT, request, refusals, request.category.short_name)
    yield _topic(topics.BASIS, request, refusals, request.get_legal_basis_display())
    yield _topic(topics.COURT, request, refusals, "Order, filing date, expert and share")
    if request.is_court_directed:
        written = hasattr(request, "instruction")
        yield _task("Letter of instruction", "letter", request, LETTER, written, is_optional=True)
    yield _topic(topics.WISHES, request, refusals, "Of the child, or why they were not sought")
    yield _topic(topics.CONSENT, request, refusals, "Parental responsibility, consent, advocate")


def _the_need(request: SupportRequest, refusals: Sequence[Refusal]) -> Iterator[WritingTask]:
    yield _topic(topics.NEED_AND_QUESTION, request, refusals, "What is needed, why, what to answer")
    yield _topic(topics.TRIED, request, refusals, "And why not in-house or by CAMHS")
    yield _topic(topics.OUTCOME, request, refusals, "What should be different, how it is measured")
    asked_before = any(each.field in topics.AGAIN.fields for each in refusals)
    if asked_before or request.narrative.again_reason:
        yield _topic(topics.AGAIN, request, refusals, "Why it is needed again")


def _asked_for(
    request: SupportRequest, refusals: Sequence[Refusal], lines: int, documents: int
) -> Iterator[WritingTask]:
    yield _topic(topics.DATES, request, refusals, "When it starts, and by when it is needed")
    hint = count(lines, "service") if lines else "What to buy, how much of it, and what it costs"
    yield _task("Services and prices", "services", request, hint, bool(lines))
    chosen = request.preferred_supplier_id is not None
    yield _task(
        topics.SUPPLIER.title, "supplier", request, "If you prefer one", chosen, is_optional=True
    )
    yield _topic(topics.FUNDING, request, refusals, "Which budget pays")
    yield _task(
        "Documents",
        "documents",
        request,
        count(documents, "document") if documents else "Court order, earlier assessments, plans",
        bool(documents),
        is_optional=True,
    )


def _topic(
    topic: topics.Topic, request: SupportRequest, refusals: Sequence[Refusal], hint: str
) -> WritingTask:
    done = not any(refusal.field in topic.fields for refusal in refusals)
    return _task(topic.title, topic.page, request, hint, done)


def _task(
    title: str,
    page: str,
    request: SupportRequest,
    hint: str,
    done: bool,
    *,
    is_optional: bool = False,
) -> WritingTask:
    url = reverse(f"referrals:{page}", args=[request.pk])
    return WritingTask(title, url, hint, done, is_optional)
