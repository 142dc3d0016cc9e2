"""A row of admitted suppliers: registered, placed on its lot, and once by its portal reference."""

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from lots.models import Lot
from mdps.core.decisions import Consultation
from mdps.core.imports import Column, Known, Line
from mdps.core.models import User
from mdps.core.rules import Refusal, Refused
from mdps.core.words import day
from suppliers.models import Application, Supplier
from suppliers.place import place
from suppliers.register import register
from suppliers.register_rules import tidy_number

COLUMNS = (
    Column("Reference", "PRO-2022-0417"),
    Column("Name", "Severn Assessments Ltd"),
    Column("Kind", "Company"),
    Column("Number", "01234567", required=False),
    Column("E-mail", "office@severn.example"),
    Column("Telephone", "01452 000000", required=False),
    Column("SME", "yes", required=False),
    Column("VCSE", "no", required=False),
    Column("Lot", "Lot 1"),
    Column("Admitted on", "01/06/2022"),
    Column("Consulted", "Cabinet Member for Children's Safeguarding"),
    Column("Consulted on", "20/05/2022"),
    Column("Reasons", "Met all criteria of the first round", required=False),
)
HEADINGS = {
    "name": "Name",
    "registered_number": "Number",
    "admitted_on": "Admitted on",
    "consulted_on": "Consulted on",
}
DIGITS = re.compile(r"[0-9]{6,7}")
NATIONAL = re.compile(r"[1-9][0-9]{8,9}")
IN_THE_PORTAL = "Admitted in the e-tendering portal, where its application is kept."


def import_supplier(line: Line, *, by: User, on: dt.date) -> str:
    """Register the supplier of the row where it is new, and place it on the lot.

    Raises Known where the reference is recorded for that lot with the same supplier and day;
    Refused where it differs, or as suppliers.register and suppliers.place do.
    """
    reference = line.text("Reference", most=40)
    name, lot, admitted_on = line.text("Name"), _lot(line), line.day("Admitted on")
    what = f"{name} on {lot.short} since {day(admitted_on)}"
    recorded = Application.objects.filter(portal_reference__iexact=reference, lot=lot)
    if known := recorded.select_related("supplier").first():
        if (known.supplier.name.casefold(), known.decided_on) == (name.casefold(), admitted_on):
            raise Known(what)
        message = f"Reference {reference} is {known.reference} already, of {known.supplier}."
        raise Refused([Refusal("other-row", f"{message} Check the reference, name and day.")])
    consultation = Consultation(
        consulted=line.text("Consulted"),
        consulted_on=line.day("Consulted on"),
        reasons=line.text("Reasons", empty=True, most=2000) or IN_THE_PORTAL,
    )
    supplier = _supplier(line, name, by=by, on=on)
    place(
        supplier,
        lot,
        portal_reference=reference,
        admitted_on=admitted_on,
        consultation=consultation,
        by=by,
        on=on,
    )
    number = supplier.registered_number
    return f"{what}, registered number {number}" if number else what


def _supplier(line: Line, name: str, *, by: User, on: dt.date) -> Supplier:
    """The one of that name, which then has the same number; or a new one."""
    kind = line.choice("Kind", Supplier.Kind.choices)
    number = _number(line, kind)
    if there := Supplier.objects.filter(name__iexact=name).first():
        if (there.kind, there.registered_number) == (kind, number):
            return there
        said = f"{there.get_kind_display()} {there.registered_number}".strip()
        message = f"{there} is registered as {there.reference}, {said}. Mend the row or the record."
        raise Refused([Refusal("other-supplier", message)])
    return register(
        name=name,
        kind=kind,
        registered_number=number,
        email=_email(line),
        phone=_phone(line),
        is_sme=line.is_yes("SME"),
        is_vcse=line.is_yes("VCSE"),
        by=by,
        on=on,
    )


def _number(line: Line, kind: str) -> str:
    """The registered number; a company's has the zeros again that a spreadsheet took off it.

    Only of six or seven digits are they put back: a shorter number is more likely a mistake.
    """
    number = tidy_number(line.text("Number", empty=True, most=20))
    is_company = kind in (Supplier.Kind.COMPANY, Supplier.Kind.CIC)
    return number.zfill(8) if is_company and DIGITS.fullmatch(number) else number


def _phone(line: Line) -> str:
    """The telephone number; a 0 that a spreadsheet took off 9 or 10 digits is put back."""
    phone = line.text("Telephone", empty=True, most=30)
    return f"0{phone}" if NATIONAL.fullmatch(phone) else phone


def _email(line: Line) -> str:
    address = line.text("E-mail")
    try:
        validate_email(address)
    except ValidationError as error:
        message = f"E-mail is “{address}”. Enter an address like name@example.org."
        raise Refused([Refusal("no-address", message)]) from error
    return address


def _lot(line: Line) -> Lot:
    lots = list(Lot.objects.select_related("scheme"))
    number = line.choice("Lot", [(str(lot.number), lot.short) for lot in lots])
    return next(lot for lot in lots if str(lot.number) == number)
