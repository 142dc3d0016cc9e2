"""Check your answers, submit, and what happens next."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from mdps.core import clock
from mdps.core.pages import Page
from mdps.core.permissions import Permission, require
from mdps.core.ui import Link, Section
from referrals.forms import SubmitForm
from referrals.models import SupportRequest
from referrals.pages.base import RequestAct, find_request
from referrals.pages.draft import tasks_url
from referrals.sections import (
    SUMMARY,
    about_rows,
    asked_table,
    basis_row,
    changeable,
    narrative_rows,
)
from referrals.submit import refusals_against_submitting, submit


class Submit(RequestAct):
    """Everything on one page; what is missing is listed above it."""

    title = "Check your answers"
    template_name = "referrals/check.html"
    form_class = SubmitForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "refusals": refusals_against_submitting(self.record, on=clock.today()),
            "refused_title": "This request is not ready yet",
            "sections": self.sections(),
            "cancel": Link("Save and come back later", tasks_url(self.record)),
        }

    def sections(self) -> list[Section]:
        request = self.record
        answers = [
            *changeable(about_rows(request), self._url("about")),
            *changeable([basis_row(request)], self._url("basis")),
            *changeable(narrative_rows(request), self._url("need")),
        ]
        lines = list(request.lines.select_related("service"))
        services = {
            "table": asked_table(lines),
            "change": Link("Change the services", self._url("services")),
        }
        return [
            Section("About this request", SUMMARY, {"rows": answers}),
            Section("Services", "referrals/asked.html", services),
        ]

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
                f"The manager of {request.team.name} endorses it, or returns it to you with "
                "the reason.",
                "Once endorsed, it goes to the next meeting of the Access to Resources Panel.",
                "You are told of each step here and by e-mail.",
            ],
            "links": [
                Link("See this request", request.get_absolute_url()),
                Link("Raise another request", reverse("referrals:start")),
                Link("Go to your requests", reverse("referrals:list")),
            ],
        }
