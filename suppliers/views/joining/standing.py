"""One of the provider's own applications: where it stands, why, and what it can do."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mdps.core import clock, papers
from mdps.core.rules import ask
from mdps.core.ui import Action, Cell, Identity, Link, Row, Section
from mdps.core.words import day
from suppliers import own_words
from suppliers.clarify import answer, answering
from suppliers.clarify_rules import waits_for_an_answer
from suppliers.decision_time import due_on
from suppliers.joining_forms import AnswerForm
from suppliers.models import Application, Clarification
from suppliers.queries import applications_visible_to
from suppliers.sections import decision_rows
from suppliers.views.joining.base import OfOwn, OwnForm

State = Application.State


class OwnApplication(OfOwn):
    template_name = "pages/record.html"
    record: Application

    def find(self, **kwargs: Any) -> Application:
        return self.own(kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.record.state == State.DRAFT:
            return redirect("join:tasks")
        return super().get(request, *args, **kwargs)

    def content(self) -> dict[str, Any]:
        application = self.record
        return {
            "title": f"Application for {application.lot.short}",
            "breadcrumbs": [Link("My organisation", application.supplier.get_own_url())],
            "identity": self.identity(),
            "actions": self.actions(),
            "sections": [
                self.next_step(),
                *self.questions(),
                *self.decision(),
                *self.letters(),
                own_words.lot_answers(application),
                *own_words.submitted_answers(application.answers),
            ],
        }

    def identity(self) -> Identity:
        application = self.record
        due = due_on(application)
        return Identity(
            reference=application.reference,
            title=f"Application for {application.lot}",
            tag=own_words.tag(application),
            facts=[
                Row("Submitted", day(application.submitted_on) or "Not submitted"),
                *([Row("Decision by", day(due))] if due else []),
            ],
        )

    def next_step(self) -> Section:
        text = own_words.what_happens(self.record)
        return Section("Where it stands", "suppliers/text.html", {"text": text})

    def questions(self) -> list[Section]:
        """What the council asked, with the answer or the way to give it."""
        asked = list(self.record.clarifications.order_by("-id"))
        if not asked:
            return []
        rows = [
            Row(
                each.question,
                Cell(each.answer or "Not answered yet", hint=_when(each)),
                None if each.answered_on else Link("Answer", answer_url(each)),
            )
            for each in asked
        ]
        return [
            Section("Questions", "components/summary_list.html", {"rows": rows}, id="questions")
        ]

    def decision(self) -> list[Section]:
        """Who decided, when and why; nothing of how others were judged."""
        if not self.record.decision:
            return []
        rows = decision_rows(self.record.decision)
        return [Section("Decision", "components/summary_list.html", {"rows": rows}, id="decision")]

    def letters(self) -> list[Section]:
        """The letters about it that its provider may read."""
        section = papers.section_of(self.record, self.user)
        return [section] if section else []

    def actions(self) -> list[Action]:
        if self.record.state not in Application.OPEN:
            return []
        open_ones = self.record.clarifications.filter(answered_on=None).order_by("id")
        answers = [Action("Answer the question", answer_url(each)) for each in open_ones[:1]]
        url = reverse("suppliers:withdraw", args=[self.record.pk])
        return [*answers, Action("Withdraw the application", url, secondary=True)]


class AnswerPage(OwnForm):
    """The answer to one question of the council."""

    form_class = AnswerForm
    record: Clarification

    def find(self, **kwargs: Any) -> Clarification:
        asked = Clarification.objects.select_related("application__supplier", "application__lot")
        own = asked.filter(application__in=applications_visible_to(self.user))
        return get_object_or_404(own, pk=kwargs["pk"])

    def content(self) -> dict[str, Any]:
        application = self.record.application
        return {
            "title": "Answer our question",
            "caption": f"{application.reference}, {application.lot.short}",
            "figures": [Row("We asked", self.record.question)],
            "refusals": ask([waits_for_an_answer], answering(self.record, "")),
            "back": Link("Back to the application", application.get_own_url()),
        }

    def act(self, form: AnswerForm) -> str:
        answer(self.record, text=form.cleaned_data["answer"], by=self.user, on=clock.today())
        self.say("Your answer is sent. The assessment goes on.")
        return self.record.application.get_own_url()


def answer_url(asked: Clarification) -> str:
    """Where a question is answered."""
    return reverse("join:answer", args=[asked.pk])


def _when(asked: Clarification) -> str:
    """When it was asked and answered."""
    said = f"Asked on {day(asked.asked_on)}"
    return f"{said}, answered on {day(asked.answered_on)}" if asked.answered_on else said
