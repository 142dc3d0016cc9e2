"""The fields of a decision on one line, as the desk and the urgent page show them.

What is usual comes first and can be typed at speed; the rest is behind “More about this decision”.
What is missing or wrong is for the rules to say, at its field.
"""

from typing import Any

from crispy_forms_gds.layout import HTML, Field, Fieldset, Layout, Size
from django import forms

from mdps.core.forms import DayField, MoneyField, PageForm
from mdps.core.money import gbp
from mdps.core.words import count
from panel.answers import Answer, NewCondition, reason_codes
from panel.conditions import ROLES_THAT_TICK
from panel.kinds import AT_A_MEETING, OF_URGENT, URGENTLY
from panel.models.reason import Kind
from referrals.models import RequestLine

CONDITIONS = (1, 2, 3)
MORE = '<summary class="govuk-details__summary"><span class="govuk-details__summary-text">'
WHEN = (
    ("before:commissioner", "Before the award, ticked by a commissioner"),
    ("before:team_manager", "Before the award, ticked by the team manager"),
    ("before:social_worker", "Before the award, ticked by the social worker"),
    ("before:panel_administrator", "Before the award, ticked by the panel administrator"),
    ("before:panel_chair", "Before the award, ticked by the chair"),
    ("while:commissioner", "While it runs, ticked by a commissioner"),
    ("while:team_manager", "While it runs, ticked by the team manager"),
)
LABELS = {
    Kind.DEFER: "Defer to a later meeting",
    Kind.REDIRECT: "Redirect to an in-house or health service",
    Kind.WITHDRAWN: "Withdrawn by the requester",
    Kind.IN_PRINCIPLE: "Agree in principle, for the chair to endorse",
}


