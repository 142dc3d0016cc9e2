"""Reading a submitted return: accept it, send it back, and the paper it was entered from."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from mdps.core import clock, files
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.rules import Refusal
from mdps.core.ui import Link
from reporting.models import MonitoringReturn
from reporting.monitoring.forms import AcceptForm, QuestionForm
from reporting.monitoring.queries import returns_visible_to
from reporting.monitoring.read import accept, refusals_against_reading, send_back
from reporting.pages.monitoring.one_return import OfReturn


class WherePossible(ActionPage):
    """An act that is refused before its form is filled in: the page then says why, and no more."""

    template_name = "pages/check.html"

    def against(self) -> list[Refusal]:
        """Why nothing can be done here now."""
        return []

    def content(self) -> dict[str, Any]:
        return {"refusals": self.against(), "sections": []}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.against():
            return self.show(form=self.form_class(**self.form_options()))
        return super().post(request, *args, **kwargs)


class Reading(WherePossible):
    """An act of the council on a return."""

    permission = Permission.MONITORING_MANAGE

    def find(self, pk: int) -> MonitoringReturn:
        return get_object_or_404(returns_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        record = self.record
        return super().content() | {
            "caption": f"{record.reference}, {record.supplier}, {record.round.period.words}",
            "cancel": Link("Cancel", record.get_absolute_url()),
        }


class AcceptReturn(Reading):
    form_class = AcceptForm

    def against(self) -> list[Refusal]:
        return refusals_against_reading(self.record)

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Accept this return",
            "consequences": [
                "It is complete, and cannot be changed any more.",
                "Its people are told. How you rate the supplier is apart from that.",
            ],
        }

    def act(self, form: AcceptForm) -> str:
        accept(self.record, by=self.user, on=clock.today())
        self.say("The return is accepted.")
        return self.record.get_absolute_url()


class SendBackReturn(Reading):
    form_class = QuestionForm

    def against(self) -> list[Refusal]:
        return refusals_against_reading(self.record)

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Send this return back",
            "consequences": [
                "Its people are told, and can change every answer.",
                "It waits for them until they submit it again. The day it is due stays.",
            ],
        }

    def act(self, form: QuestionForm) -> str:
        send_back(self.record, text=form.cleaned_data["text"], by=self.user, on=clock.today())
        self.say("The return is sent back.")
        return self.record.get_absolute_url()


class PaperOfReturn(OfReturn):
    """The e-mail or letter from which an officer entered the return."""

    permissions = (Permission.MONITORING_READ,)

    def find(self, pk: int) -> MonitoringReturn:
        with_paper = returns_visible_to(self.user).select_related("paper")
        return get_object_or_404(with_paper, pk=pk, paper__isnull=False)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return files.download(self.record.paper)
