"""The acts of a call-off's life, each on a page that says what follows."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from contracts.accept import accept
from contracts.deliver import deliver
from contracts.end import complete, terminate
from contracts.life_forms import (
    AcceptForm,
    CompleteForm,
    DeliveryForm,
    ReasonsForm,
    ReleaseForm,
)
from contracts.models import CallOffContract
from contracts.pauses import pauses_of
from contracts.queries import contracts_visible_to
from contracts.release import release
from contracts.standing import Standing, standing_of
from contracts.unaward import decline, unaward
from mdps.core import clock
from mdps.core.money import gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import count, day


class CallOffPage(ActionPage):
    """An act on one call-off: its figures above the form, and the way back to it."""

    permission = Permission.CONTRACT_AWARD
    title = ""
    danger = False

    def find(self, pk: int) -> CallOffContract:
        return get_object_or_404(self.call_offs(), pk=pk)

    def call_offs(self) -> QuerySet[CallOffContract]:
        return contracts_visible_to(self.user).select_related("line__request", "delivered_by")

    @property
    def standing(self) -> Standing:
        return standing_of(self.record)

    def content(self) -> dict[str, Any]:
        contract, standing = self.record, self.standing
        return {
            "title": self.title,
            "caption": f"{contract.reference}, {contract.service.name}",
            "figures": figures(contract, standing),
            "consequences": self.consequences(standing),
            "submit": self.form_class.submit,
            "danger": self.danger,
            "cancel": Link("Cancel", contract.get_absolute_url()),
        }

    def consequences(self, standing: Standing) -> list[str]:
        return []

    def act(self, form: Any) -> str:
        data = {name: value for name, value in form.cleaned_data.items() if name != "one_time_key"}
        self.do(data)
        return self.record.get_absolute_url()

    def do(self, data: dict[str, Any]) -> None:
        """The act itself, with what the form holds. May raise Refused."""
        raise NotImplementedError

    @property
    def who_and_when(self) -> dict[str, Any]:
        return {"by": self.user, "on": clock.today()}


def figures(contract: CallOffContract, standing: Standing) -> list[Row]:
    """What an act on a call-off is about."""
    unit = contract.service.get_unit_display()
    return [
        Row("Supplier", contract.delivered_by.name),
        Row("Delivery", f"{day(contract.starts_on)} to {day(contract.ends_on)}"),
        Row("Ordered", count(standing.ordered, unit)),
        Row("Delivered", count(standing.delivered, unit)),
        Row("Committed, ex VAT", gbp(standing.committed)),
    ]


class Accept(CallOffPage):
    permission = Permission.CALL_OFF_ANSWER
    form_class = AcceptForm
    title = "Accept the call-off"

    def consequences(self, standing: Standing) -> list[str]:
        return [
            f"Delivery starts on {day(self.record.starts_on)}.",
            "The council's officer is told.",
        ]

    def do(self, data: dict[str, Any]) -> None:
        accept(self.record, **self.who_and_when)
        self.say(f"{self.record.reference} is accepted.")


class DeclineForm(ReasonsForm):
    submit = "Decline the call-off"


class Decline(CallOffPage):
    permission = Permission.CALL_OFF_ANSWER
    form_class = DeclineForm
    title = "Decline the call-off"
    danger = True

    def consequences(self, standing: Standing) -> list[str]:
        return ["The award is taken back, and the council may award it to another supplier."]

    def do(self, data: dict[str, Any]) -> None:
        decline(self.record, **data, **self.who_and_when)
        self.say(f"{self.record.reference} is declined.")


class Deliver(CallOffPage):
    permission = Permission.CALL_OFF_ANSWER
    form_class = DeliveryForm
    title = "Record what was delivered"

    def form_options(self) -> dict[str, Any]:
        last = self.record.deliveries.order_by("-until", "-id").first()
        return {"initial": {"since": last.until if last else self.record.starts_on}}

    def consequences(self, standing: Standing) -> list[str]:
        running = [each for each in pauses_of(self.record) if each.last is None]
        return [
            f"It is paused since {day(each.first)}: nothing from that day on can be recorded."
            for each in running[:1]
        ]

    def do(self, data: dict[str, Any]) -> None:
        deliver(self.record, **data, **self.who_and_when)
        self.say("The delivery is recorded.")


class Complete(CallOffPage):
    form_class = CompleteForm
    title = "Complete the call-off"

    def consequences(self, standing: Standing) -> list[str]:
        if not standing.remainder:
            return ["Everything ordered was delivered. Nothing is released."]
        return [
            f"{gbp(standing.remainder)} was committed and not delivered. It is released and "
            "leaves the cap."
        ]

    def do(self, data: dict[str, Any]) -> None:
        complete(self.record, **self.who_and_when)
        self.say(f"{self.record.reference} is completed.")


class TerminateForm(ReasonsForm):
    submit = "End the call-off early"


class Terminate(CallOffPage):
    form_class = TerminateForm
    title = "End the call-off early"
    danger = True

    def consequences(self, standing: Standing) -> list[str]:
        contract = self.record
        return [
            f"{gbp(standing.delivered_value)} was delivered and stays committed.",
            f"{gbp(standing.remainder)} is released. It may go to a replacement until "
            f"{day(contract.ends_on)}.",
            f"{contract.delivered_by.name} and the requester are told. This cannot be undone.",
        ]

    def do(self, data: dict[str, Any]) -> None:
        terminate(self.record, **data, **self.who_and_when)
        self.say(f"{self.record.reference} was ended early.")


class UnawardForm(ReasonsForm):
    submit = "Un-award the call-off"


class Unaward(CallOffPage):
    form_class = UnawardForm
    title = "Un-award the call-off"
    danger = True

    def consequences(self, standing: Standing) -> list[str]:
        return [
            f"{gbp(standing.committed)} leaves the cap, and the line may be awarded anew.",
            f"{self.record.delivered_by.name} and the requester are told. This cannot be undone.",
        ]

    def do(self, data: dict[str, Any]) -> None:
        unaward(self.record, **data, **self.who_and_when)
        self.say(f"{self.record.reference} is un-awarded.")


class Release(CallOffPage):
    form_class = ReleaseForm
    title = "Release part of the value"

    def consequences(self, standing: Standing) -> list[str]:
        return [
            f"Up to {gbp(standing.remainder)} can be released: what was delivered stays committed.",
            "What is released leaves the cap at once.",
        ]

    def do(self, data: dict[str, Any]) -> None:
        release(self.record, **data, **self.who_and_when)
        self.say(f"{gbp(data['amount'])} is released.")
