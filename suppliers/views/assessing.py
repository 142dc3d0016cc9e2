"""Taking an application to assess it, and the desk on which it is assessed."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import cells, clock
from mdps.core.forms import PageForm
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.rules import Refusal
from mdps.core.ui import Action, Link, Section
from suppliers import desk, sections
from suppliers.assess import (
    assess,
    judge,
    refusals_against_assessor,
    refusals_against_start,
    start,
)
from suppliers.assess_forms import (
    AssessForm,
    CommentForm,
    assess_form,
    initial_findings,
    question_form,
)
from suppliers.clarify import refusals_against_asking
from suppliers.criteria import criteria_of, findings_of
from suppliers.extend import refusals_against_extend
from suppliers.models import Application
from suppliers.queries import applications_visible_to

State = Application.State


class AssessingPage(ActionPage):
    permission = Permission.APPLICATION_ASSESS

    def applications(self) -> QuerySet[Application]:
        return applications_visible_to(self.user).select_related(
            "supplier", "lot", "assessor", "round", "criteria_version__lot", "extended_by"
        )

    def find(self, pk: int) -> Application:
        return get_object_or_404(self.applications(), pk=pk)

    def desk_url(self) -> str:
        return reverse("suppliers:assess", args=[self.record.pk])


class StartPage(AssessingPage):
    def content(self) -> dict[str, Any]:
        application = self.record
        return {
            "title": f"Assess {application.reference}",
            "caption": str(application),
            "refusals": refusals_against_start(application, by=self.user),
            "consequences": [
                "You are shown as its assessor.",
                "A commissioning manager other than you decides it.",
            ],
            "submit": "Start the assessment",
            "cancel": Link("Not now", application.get_absolute_url()),
        }

    def act(self, form: PageForm) -> str:
        start(self.record, by=self.user, on=clock.today())
        return self.desk_url()


class AssessPage(AssessingPage):
    """The desk. `keep` in the post saves what was found so far; without it the assessment ends."""

    template_name = "suppliers/desk.html"

    @property
    def form_class(self) -> type[AssessForm]:  # type: ignore[override]
        return assess_form(list(criteria_of(self.record)))

    def form_options(self) -> dict[str, Any]:
        initial = initial_findings(findings_of(self.record))
        return {"initial": initial | {"summary": self.record.assessment}}

    @property
    def against(self) -> list[Refusal]:
        """Why this person judges nothing here now."""
        return refusals_against_assessor(self.record, by=self.user)

    def show(self, **more: Any) -> Any:
        in_hand = self.record.state in (State.UNDER_ASSESSMENT, State.CLARIFICATION)
        if self.against or not in_hand:
            more["form"] = None
        return super().show(**more)

    def content(self) -> dict[str, Any]:
        application, today = self.record, clock.today()
        return {
            "title": f"Assess {application.reference}",
            "breadcrumbs": [
                Link("Assessment", reverse("suppliers:worklist")),
                Link(application.reference, application.get_absolute_url()),
            ],
            "identity": desk.identity(application, cells.state_tag(application), today),
            "sections": self.sections(),
            "form_title": f"Criteria of {application.lot.short}",
            "refusals": self.against,
            "actions": self.actions(),
            **self.steps(),
        }

    def sections(self) -> list[Section]:
        application, today = self.record, clock.today()
        return [
            *sections.answers(application, enters=True),
            sections.evidence(application.supplier, today),
            *desk.about(application),
            *self.small_forms(),
            sections.details(application.supplier),
        ]

    def small_forms(self) -> list[Section]:
        """A question and a comment, from the desk itself."""
        if self.against:
            return []
        pk = [self.record.pk]
        asking = question_form(list(criteria_of(self.record)))(auto_id="ask_%s")
        return [
            *(
                []
                if refusals_against_asking(self.record, by=self.user)
                else [_small("Ask the provider", "ask", asking, reverse("suppliers:ask", args=pk))]
            ),
            _small(
                "Add a comment",
                "comment",
                CommentForm(auto_id="comment_%s"),
                reverse("suppliers:comment", args=pk),
            ),
        ]

    def actions(self) -> list[Action]:
        pk = [self.record.pk]
        return [
            Action(
                "Extend the time to decide",
                reverse("suppliers:extend", args=pk),
                refusals_against_extend(self.record, on=clock.today()),
                secondary=True,
            ),
            *(
                []
                if self.against
                else [
                    Action(
                        "Declare a conflict of interest",
                        reverse("suppliers:conflict", args=pk),
                        secondary=True,
                    )
                ]
            ),
        ]

    def steps(self) -> dict[str, Any]:
        """Where this one is among those in hand, the first to be due first."""
        items = list(desk.in_hand())
        keys = [each.pk for each in items]
        if self.record.pk not in keys:
            return {}
        at = keys.index(self.record.pk)
        return {
            "position": f"{at + 1} of {len(items)} in hand",
            "previous": desk.link(items[at - 1]) if at else None,
            "next": desk.link(items[at + 1]) if at + 1 < len(items) else None,
            "items": [desk.link(each, current=each.pk == self.record.pk) for each in items],
        }

    def act(self, form: AssessForm) -> str:
        if "keep" in self.request.POST:
            judge(self.record, judgements=form.judgements(), by=self.user, on=clock.today())
            self.say("Saved. The assessment goes on.")
            return self.desk_url()
        assess(
            self.record,
            judgements=form.judgements(),
            summary=form.cleaned_data["summary"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{self.record.reference} is assessed. A commissioning manager decides it next.")
        return self.record.get_absolute_url()


def _small(title: str, slug: str, form: PageForm, url: str) -> Section:
    return Section(
        title, "suppliers/small_form.html", {"small_form": form, "action": url}, id=f"{slug}-here"
    )
