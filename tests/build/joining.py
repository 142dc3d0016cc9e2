"""Providers who join by themselves, in the tests: made through the real actions."""

import datetime as dt
from decimal import Decimal
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from lots.models import Lot
from mdps.core.models import User
from suppliers.answers import answer, declare
from suppliers.assess import start
from suppliers.clarify import put_question
from suppliers.confirm import confirm
from suppliers.criteria import criteria_of
from suppliers.draft import choose_lots, describe, drafts_of, propose_prices
from suppliers.engage import Guest, attended, record
from suppliers.evidence import offer
from suppliers.invite import invite
from suppliers.invite_contact import invite_contact
from suppliers.models import (
    Application,
    Clarification,
    ContactInvitation,
    EngagementEvent,
    Evidence,
    Invitation,
    SignUp,
    Supplier,
)
from suppliers.questions import parts_for
from suppliers.register_own import register_own
from suppliers.sign_up import sign_up
from suppliers.submit import submit
from tests.build.people import PASSWORD, given_a
from tests.build.suppliers import LONG_AGO


def given_a_sign_up(
    email: str = "robin@example.org", invitation: Invitation | None = None
) -> SignUp:
    """Somebody has asked for an account and not confirmed it."""
    return sign_up(
        key=uuid4(), name="Robin Hall", email=email, password=PASSWORD, invitation=invitation
    )


def given_an_invited_contact(
    supplier: Supplier, email: str = "robin.hall@example.org", *, by: User
) -> ContactInvitation:
    """Somebody was asked to sign in for the supplier and has not answered."""
    return invite_contact(supplier, name="Robin Hall", email=email, by=by)


def given_a_newcomer(email: str = "robin@example.org") -> User:
    """Somebody with a confirmed account that acts for no organisation."""
    return confirm(given_a_sign_up(email), password=PASSWORD)


def given_a_joining_supplier(
    name: str = "Robin Hall", kind: str = "sole_trader", on: dt.date = LONG_AGO
) -> Supplier:
    """A provider who made an account and registered its own organisation."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    number = {"company": "01234567", "cic": "01234567", "charity": "1123456"}.get(kind, "")
    by = given_a_newcomer(email)
    return register_own(name=name, kind=kind, registered_number=number, email=email, by=by, on=on)


def provider_of(supplier: Supplier) -> User:
    """Who signs in for the supplier."""
    return supplier.accounts.select_related("user").get().user


def given_a_draft_application(by: User, lot: Lot, on: dt.date = LONG_AGO) -> Application:
    """The provider has begun to apply for `lot`, and said nothing yet."""
    supplier = by.provider_account.supplier
    chosen = [draft.lot for draft in drafts_of(supplier)]
    choose_lots(supplier, [*chosen, lot], by=by, on=on)
    return drafts_of(supplier).get(lot=lot)


def given_all_answers(supplier: Supplier, by: User) -> None:
    """Every question that is asked of the supplier is answered, and no ground declared."""
    for part in parts_for(supplier.kind):
        answer(supplier, {each.key: f"About {each.key}." for each in part.questions}, by=by)
    declare(supplier, applies=False, grounds=[], by=by)
    for draft in drafts_of(supplier):
        criteria = {each.pk: "We meet it." for each in criteria_of(draft)}
        describe(draft, statement="What we offer.", answers=criteria, by=by)
        service = draft.lot.services.first()
        propose_prices(draft, {service.pk: Decimal("60.00")}, by=by)


def given_submitted_applications(
    supplier: Supplier, *lots: Lot, on: dt.date = LONG_AGO
) -> list[Application]:
    """The supplier has applied for `lots` by itself."""
    by = provider_of(supplier)
    choose_lots(supplier, lots, by=by, on=on)
    given_all_answers(supplier, by)
    return submit(supplier, declared=True, by=by, on=on)


def given_an_invitation(
    lot: Lot,
    email: str = "office@invited.example",
    name: str = "Invited Therapies",
    on: dt.date = LONG_AGO,
) -> Invitation:
    """A commissioner has invited a provider that a court named."""
    return invite(
        provider_name=name,
        email=email,
        lot=lot,
        reason="court",
        request_reference="SR-000123",
        by=given_a("commissioner"),
        on=on,
    )


def given_a_question(
    application: Application, question: str = "Who would do it?", on: dt.date | None = None
) -> Clarification:
    """The assessor has asked the supplier something, on the day of the application."""
    by, day = given_a("commissioner"), on or application.submitted_on
    if application.state == Application.State.SUBMITTED:
        start(application, by=by, on=day)
    return put_question(application, question=question, by=by, on=day)


PDF = b"%PDF-1.7\n1 0 obj\n"


def given_an_offer(by: User, on: dt.date = LONG_AGO, content: bytes = PDF) -> Evidence:
    """The provider has sent in its insurance, valid for a year."""
    return offer(
        by.provider_account.supplier,
        kind="public_liability",
        number="POL-1",
        amount=Decimal("10000000.00"),
        valid_from=on,
        expires_on=on + dt.timedelta(days=364),
        upload=SimpleUploadedFile("insurance.pdf", content),
        by=by,
        on=on,
    )


def given_an_event(lot: Lot, *organisations: str, on: dt.date = LONG_AGO) -> EngagementEvent:
    """A briefing about `lot` to which `organisations` came."""
    by = given_a("commissioner")
    event = record(
        title="Provider briefing",
        kind="briefing",
        held_on=on,
        place="Shire Hall",
        is_online=True,
        lots=[lot],
        by=by,
    )
    attended(event, [Guest(each) for each in organisations], by=by)
    return event
