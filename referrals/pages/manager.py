"""What the team manager does with a request, and how its requester withdraws it."""

from typing import Any

from mdps.core import clock
from mdps.core.money import gbp
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import count, day
from referrals.endorse import endorse, refusals_against_endorsing
from referrals.forms import EndorseForm, ReturnForm, WithdrawForm
from referrals.pages.base import RequestAct
from referrals.send_back import send_back
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
                Row("Needed by", day(request.needed_by)),
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
