"""One of the provider's own applications: where it stands, why, and what it can do."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from mdps.core.ui import Action, Identity, Link, Row, Section
from mdps.core.words import day
from suppliers import own_words
from suppliers.models import Application
from suppliers.sections import decision_rows
from suppliers.views.joining.base import OfOwn

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
                *self.decision(),
                own_words.lot_answers(application),
                *own_words.submitted_answers(application.answers),
            ],
        }

    def identity(self) -> Identity:
        application = self.record
        due = own_words.decided_by(application)
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

    def decision(self) -> list[Section]:
        """Who decided, when and why; nothing of how others were judged."""
        if not self.record.decision:
            return []
        rows = decision_rows(self.record.decision)
        return [Section("Decision", "components/summary_list.html", {"rows": rows}, id="decision")]

    def actions(self) -> list[Action]:
        if self.record.state not in Application.OPEN:
            return []
        url = reverse("suppliers:withdraw", args=[self.record.pk])
        return [Action("Withdraw the application", url, secondary=True)]
