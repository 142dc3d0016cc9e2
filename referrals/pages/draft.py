"""Writing a request: a task list with save and return."""

from typing import Any

from django.urls import reverse

from mdps.core import clock
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Action, Link
from referrals import draft
from referrals.draft_rules import Writing, can_be_changed
from referrals.earlier import earlier_than
from referrals.forms.child import StartForm
from referrals.models import SupportRequest
from referrals.pages.base import WritingPage, answers, tasks_url
from referrals.sections import manager_section
from referrals.submit import refusals_against_submitting
from referrals.task_list import groups_of, progress


class Start(ActionPage):
    """The first page: with it the draft exists and can be returned to."""

    permission = Permission.REQUEST_RAISE
    form_class = StartForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Raise a support request",
            "lead": "Your answers are saved page by page. You can stop and come back.",
            "back": Link("Back to requests", reverse("referrals:list")),
        }

    def act(self, form: StartForm) -> str:
        """On to the tasks; or first to what the case had before, where it had something."""
        today = clock.today()
        request = draft.start(**answers(form), by=self.user, on=today)
        if earlier_than(request, on=today).exists():
            return reverse("referrals:again", args=[request.pk])
        return tasks_url(request)


class Tasks(WritingPage):
    """The task list of a draft or a returned request."""

    template_name = "referrals/tasks.html"

    def content(self) -> dict[str, Any]:
        request, today = self.record, clock.today()
        closed = can_be_changed(Writing(request.state, {}, today))
        refusals = refusals_against_submitting(request, on=today)
        groups = groups_of(request, refusals)
        returned = request.state == SupportRequest.State.RETURNED
        return {
            "title": "Your support request",
            "caption": f"Support request {request.reference}",
            "back": Link("Back to requests", reverse("referrals:list")),
            "progress": progress(groups),
            "groups": [] if closed else groups,
            "refusals": [closed] if closed else [],
            "returned": manager_section(request) if returned else None,
            "ready": not refusals,
            "submit": Action("Check your answers", reverse("referrals:submit", args=[request.pk])),
            "record_url": request.get_absolute_url(),
        }
