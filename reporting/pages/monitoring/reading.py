"""Reading a submitted return: accept it, send it back, and the paper it was entered from."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from mdps.core import clock, files
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link
from reporting.models import MonitoringReturn
from reporting.monitoring.forms import AcceptForm, QuestionForm
from reporting.monitoring.queries import returns_visible_to
from reporting.monitoring.read import accept, refusals_against_reading, send_back
from reporting.pages.monitoring.one_return import OfReturn


class Reading(ActionPage):
    """An act of the council on a return."""

    permission = Permission.MONITORING_MANAGE

    def find(self, pk: int) -> MonitoringReturn:
        return get_object_or_404(returns_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        record = self.record
        return {
            "caption": f"{record.reference}, {record.supplier}, {record.round.period.words}",
            "cancel": Link("Cancel", record.get_absolute_url()),
        }


class AcceptReturn(Reading):
    form_class = AcceptForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Accept this return",
            "refusals": refusals_against_reading(self.record),
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

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Send this return back",
            "refusals": refusals_against_reading(self.record),
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
