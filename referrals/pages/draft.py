"""Writing a request: a task list with save and return, one thing a page."""

from typing import Any

from django.urls import reverse

from mdps.core import clock
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Action, Link
from mdps.core.words import count
from referrals import draft
from referrals.draft_rules import Writing, can_be_changed
from referrals.forms import AboutAgainForm, AboutForm, BasisForm, NeedForm
from referrals.models import SupportRequest
from referrals.pages.base import RequestAct, WritingPage
from referrals.sections import returned_section
from referrals.submit import refusals_against_submitting
from referrals.task_list import tasks_of


def tasks_url(request: SupportRequest) -> str:
    return reverse("referrals:tasks", args=[request.pk])


class Start(ActionPage):
    """The first page: with it the draft exists and can be returned to."""

    permission = Permission.REQUEST_RAISE
    form_class = AboutForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Raise a support request",
            "lead": "Your answers are saved page by page. You can stop and come back.",
            "back": Link("Back to requests", reverse("referrals:list")),
        }

    def act(self, form: AboutForm) -> str:
        request = draft.start(**_answers(form), by=self.user, on=clock.today())
        return tasks_url(request)


class Tasks(WritingPage):
    """The task list of a draft or a returned request."""

    template_name = "referrals/tasks.html"

    def content(self) -> dict[str, Any]:
        request, today = self.record, clock.today()
        tasks = tasks_of(request)
        done = sum(task.done for task in tasks)
        is_returned = request.state == SupportRequest.State.RETURNED
        closed = can_be_changed(Writing(request.state, {}, today))
        return {
            "title": "Your support request",
            "caption": f"Support request {request.reference}",
            "back": Link("Back to requests", reverse("referrals:list")),
            "progress": f"You have completed {done} of {count(len(tasks), 'task')}.",
            "tasks": () if closed else tasks,
            "refusals": [closed] if closed else [],
            "returned": returned_section(request) if is_returned else None,
            "ready": not refusals_against_submitting(request, on=today),
            "submit": Action("Check your answers", reverse("referrals:submit", args=[request.pk])),
            "record_url": request.get_absolute_url(),
        }


class Edit(RequestAct):
    """One page of answers, saved and back to the task list."""

    def form_options(self) -> dict[str, Any]:
        names = [name for name in self.form_class.base_fields if name in draft.FIELDS]
        return {"initial": {name: getattr(self.record, name) or None for name in names}}

    @property
    def way_back(self) -> str:
        return tasks_url(self.record)

    def act(self, form: Any) -> str:
        draft.edit(self.record, **_answers(form), by=self.user, on=clock.today())
        return tasks_url(self.record)


class About(Edit):
    title = "Who it is for"
    form_class = AboutAgainForm


class Basis(Edit):
    title = "Legal basis"
    form_class = BasisForm


class Need(Edit):
    title = "Need and outcome"
    form_class = NeedForm


def _answers(form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form.fields if name in draft.FIELDS}
