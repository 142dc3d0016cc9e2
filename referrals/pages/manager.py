"""What the team manager does with a request, and how its requester withdraws it."""

from typing import Any

from mdps.core import clock
from mdps.core.money import gbp
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import count
from referrals.court_words import deadline_cell
from referrals.decline import decline
from referrals.endorse import endorse, refusals_against_endorsing
from referrals.forms.manager import (
    DeclineForm,
    EndorseForm,
    ReturnForm,
    TakeBackForm,
    WithdrawForm,
)
from referrals.pages.base import RequestAct, tasks_url
from referrals.send_back import send_back
from referrals.take_back import refusals_against_taking_back, take_back
from referrals.withdraw import refusals_against_withdrawing, withdraw


class RequestDecision(RequestAct):
    """An act on a whole request, with its figures."""

    def content(self) -> dict[str, Any]:
        request = self.record
        amounts = list(request.lines.values_list("requested_amount", flat=True))
        return super().content() | {
            "figures": [
                Row("Kind of support", request.category.short_name),
                Row("Raised by", request.requester.name),
                Row("Deadline", deadline_cell(request)),
                Row("Requested", f"{gbp(sum(amounts))} for {count(len(amounts), 'service')}"),
            ],
            "refusals": self.refusals(),
            "cancel": Link("Cancel", self.way_back),
        }

    def refusals(self) -> list[Any]:
        return refusals_against_endorsing(self.record, by=self.user)


class Endorse(RequestDecision):
    permission = Permission.REQUEST_ENDORSE
    title = "Endorse this request?"
    form_class = EndorseForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "consequences": [
                "The panel administrator puts it on the agenda of a meeting.",
                f"{self.record.requester.name} is told that you endorsed it.",
                "You cannot take part in the panel's decision about it.",
            ]
        }

    def act(self, form: EndorseForm) -> str:
        endorse(self.record, by=self.user, on=clock.today())
        self.say(f"You endorsed {self.record.reference}.")
        return self.record.get_absolute_url()


class SendBack(RequestDecision):
    permission = Permission.REQUEST_ENDORSE
    title = "Return this request"
    form_class = ReturnForm

    def act(self, form: ReturnForm) -> str:
        reason = form.cleaned_data["reason"]
        send_back(self.record, reason=reason, by=self.user, on=clock.today())
        self.say(f"You returned {self.record.reference} to {self.record.requester.name}.")
        return self.record.get_absolute_url()


class Decline(RequestDecision):
    permission = Permission.REQUEST_ENDORSE
    title = "Decline this request?"
    form_class = DeclineForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "warning": "A declined request goes no further. "
            "Return it instead where an answer could change your mind.",
            "danger": True,
        }

    def act(self, form: DeclineForm) -> str:
        reason = form.cleaned_data["reason"]
        decline(self.record, reason=reason, by=self.user, on=clock.today())
        self.say(f"You declined {self.record.reference}.")
        return self.record.get_absolute_url()


class TakeBack(RequestDecision):
    title = "Take this request back?"
    form_class = TakeBackForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "consequences": [
                "It is a draft again until you submit it again.",
                "The manager's endorsement ends, and the manager is asked again.",
                "It leaves the agenda of a planned meeting, and views given on it are void.",
            ]
        }

    def refusals(self) -> list[Any]:
        return refusals_against_taking_back(self.record)

    def act(self, form: TakeBackForm) -> str:
        take_back(self.record, by=self.user, on=clock.today())
        self.say(f"{self.record.reference} is a draft again. Submit it when it is changed.")
        return tasks_url(self.record)


class Withdraw(RequestDecision):
    title = "Withdraw this request?"
    form_class = WithdrawForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "warning": "A withdrawn request cannot be taken up again. You would raise another.",
            "danger": True,
        }

    def refusals(self) -> list[Any]:
        return refusals_against_withdrawing(self.record)

    def act(self, form: WithdrawForm) -> str:
        withdraw(self.record, by=self.user, on=clock.today())
        self.say(f"You withdrew {self.record.reference}.")
        return self.record.get_absolute_url()
