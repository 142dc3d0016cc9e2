"""The small acts of an assessment: asking, entering an answer, commenting, extending, declaring a
conflict, and sending back what was assessed.
"""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.rules import ask
from mdps.core.ui import Link, Row
from mdps.core.words import day
from suppliers.assess_forms import (
    AnswerByEmailForm,
    CommentForm,
    ConflictForm,
    ExtendForm,
    ReassessForm,
    question_form,
)
from suppliers.clarify import answer, answering, put_question, refusals_against_asking
from suppliers.clarify_rules import waits_for_an_answer
from suppliers.comment import comment
from suppliers.conflicts import declare_conflict
from suppliers.criteria import criteria_of
from suppliers.decision_time import allowed
from suppliers.extend import extend, refusals_against_extend
from suppliers.models import Clarification
from suppliers.queries import applications_visible_to
from suppliers.reassess import reassess
from suppliers.standing_words import time_left
from suppliers.views.assessing import AssessingPage
from suppliers.working_time import EXTENDED


class OfApplication(AssessingPage):
    title = ""

    def content(self) -> dict[str, Any]:
        application = self.record
        return {
            "title": self.title,
            "caption": f"{application.reference}, {application.supplier}",
            "cancel": Link("Cancel", application.get_absolute_url()),
        }


class AskPage(OfApplication):
    title = "Ask the provider"

    @property
    def form_class(self) -> type[PageForm]:  # type: ignore[override]
        return question_form(list(criteria_of(self.record)))

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "refusals": []
            if self.request.method == "POST"
            else refusals_against_asking(self.record, by=self.user),
            "consequences": [
                "Its people are told by e-mail, and answer on their page.",
                f"The {allowed(self.record)} working days stand still until they have.",
            ],
        }

    def act(self, form: PageForm) -> str:
        data = form.cleaned_data
        put_question(
            self.record,
            question=data["question"],
            criterion=data["criterion"],
            answer_by=data["answer_by"],
            by=self.user,
            on=clock.today(),
        )
        self.say("The question is sent.")
        return self.record.get_absolute_url()


class AnswerByEmailPage(AssessingPage):
    """An answer that came by e-mail, entered by an officer."""

    form_class = AnswerByEmailForm
    record: Clarification

    def find(self, pk: int) -> Clarification:  # type: ignore[override]
        asked = Clarification.objects.select_related("application__supplier", "application__lot")
        visible = asked.filter(application__in=applications_visible_to(self.user))
        return get_object_or_404(visible, pk=pk)

    def content(self) -> dict[str, Any]:
        application = self.record.application
        return {
            "title": "Enter the answer",
            "caption": f"{application.reference}, {application.supplier}",
            "figures": [
                Row("Question", self.record.question),
                Row("Asked", day(self.record.asked_on)),
            ],
            "refusals": []
            if self.request.method == "POST"
            else ask([waits_for_an_answer], answering(self.record, "")),
            "consequences": ["With the last answer the assessment goes on, and its time too."],
            "cancel": Link("Cancel", application.get_absolute_url()),
        }

    def act(self, form: AnswerByEmailForm) -> str:
        text = form.cleaned_data["answer"]
        answer(self.record, text=text, by=self.user, on=clock.today(), by_email=True)
        self.say("The answer is recorded.")
        return self.record.application.get_absolute_url()


class CommentPage(OfApplication):
    title = "Add a comment"
    form_class = CommentForm

    def act(self, form: CommentForm) -> str:
        comment(self.record, form.cleaned_data["text"], by=self.user)
        self.say("The comment is added.")
        return f"{self.record.get_absolute_url()}#comments"


class ExtendPage(OfApplication):
    title = "Extend the time to decide"
    form_class = ExtendForm

    def content(self) -> dict[str, Any]:
        application, today = self.record, clock.today()
        return super().content() | {
            "figures": [
                Row("Due", day(application.due_on)),
                Row("Now", time_left(application, today)),
            ],
            "refusals": []
            if self.request.method == "POST"
            else refusals_against_extend(application, on=today),
            "consequences": [
                f"The council has {EXTENDED} working days, and the provider is told until when.",
                "It cannot be extended again.",
            ],
        }

    def act(self, form: ExtendForm) -> str:
        extend(self.record, reason=form.cleaned_data["reason"], by=self.user, on=clock.today())
        self.say(f"{self.record.reference} is due on {day(self.record.due_on)}.")
        return self.record.get_absolute_url()


class ConflictPage(OfApplication):
    title = "Declare a conflict of interest"
    form_class = ConflictForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "consequences": [
                "You neither assess nor decide this application.",
                "What you had in hand of it goes to somebody else.",
                "The declaration stays on the record.",
            ],
        }

    def act(self, form: ConflictForm) -> str:
        declare_conflict(self.record, reason=form.cleaned_data["reason"], by=self.user)
        self.say("Your conflict of interest is declared.")
        return self.record.get_absolute_url()


class ReassessPage(OfApplication):
    title = "Send it back to be assessed again"
    form_class = ReassessForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "consequences": [
                "Its assessor is told, and judges it again. The time to decide goes on.",
                "Your reason is kept as a comment.",
            ],
        }

    def act(self, form: ReassessForm) -> str:
        reassess(self.record, reason=form.cleaned_data["reason"], by=self.user, on=clock.today())
        self.say(f"{self.record.reference} is under assessment again.")
        return self.record.get_absolute_url()
