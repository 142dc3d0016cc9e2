"""Inviting colleagues to sign in for a supplier: by whom, the link, and what comes of it."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from mdps.core import clock, outbox
from mdps.core.models import AuditEvent, Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from suppliers import links
from suppliers.accept_contact import accept_as, accept_with_password
from suppliers.contact_rules import ACCEPT, INVITE_CONTACT, Accepting, InvitingContact
from suppliers.invite_contact import forget_contacts, invite_contact, withdraw_contact
from suppliers.models import ContactInvitation, Supplier
from suppliers.queries import own_supplier
from tests.build.browsing import cost, posted, signed_in, words
from tests.build.joining import given_an_invited_contact
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider, given_a_supplier
from tests.sweeps.drawn import problems

pytestmark = pytest.mark.django_db

EMAIL = "robin.hall@example.org"
PASSWORD = "lantern orchard pebble"


@pytest.fixture
def supplier() -> Supplier:
    return given_a_supplier()


@pytest.fixture
def provider(supplier: Supplier) -> User:
    return given_a_provider(supplier)


def path_of(invitation: ContactInvitation) -> str:
    return f"/join/contact/{links.token(invitation)}/"


def chosen(path: str, client: Client | None = None) -> Any:
    data = {"new_password": PASSWORD, "new_again": PASSWORD}
    return (client or Client()).post(path, data)


@pytest.mark.parametrize("role", ["commissioner", "commissioning_manager"])
def test_the_council_invites_to_any_supplier(supplier: Supplier, role: str) -> None:
    client = signed_in(given_a(role))
    form = {"name": " Robin  Hall", "email": EMAIL}
    led = posted(client.post(f"/suppliers/{supplier.pk}/invite/", form))
    assert led == f"/suppliers/{supplier.pk}/#access"
    assert "Robin Hall" in words(client.get(led))


def test_a_provider_invites_to_its_own_only(supplier: Supplier, provider: User) -> None:
    client, other = signed_in(provider), given_a_supplier("Wye Therapies")
    form = {"name": "Robin Hall", "email": EMAIL}
    assert (
        posted(client.post(f"/suppliers/{supplier.pk}/invite/", form)) == "/suppliers/mine/#access"
    )
    assert "Robin Hall" in words(client.get("/suppliers/mine/"))
    assert client.post(f"/suppliers/{other.pk}/invite/", form).status_code == 404
    for by in (provider, given_a("auditor"), given_a("social_worker")):
        with pytest.raises(Forbidden):
            invite_contact(other, name="Robin Hall", email=EMAIL, by=by)


def test_the_link_of_the_e_mail_leads_to_an_account_that_acts_for_the_supplier(
    supplier: Supplier, provider: User
) -> None:
    given_an_invited_contact(supplier, by=provider)
    outbox.send_due()
    sent = mail.outbox[-1]
    assert (sent.to, "Robin" in sent.body) == ([EMAIL], False)
    path = re.search(r"https?://[^/]+(/join/contact/\S+)", sent.body).group(1)  # type: ignore[union-attr]
    client = Client()
    page = client.get(path)
    assert ("Choose a password." in words(page), problems(page.text)) == (True, [])
    assert posted(chosen(path, client)) == "/suppliers/mine/"
    account = User.objects.get(username=EMAIL)
    assert (account.roles, own_supplier(account)) == (["provider"], supplier)
    assert client.get("/suppliers/mine/").status_code == 200
    told = Notice.objects.get(to=provider)
    assert told.subject == f"Robin Hall signs in for {supplier.name} now"
    assert [each.action for each in AuditEvent.objects.order_by("pk")][-4:] == [
        "supplier.contact_invited",
        "user.joined",
        "supplier.access_given",
        "user.signed_in",
    ]


def test_a_link_is_used_once_and_not_after_it_was_withdrawn(
    supplier: Supplier, provider: User
) -> None:
    first = given_an_invited_contact(supplier, by=provider)
    chosen(path_of(first))
    assert "was accepted already" in words(Client().get(path_of(first)))
    assert "was accepted already" in words(chosen(path_of(first)))
    second = given_an_invited_contact(supplier, "sam@example.org", by=provider)
    client = signed_in(provider)
    posted(client.post(f"/suppliers/contacts/{second.pk}/withdraw/", {}))
    assert "was withdrawn" in words(chosen(path_of(second)))
    assert client.get(f"/suppliers/contacts/{second.pk}/withdraw/").status_code == 404
    assert User.objects.filter(username="sam@example.org").exists() is False


def test_a_link_is_good_for_seven_days(supplier: Supplier, provider: User) -> None:
    noon = clock.noon(dt.date(2026, 6, 2))
    with clock.at(noon):
        invitation = given_an_invited_contact(supplier, by=provider)
    with clock.at(noon + dt.timedelta(days=7, seconds=1)):
        assert "This invitation has ended" in words(chosen(path_of(invitation)))
    with clock.at(noon + dt.timedelta(days=7)):
        assert posted(chosen(path_of(invitation))) == "/suppliers/mine/"


def test_inviting_again_sends_a_new_link_and_ends_the_one_before(
    supplier: Supplier, provider: User
) -> None:
    first = given_an_invited_contact(supplier, by=provider)
    second = given_an_invited_contact(supplier, EMAIL.upper(), by=provider)
    outbox.send_due()
    assert (len(mail.outbox), "was withdrawn" in words(chosen(path_of(first)))) == (1, True)
    assert posted(chosen(path_of(second))) == "/suppliers/mine/"


def test_a_made_up_link_is_not_found() -> None:
    assert Client().get("/join/contact/1.made-up/").status_code == 404


def test_who_has_an_account_accepts_with_that_one(supplier: Supplier, provider: User) -> None:
    robin = given_a("provider", name="Robin Hall")
    invitation = given_an_invited_contact(supplier, robin.email, by=provider)
    assert "Sign in with it, then open the link" in words(chosen(path_of(invitation)))
    client = signed_in(robin)
    page = client.get(path_of(invitation))
    assert (f"Act for {supplier.name}" in words(page), problems(page.text)) == (True, [])
    assert posted(client.post(path_of(invitation), {})) == "/suppliers/mine/"
    assert own_supplier(robin) == supplier


def test_whoever_is_signed_in_as_somebody_else_signs_out_first(
    supplier: Supplier, provider: User
) -> None:
    invitation = given_an_invited_contact(supplier, by=provider)
    client = signed_in(given_a("auditor"))
    for answer in (client.get(path_of(invitation)), chosen(path_of(invitation), client)):
        assert "You are signed in as The auditor." in words(answer)
    assert posted(chosen(path_of(invitation))) == "/suppliers/mine/"


def test_nobody_accepts_for_another_address(supplier: Supplier, provider: User) -> None:
    robin, other = given_a("provider", name="Robin Hall"), given_a("provider", name="Sam Other")
    invitation = given_an_invited_contact(supplier, robin.email, by=provider)
    with pytest.raises(Refused):
        accept_as(invitation, by=other)
    with pytest.raises(Refused):
        accept_with_password(invitation, password=PASSWORD)


def test_an_account_of_the_council_or_of_another_supplier_is_refused(
    supplier: Supplier, provider: User
) -> None:
    rival = given_a_provider(given_a_supplier("Wye Therapies"))
    for account in (rival, given_a("commissioner")):
        invitation = given_an_invited_contact(supplier, account.email, by=provider)
        with pytest.raises(Refused):
            accept_as(invitation, by=account)
    assert own_supplier(rival) != supplier


def test_a_weak_password_is_refused_and_the_link_stays(supplier: Supplier, provider: User) -> None:
    invitation = given_an_invited_contact(supplier, by=provider)
    weak = {"new_password": "robin.hall.robin", "new_again": "robin.hall.robin"}
    assert "easy to guess" in words(Client().post(path_of(invitation), weak))
    assert posted(chosen(path_of(invitation))) == "/suppliers/mine/"


def test_whoever_acts_for_it_already_is_not_invited(supplier: Supplier, provider: User) -> None:
    with pytest.raises(Refused) as refused:
        given_an_invited_contact(supplier, provider.email, by=provider)
    assert [each.code for each in refused.value.refusals] == ["acts-already"]


def test_invitations_are_forgotten_a_month_after_they_ended(
    supplier: Supplier, provider: User
) -> None:
    with clock.at(dt.date(2026, 6, 2)):
        given_an_invited_contact(supplier, by=provider)
    assert forget_contacts(on=dt.date(2026, 7, 9)) == 0
    assert forget_contacts(on=dt.date(2026, 7, 10)) == 1


def test_withdrawing_twice_is_once(supplier: Supplier, provider: User) -> None:
    invitation = given_an_invited_contact(supplier, by=provider)
    for _ in range(2):
        withdraw_contact(invitation, by=provider)
    assert AuditEvent.objects.filter(action="supplier.contact_withdrawn").count() == 1


def test_three_invitations_cost_the_page_no_more_than_one(
    supplier: Supplier, provider: User
) -> None:
    client = signed_in(provider)
    given_an_invited_contact(supplier, by=provider)
    client.get("/suppliers/mine/")
    one = cost(client, "/suppliers/mine/")
    for name in ("a", "b"):
        given_an_invited_contact(supplier, f"{name}@example.org", by=given_a("commissioner"))
    assert cost(client, "/suppliers/mine/") == one


@pytest.mark.parametrize(
    ("rules", "facts", "refused"),
    [
        (INVITE_CONTACT, InvitingContact(acts_already=False, open_ones=9), []),
        (
            INVITE_CONTACT,
            InvitingContact(acts_already=True, open_ones=10),
            ["acts-already", "too-many"],
        ),
        (ACCEPT, Accepting(is_used=False, is_withdrawn=False, is_expired=False), []),
        (ACCEPT, Accepting(is_used=True, is_withdrawn=False, is_expired=True), ["used"]),
        (ACCEPT, Accepting(is_used=False, is_withdrawn=True, is_expired=True), ["withdrawn"]),
        (ACCEPT, Accepting(is_used=False, is_withdrawn=False, is_expired=True), ["ended"]),
    ],
)
def test_the_rules(rules: Any, facts: Any, refused: list[str]) -> None:
    assert [each.code for each in ask(rules, facts)] == refused
