"""Check your answers, submit, and what happens next."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404
from django.urls import reverse

from mdps.core import clock
from mdps.core.pages import Page
from mdps.core.permissions import Permission, require
from mdps.core.ui import Link, Row, Section
from referrals import topics
from referrals.forms.manager import SubmitForm
from referrals.models import SupportRequest
from referrals.pages.base import RequestAct, find_request, tasks_url
from referrals.pages.documents import documents_table
from referrals.sections import SUMMARY, asked_table
from referrals.submit import refusals_against_submitting, submit
from referrals.topics import Topic

GROUPS: tuple[tuple[str, tuple[Topic, ...]], ...] = (
    (
        topics.CHILD,
        (topics.ABOUT, topics.BASIS, topics.COURT, topics.WISHES, topics.CONSENT),
    ),
    (topics.NEED, (topics.NEED_AND_QUESTION, topics.TRIED, topics.OUTCOME)),
    (topics.ASKED, (topics.DATES, topics.SUPPLIER, topics.FUNDING)),
)


class Submit(RequestAct):
    """Everything on one page; what is missing is listed above it."""

    title = "Check your answers"
    template_name = "referrals/check.html"
    form_class = SubmitForm

    def content(self) -> dict[str, Any]:
        self.missing = refusals_against_submitting(self.record, on=clock.today())
        return super().content() | {
            "refusals": self.missing,
            "refused_title": "This request is not ready yet",
            "sections": list(self.sections()),
            "cancel": Link("Save and come back later", tasks_url(self.record)),
        }

    def sections(self) -> Iterator[Section]:
        for title, those in GROUPS:
            rows = [row for topic in those for row in self.changeable(topic)]
            if title == topics.NEED and self.is_asked_again:
                rows += self.changeable(topics.AGAIN)
            yield Section(title, SUMMARY, {"rows": rows})
        lines = list(self.record.lines.select_related("service"))
        services = {
            "table": asked_table(lines, reasons=True),
            "change": Link("Change the services", self._url("services")),
        }
        yield Section("Services", "referrals/asked.html", services)
        documents = {
            "table": documents_table(self.record),
            "change": Link("Change the documents", self._url("documents")),
        }
        yield Section("Documents", "referrals/asked.html", documents)

    def changeable(self, topic: Topic) -> list[Row]:
        """The rows of a topic, each with the way to its page and back here."""
        change = Link("Change", f"{self._url(topic.page)}?back=check")
        return [Row(row.key, row.value, change) for row in topic.rows(self.record)]

    @property
    def is_asked_again(self) -> bool:
        asked = any(each.field in topics.AGAIN.fields for each in self.missing)
        return asked or bool(self.record.narrative.again_reason)

    @property
    def way_back(self) -> str:
        return tasks_url(self.record)

    def act(self, form: SubmitForm) -> str:
        submit(self.record, by=self.user, on=clock.today())
        return self._url("submitted")

    def _url(self, page: str) -> str:
        return reverse(f"referrals:{page}", args=[self.record.pk])


class Submitted(Page):
    """It is done, and what happens next."""

    template_name = "pages/done.html"
    record: SupportRequest

    def find(self, pk: int) -> SupportRequest:
        request = find_request(self.user, pk)
        if request.submitted_on is None:
            raise Http404
        return request

    def check_permission(self) -> None:
        require(self.user, Permission.REQUEST_RAISE, on=self.record)

    def content(self) -> dict[str, Any]:
        request = self.record
        return {
            "title": "Request submitted",
            "reference": request.reference,
            "next_steps": [
                f"The manager of {request.team.name} endorses it, returns it to you with "
                "questions, or declines it with reasons.",
                "Once endorsed, it goes to the next meeting of the Access to Resources Panel.",
                "You can take it back to change it until the panel has begun to decide.",
                "You are told of each step here and by e-mail.",
            ],
            "links": [
                Link("See this request", request.get_absolute_url()),
                Link("Raise another request", reverse("referrals:start")),
                Link("Go to your requests", reverse("referrals:list")),
            ],
        }