class LineFields:
    """The fields for one line. `suffix` tells apart the lines of one form.

    `settles` is what was approved urgently, where this is for ratifying or overturning it.
    """

    def __init__(
        self,
        line: RequestLine,
        *,
        offered: tuple[str, ...],
        suffix: str = "",
        settles: str = "",
        codes: dict[str, dict[str, Any]] | None = None,
    ):
        self.line, self.offered, self.suffix, self.settles = line, offered, suffix, settles
        self.codes = reason_codes() if codes is None else codes

    def name(self, field: str) -> str:
        return f"{field}{self.suffix}"

    def fields(self) -> dict[str, forms.Field]:
        found = {"kind": self._kind(), "reasons": _text("Reasons", rows=3)}
        if not self.settles:
            found = {"kind": found["kind"], "amount": self._amount(), "reasons": found["reasons"]}
        found["reason_code"] = self._code()
        if not self.settles:
            found |= self._more()
        return {self.name(field): value for field, value in found.items()}

    def laid_out(self, *, is_open: bool) -> Fieldset:
        """The fieldset; `is_open` shows also what is behind the details."""
        units = count(self.line.units, self.line.service.get_unit_display())
        asked = f"{self.line.service.name}: {units}, {gbp(self.line.requested_amount)}"
        return Fieldset(
            Field.radios(self.name("kind"), small=True, legend_size=Size.SMALL),
            *([] if self.settles else [self.name("amount")]),
            Field.textarea(self.name("reasons"), label_size=Size.SMALL, rows=3),
            HTML(
                f'<details class="govuk-details"{" open" if is_open else ""}>{MORE}'
                "More about this decision</span></summary>"
                '<div class="govuk-details__text">'
            ),
            *map(self._laid_out, self._behind()),
            HTML("</div></details>"),
            legend=f"{asked}, {self.settles}" if self.settles else asked,
            legend_size=Size.SMALL,
            css_class="mdps-desk__line",
        )

    def answer(self, given: dict[str, Any]) -> Answer:
        """What was decided, from the form's cleaned data."""

        def of(field: str) -> Any:
            return given.get(self.name(field))

        kind, _, code = (of("reason_code") or "").partition(":")
        return Answer(
            line=self.line,
            kind=of("kind"),
            amount=of("amount"),
            units=of("units"),
            review_on=of("review_on"),
            reason_code=code if kind == of("kind") else of("reason_code") or "",
            reasons=of("reasons"),
            conditions=tuple(self._conditions(given)),
            redirect_to=of("redirect_to") or "",
            in_house_alternative=of("in_house_alternative") or "",
            assessed_need=of("assessed_need") or "",
            more_reason=of("more_reason") or "",
            overspend_reason=of("overspend_reason") or "",
        )

    def _conditions(self, given: dict[str, Any]) -> Any:
        for number in CONDITIONS:
            words = (given.get(self.name(f"condition_{number}")) or "").strip()
            when, _, role = (given.get(self.name(f"when_{number}")) or WHEN[0][0]).partition(":")
            if words:
                yield NewCondition(
                    words=words, before_award=when == "before", role=role or ROLES_THAT_TICK[0]
                )

    def _behind(self) -> list[str]:
        if self.settles:
            return ["reason_code"]
        conditions = [f"{part}_{number}" for number in CONDITIONS for part in ("condition", "when")]
        return [
            "reason_code",
            "units",
            "review_on",
            *conditions,
            "redirect_to",
            "in_house_alternative",
            "assessed_need",
            "more_reason",
            "overspend_reason",
        ]

    def _laid_out(self, field: str) -> Any:
        name = self.name(field)
        if field in ("in_house_alternative", "assessed_need", "more_reason", "overspend_reason"):
            return Field.textarea(name, label_size=Size.SMALL, rows=2)
        return name

    def _kind(self) -> forms.Field:
        return forms.ChoiceField(
            label="Decision",
            choices=[(kind, self._label(kind)) for kind in self.offered],
            required=False,
            widget=forms.RadioSelect,
        )

    def _label(self, kind: str) -> str:
        if kind == Kind.APPROVE:
            return f"Approve {gbp(self.line.requested_amount)}"
        return LABELS.get(Kind(kind), Kind(kind).label)

    def _amount(self) -> forms.Field:
        return MoneyField(label="Amount, if not what was requested", required=False)

    def _code(self) -> forms.Field:
        groups = [
            (Kind(kind).label, [(f"{kind}:{code}", each.words) for code, each in codes.items()])
            for kind, codes in self.codes.items()
            if kind in self.offered
        ]
        return forms.ChoiceField(
            label="Reason for the record",
            choices=[("", "The usual one for this decision"), *groups],
            required=False,
        )

    def _more(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {
            "units": forms.IntegerField(
                label=f"Units, if not {self.line.units:,}",
                min_value=0,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={"invalid": "Enter the units as a whole number, like 4"},
            ),
            "review_on": DayField(label="Review date", required=False),
        }
        found["units"].widget.attrs["class"] = "govuk-input--width-5"
        for number in CONDITIONS:
            found[f"condition_{number}"] = forms.CharField(
                label=f"Condition {number}", max_length=300, required=False
            )
            found[f"when_{number}"] = forms.ChoiceField(
                label=f"When condition {number} must be met, and who says so",
                choices=WHEN,
                required=False,
            )
        return found | {
            "redirect_to": forms.CharField(
                label="In-house or health service that is to meet the need, if redirected",
                max_length=150,
                required=False,
            ),
            "in_house_alternative": _text("In-house alternative that was looked at"),
            "assessed_need": _text(
                "Assessed need, apart from what is funded",
                "Shown only to those who may read about the child.",
            ),
            "more_reason": _text("Why more than was requested, if so"),
            "overspend_reason": _text("The chair's reason for overspending the budget, if so"),
        }


class UrgentForm(PageForm):
    """One line, approved before the next meeting."""

    submit = "Approve urgently"
    all_optional = True

    urgent_reason = forms.CharField(
        label="Why it cannot wait for the next panel meeting",
        help_text="Leave out anything about the child.",
        required=False,
        widget=forms.Textarea,
    )

    def __init__(self, *args: Any, line: RequestLine, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.of_line = LineFields(line, offered=URGENTLY)
        self.fields |= self.of_line.fields()
        self.helper.layout = Layout(
            "one_time_key",
            Field.textarea("urgent_reason", label_size=Size.SMALL, rows=3),
            self.of_line.laid_out(is_open=self.is_bound),
        )

    def answer(self) -> Answer:
        return self.of_line.answer(self.cleaned_data)


def lines_fields(lines: list[RequestLine], urgent: dict[int, str]) -> list[LineFields]:
    """The fields for each line of the desk; `urgent` says of lines by id what is to be ratified."""
    codes = reason_codes()
    return [
        LineFields(
            line,
            offered=OF_URGENT if line.pk in urgent else AT_A_MEETING,
            suffix=f"-{line.pk}",
            settles=urgent.get(line.pk, ""),
            codes=codes,
        )
        for line in lines
    ]


def _text(label: str, hint: str = "", *, rows: int = 2) -> forms.Field:
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows})
    )
