"""The rules of registering a supplier.

Each is a pure function of the facts. Company numbers are 8 digits, or two letters and
6 digits; charity numbers 6 to 8 digits.
"""

import re
from dataclasses import dataclass

from mdps.core.rules import Refusal
from suppliers.models import Supplier

Kind = Supplier.Kind

COMPANY_NUMBER = re.compile(r"\d{8}|[A-Z]{2}\d{6}", re.ASCII)
CHARITY_NUMBER = re.compile(r"\d{6,8}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Registration:
    """What is known when a supplier is registered; `taken_by` is the reference of a namesake."""

    name: str
    kind: str
    registered_number: str
    taken_by: str = ""


def tidy_number(text: str) -> str:
    """`text` as a registered number is written: capital letters, no spaces."""
    return "".join(text.split()).upper()


def name_is_given(facts: Registration) -> Refusal | None:
    """A supplier has a name."""
    if not facts.name:
        return Refusal("no-name", "Enter the name of the supplier.", field="name")
    return None


def name_is_free(facts: Registration) -> Refusal | None:
    """A supplier is registered once; capital letters make no difference."""
    if facts.taken_by:
        return Refusal(
            "name-taken",
            f"{facts.name} is already registered as {facts.taken_by}. "
            "Use that record, or enter the name that tells the two apart.",
            field="name",
        )
    return None


def number_fits_kind(facts: Registration) -> Refusal | None:
    """Companies and charities give their number; a sole trader and a public body need none."""
    number = facts.registered_number
    if facts.kind in (Kind.COMPANY, Kind.CIC) and not COMPANY_NUMBER.fullmatch(number):
        message = (
            "Enter the company number: 8 digits like 01234567, "
            "or two letters and 6 digits like SC123456."
        )
    elif facts.kind == Kind.CHARITY and not CHARITY_NUMBER.fullmatch(number):
        message = "Enter the charity number: 6 to 8 digits, like 1123456."
    elif facts.kind in (Kind.SOLE_TRADER, Kind.PUBLIC_BODY) and number:
        message = f"A {Kind(facts.kind).label.lower()} needs no number. Leave it empty."
    else:
        return None
    return Refusal("registered-number", message, field="registered_number")


RULES = (name_is_given, name_is_free, number_fits_kind)
