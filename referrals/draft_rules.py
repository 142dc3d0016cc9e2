"""What a request must be like while it is being written. Pure: no database, nothing raised."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mdps.core import words
from mdps.core.rules import Refusal
from referrals.models import SupportRequest, case_reference

CASE_REFERENCE = re.compile(case_reference.regex)
NO_NAME = str(case_reference.message)
FACTS = frozenset(
    {
        "case_reference",
        "year_of_birth",
        "subject",
        "legal_basis",
        "legal_status",
        "category",
        "needed_from",
        "needed_by",
        "preferred_supplier",
    }
)
WORDS = frozenset(
    {
        "need",
        "question",
        "tried",
        "why_not_in_house",
        "wishes",
        "wishes_not_sought",
        "responsibility",
        "consent",
        "consent_by",
        "advocacy",
        "outcome",
        "measure",
        "supplier_reason",
        "again_reason",
    }
)
INSTEAD = {
    SupportRequest.State.SUBMITTED: "Take it back to change it.",
    SupportRequest.State.ENDORSED: "Take it back to change it.",
    SupportRequest.State.ON_AGENDA: "Take it back to change it.",
}
REQUIRED = {
    "year_of_birth": "Enter the year the child was born",
    "subject": "Select who the support is for",
    "legal_basis": "Select the legal basis",
    "legal_status": "Select the child's legal status",
    "need": "Enter what is needed and why",
    "question": "Enter the question to be answered",
    "tried": "Enter what was tried before",
    "why_not_in_house": "Enter why this cannot be done in-house or by CAMHS",
    "responsibility": "Enter who holds parental responsibility",
    "consent": "Select whether consent was given",
    "advocacy": "Select whether advocacy was offered",
    "outcome": "Enter what should be different afterwards",
    "measure": "Enter how the outcome will be measured",
    "needed_from": "Enter the day on which the support should start",
}
OLDEST_CHILD = 25  # support for care leavers ends with their 25th year


@dataclass(frozen=True)
class Writing:
    """What is about to be written: the state of the request and what its fields will hold.

    `changed` are those of them that change; all of them where it is empty.
    """

    state: str
    fields: Mapping[str, object]
    on: dt.date
    changed: frozenset[str] = field(default=frozenset())

    def is_written(self, name: str) -> bool:
        """Whether the field is among what changes."""
        return name in (self.changed or self.fields)


def can_be_changed(facts: Writing) -> Refusal | None:
    """Only a draft or a returned request is changed; what was submitted is not."""
    if facts.state in SupportRequest.EDITABLE:
        return None
    state = SupportRequest.State(facts.state)
    way_on = INSTEAD.get(state, "Raise another request.")
    return Refusal(
        "not-editable", f"This request is {state.label.lower()}, so it cannot be changed. {way_on}"
    )


def case_reference_is_no_name(facts: Writing) -> Refusal | None:
    """A child is known by the reference of the case system, never by name."""
    given = facts.fields.get("case_reference")
    if given is None or CASE_REFERENCE.fullmatch(str(given)):
        return None
    return Refusal("case-reference", NO_NAME, field="case_reference")


def is_a_childs_year(facts: Writing) -> Refusal | None:
    """A year of birth from OLDEST_CHILD years ago to next year's, of a child not yet born."""
    year = facts.fields.get("year_of_birth")
    first, last = facts.on.year - OLDEST_CHILD, facts.on.year + 1
    if not isinstance(year, int) or first <= year <= last:
        return None
    return Refusal("year-of-birth", f"Enter a year from {first} to {last}", field="year_of_birth")


def needed_in_future(facts: Writing) -> Refusal | None:
    """Support is needed today or later."""
    needed_by = facts.fields.get("needed_by")
    if not facts.is_written("needed_by"):
        return None
    if not isinstance(needed_by, dt.date) or needed_by >= facts.on:
        return None
    return Refusal(
        "needed-in-past",
        f"{words.day(needed_by)} is in the past. Enter {words.day(facts.on)} or a later date.",
        field="needed_by",
    )


def starts_before_it_is_due(facts: Writing) -> Refusal | None:
    """Support starts on or before the day by which it is needed; one and the same day will do."""
    starts, due = facts.fields.get("needed_from"), facts.fields.get("needed_by")
    if not isinstance(starts, dt.date) or not isinstance(due, dt.date) or starts <= due:
        return None
    if due < facts.on and facts.is_written("needed_by"):
        return None  # refused as a day in the past already
    at_start = facts.is_written("needed_from")
    return Refusal(
        "dates-out-of-order",
        f"The support would start on {words.day(starts)}, after {words.day(due)}, the day by "
        "which it is needed. Enter an earlier start or a later day.",
        field="needed_from" if at_start else "needed_by",
    )


def missing(fields: Mapping[str, object]) -> Iterator[Refusal]:
    """A refusal for each field in `fields` that must say something and is empty."""
    for name, message in REQUIRED.items():
        if name in fields and not str(fields[name] or "").strip():
            yield Refusal(f"no-{name.replace('_', '-')}", message, field=name)
    if "wishes" in fields and not _says(fields, "wishes") | _says(fields, "wishes_not_sought"):
        yield Refusal(
            "no-wishes",
            "Enter the child's wishes and feelings, or why they were not sought",
            field="wishes",
        )
    if fields.get("consent") in ("given", "refused") and not _says(fields, "consent_by"):
        yield Refusal("no-consent-by", "Enter who gave or refused consent", field="consent_by")
    if fields.get("preferred_supplier") and not _says(fields, "supplier_reason"):
        yield Refusal(
            "no-supplier-reason",
            "Enter why you prefer this supplier",
            field="supplier_reason",
        )


def _says(fields: Mapping[str, object], name: str) -> bool:
    return bool(str(fields.get(name) or "").strip())


WRITING = (
    can_be_changed,
    case_reference_is_no_name,
    is_a_childs_year,
    needed_in_future,
    starts_before_it_is_due,
)
