"""Completing a return: the task list, its parts, and checking the answers before submitting."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Action, Link
from mdps.core.words import count, day
from reporting.models import MonitoringReturn
from reporting.monitoring.answer import answer, refusals_against_answering
from reporting.monitoring.answer_form import part_form
from reporting.monitoring.asked import parts_of
from reporting.monitoring.forms import SubmitByOfficerForm, SubmitForm
from reporting.monitoring.known import known
from reporting.monitoring.questions import Part, unanswered
from reporting.monitoring.said import questions, said
from reporting.monitoring.submit import is_officer, refusals_against_submit, submit
from reporting.monitoring.task_list import task_list
from reporting.pages.monitoring.one_return import OfReturn


class Completing(OfReturn):
    """A page on which a return is written. Once it is submitted there is only the record."""

    permissions = (Permission.RETURN_COMPLETE,)
    permission = Permission.RETURN_COMPLETE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refusals_against_answering(self.record):
            return redirect(self.record.get_absolute_url())
        return super().get(request, *args, **kwargs)  # type: ignore[return-value]

    @property
    def tasks(self) -> Link:
        return Link("Back to the return", reverse("monitoring:tasks", args=[self.record.pk]))


class Tasks(Completing):
    template_name = "pages/tasks.html"

    def content(self) -> dict[str, Any]:
        record = self.record
        groups = task_list(record)
        items = [item for group in groups for item in group.items]
        done = sum(item.done for item in items)
        return {
            "title": f"Monitoring return for {record.round.period.words}",
            "caption": f"{record.supplier}, {record.reference}",
            "progress": f"You have completed {done} of {count(len(items), 'task')}. Everything is "
            "saved as you go: you can stop and come back. The return is due on "
            f"{day(record.round.due_on)}.",
            "groups": groups,
            "submit": Action(
                "Check your answers and submit", reverse("monitoring:submit", args=[record.pk])
            ),
            "ready": done == len(items),
            "sections": [*questions(record), *known(record.figures)],
        }


class PartPage(Completing, ActionPage):
    """The questions of one part; what is not answered yet can wait."""

    template_name = "pages/form.html"

    def find(self, pk: int, slug: str) -> MonitoringReturn:  # type: ignore[override]
        record = super().find(pk)
        parts = {part.slug: part for part in parts_of(record.figures)}
        if slug not in parts:
            raise Http404
        self.part: Part = parts[slug]
        return record

    @property
    def form_class(self) -> type[PageForm]:  # type: ignore[override]
        return part_form(self.part)

    def form_options(self) -> dict[str, Any]:
        return {"initial": self.record.answers.get(self.part.slug, {})}

    def content(self) -> dict[str, Any]:
        return {
            "title": self.part.title,
            "caption": self.part.heading,
            "lead": self.part.lead,
            "back": self.tasks,
        }

    def act(self, form: PageForm) -> str:
        answer(self.record, self.part, form.cleaned_data, by=self.user)
        left = unanswered(self.part, self.record.answers[self.part.slug])
        self.say(f"Saved. {count(len(left), 'question')} left here." if left else "Saved.")
        return self.tasks.url


class CheckReturn(Completing, ActionPage):
    """Every answer once more, then the button; an officer adds the paper it was entered from."""

    template_name = "pages/check.html"

    @property
    def form_class(self) -> type[PageForm]:  # type: ignore[override]
        return SubmitByOfficerForm if is_officer(self.user) else SubmitForm

    def content(self) -> dict[str, Any]:
        record = self.record
        return {
            "title": "Check your answers",
            "caption": f"{record.supplier}, {record.round.period.words}",
            "refusals": refusals_against_submit(record),
            "sections": said(record, change=self._page_of),
            "back": self.tasks,
            "cancel": self.tasks,
        }

    def _page_of(self, part: Part) -> str:
        return reverse("monitoring:part", args=[self.record.pk, part.slug])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """While something is missing there is nothing to submit: the page says what."""
        if refusals_against_submit(self.record):
            return self.show(form=self.form_class())
        return super().post(request, *args, **kwargs)

    def act(self, form: PageForm) -> str:
        submit(self.record, paper=form.cleaned_data.get("paper"), by=self.user, on=clock.today())
        self.say("The return is submitted. A commissioner reads it and may ask you a question.")
        return self.record.get_absolute_url()
