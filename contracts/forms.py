"""The forms of contracts."""

import datetime as dt
from functools import cached_property
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms
from django.db.models import QuerySet

from contracts.terms import Terms
from lots.fields import UnitsField
from lots.models import Lot
from mdps.core.decision_form import DecisionForm
from mdps.core.forms import NOTHING_OF_THE_CHILD, DayField, MoneyField, PageForm
from mdps.core.models import User
from mdps.core.money import ZERO, gbp
from mdps.core.permissions import Permission
from mdps.core.roles import holders_of
from mdps.core.words import listed
from referrals.models import RequestLine
from suppliers.evidence_standing import lapsed
from suppliers.models import Supplier
from suppliers.prices import Offer

FIRST_START = dt.timedelta(days=14)
USUAL_LENGTH = dt.timedelta(weeks=12)


class TermsForm(forms.Form):
    """Which supplier delivers how much, when. Sent by GET, so that the terms are in the address."""

    supplier = forms.TypedChoiceField(
        label="Supplier",
        help_text="Cheapest first, by the rate cards of today, ex VAT.",
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={"required": "Choose a supplier", "invalid_choice": "Choose a supplier"},
    )
    units = UnitsField()
    unit_price = MoneyField(
        label="Agreed price for one unit, if not that of the rate card",
        help_text="Pounds, ex VAT. Leave empty to use the rate card. Above it only where the "
        "service is bespoke, with a reason.",
        required=False,
    )
    extras = MoneyField(
        label="Expected extras in all",
        help_text="Travel, reports, court attendance, in pounds ex VAT. They are part of the "
        "value, and no more than this is paid for them.",
        required=False,
    )
    starts_on = DayField(label="First day of delivery")
    ends_on = DayField(label="Last day of delivery")

    submit = "Check the award"

    def __init__(self, line: RequestLine, compared: list[Offer], today: dt.date, **options: Any):
        starts_on, lot = today + FIRST_START, line.service.lot
        offered = [each.supplier_id for each in compared]
        lapses = lapsed(lot, today, offered) if lot and offered else {}
        options["initial"] = {
            "supplier": next((each for each in offered if each not in lapses), None),
            "units": line.units_left,
            "starts_on": starts_on,
            "ends_on": starts_on + USUAL_LENGTH,
        }
        super().__init__(**options)
        self.line = line
        self.fields["units"].help_text = f"{line.units_left} left of {line.units} requested."
        offers: Any = self.fields["supplier"]
        offers.choices = [
            (
                each.supplier_id,
                _offer(each) + _not_in_order(lapses.get(each.supplier_id, [])),
            )
            for each in compared
        ]
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.label_size = Size.SMALL
        self.helper.layout = Layout(
            Field.radios("supplier", legend_size=Size.SMALL),
            "units",
            "unit_price",
            "extras",
            "starts_on",
            "ends_on",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day must be on or after the first day of delivery")
        return data

    @cached_property
    def asked_for(self) -> Supplier | None:
        """The supplier that is asked for, whether or not it is offered. One query, once."""
        asked = self.data.get("supplier", "")
        is_id = asked.isdecimal() and len(asked) < 18
        return Supplier.objects.filter(pk=int(asked)).first() if is_id else None

    def accept_any_supplier(self) -> None:
        """Also one that is offered no more, so that the gate says why it cannot be awarded."""
        offers: Any = self.fields["supplier"]
        if self.asked_for:
            offers.choices = [*offers.choices, (self.asked_for.pk, self.asked_for.name)]

    @cached_property
    def terms(self) -> Terms:
        """The terms that a valid form proposes."""
        data = self.cleaned_data
        if self.asked_for is None:
            raise AssertionError("A form is valid only with a supplier that is there.")
        return Terms(
            line=self.line,
            supplier=self.asked_for,
            units=data["units"],
            unit_price=data["unit_price"],
            extras=data["extras"] or ZERO,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
        )


class AwardForm(PageForm):
    """The last step: the value that was shown, and the reason where one is needed."""

    shown_value = forms.DecimalField(max_digits=12, decimal_places=2, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Reason for this supplier",
        help_text="Needed where the supplier is not the cheapest, or delivery has begun already. "
        + NOTHING_OF_THE_CHILD,
        widget=forms.Textarea,
        required=False,
    )
    bespoke = forms.CharField(
        label="Why the service is bespoke",
        help_text="Needed only where the price is above the rate card. " + NOTHING_OF_THE_CHILD,
        widget=forms.Textarea,
        required=False,
    )


class AuthorityForm(DecisionForm):
    """A standing authority and the decision behind it."""

    submit = "Give the authority"

    holder = forms.ModelChoiceField(
        label="Who may award",
        queryset=User.objects.none(),
        error_messages={"required": "Choose who may award"},
    )
    lots = forms.ModelMultipleChoiceField(
        label="For which lots",
        queryset=Lot.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one lot"},
    )
    highest_value = MoneyField(
        label="Up to which value of one contract",
        help_text="Pounds, ex VAT. An award may equal it.",
        error_messages={"required": "Enter the highest value"},
    )
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day")

    field_order = ("holder", "lots", "highest_value", "starts_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        holder: Any = self.fields["holder"]
        holder.queryset = those_who_may(Permission.CONTRACT_AWARD)


class CabinetForm(PageForm):
    """A Cabinet decision that authorises one contract."""

    submit = "Record the decision"

    minute = forms.CharField(
        label="Reference of the minute",
        max_length=60,
        error_messages={"required": "Enter the reference of the minute"},
    )
    decided_on = DayField(label="Date of the decision")
    highest_value = MoneyField(
        label="Highest value it authorises",
        help_text="Pounds, ex VAT, over the whole life of the contract.",
        error_messages={"required": "Enter the highest value"},
    )
    conditions = forms.CharField(
        label="Conditions that Cabinet made, if any", widget=forms.Textarea, required=False
    )


def those_who_may(permission: Permission) -> QuerySet[User]:
    """Who has the permission by their role, by name."""
    return User.objects.holding(*holders_of(permission)).order_by("name")


def _not_in_order(lapses: list[str]) -> str:
    """Why the gate lets nothing new through to this supplier; nothing where all is in order."""
    return f". Not to be chosen now: {listed(lapses)}" if lapses else ""


def _offer(offer: Offer) -> str:
    found = offer.priced
    words = (
        f"{offer.supplier_name}: {gbp(found.unit_price)} a unit, {gbp(offer.total)} for "
        f"{found.units}"
    )
    return f"{words} with volume discounts" if found.is_discounted else words
