"""Taking an application to assess it, and the desk on which it is assessed."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import cells, clock
from mdps.core.forms import PageForm
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Identity, Link
from suppliers import sections
from suppliers.assess import assess, start
from suppliers.assess_forms import AssessForm, QuestionForm, assess_form
from suppliers.clarify import put_question, refusals_against_asking
from suppliers.criteria import criteria_of
from suppliers.models import Application
from suppliers.queries import applications_visible_to


class AssessingPage(ActionPage):
    permission = Permission.APPLICATION_ASSESS

    def find(self, pk: int) -> Application:
        applications = applications_visible_to(self.user).select_related("supplier", "lot")
        return get_object_or_404(applications, pk=pk)


class StartPage(AssessingPage):
    def content(self) -> dict[str, Any]:
        application = self.record
        return {
            "title": f"Assess {application.reference}",
            "caption": str(application),
            "consequences": [
                "You are shown as its assessor.",
                "A commissioning manager other than you decides it.",
            ],
            "submit": "Start the assessment",
            "cancel": Link("Not now", application.get_absolute_url()),
        }

    def act(self, form: PageForm) -> str:
        start(self.record, by=self.user, on=clock.today())
        return reverse("suppliers:assess", args=[self.record.pk])


class AssessPage(AssessingPage):
    template_name = "pages/desk.html"

    @property
    def form_class(self) -> type[AssessForm]:  # type: ignore[override]
        return assess_form(list(criteria_of(self.record)))

    def content(self) -> dict[str, Any]:
        application = self.record
        return {
            "title": f"Assess {application.reference}",
            "breadcrumbs": [
                Link("Applications", reverse("suppliers:applications")),
                Link(application.reference, application.get_absolute_url()),
            ],
            "identity": Identity(
                reference=application.reference,
                title=str(application),
                tag=cells.state_tag(application),
            ),
            "sections": [
                *sections.answers(application),
                sections.evidence(application.supplier, clock.today()),
                sections.details(application.supplier),
            ],
            "form_title": f"Criteria of {application.lot.short}",
        }

    def act(self, form: AssessForm) -> str:
        assess(
            self.record,
            judgements=form.judgements(),
            summary=form.cleaned_data["summary"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{self.record.reference} is assessed. A commissioning manager decides it next.")
        return self.record.get_absolute_url()


class AskPage(AssessingPage):
    form_class = QuestionForm

    def content(self) -> dict[str, Any]:
        application = self.record
        return {
            "title": "Ask the provider",
            "caption": f"{application.reference}, {application.supplier}",
            "refusals": refusals_against_asking(application, by=self.user),
            "consequences": [
                "Its people are told by e-mail, and answer on their page.",
                "The 10 working days stand still until they have.",
            ],
            "cancel": Link("Cancel", application.get_absolute_url()),
        }

    def act(self, form: QuestionForm) -> str:
        question = form.cleaned_data["question"]
        put_question(self.record, question=question, by=self.user, on=clock.today())
        self.say("The question is sent.")
        return self.record.get_absolute_url()
