"""Accepting an invitation to sign in for a supplier: with a new account, or the one there is."""

from django.db import IntegrityError, transaction

from mdps.core import audit, clock, notices, passwords
from mdps.core.models import User
from mdps.core.roles import RoleKey
from mdps.core.rules import Refusal, Refused, ask, enforce
from suppliers.access_rules import GIVE_RULES
from suppliers.contact_rules import ACCEPT, OPEN_LINK, Accepting
from suppliers.give_access import facts_of
from suppliers.locks import lock
from suppliers.models import ContactInvitation, ProviderAccount
from suppliers.sign_up import account_with


def refusals_against_contact(invitation: ContactInvitation) -> list[Refusal]:
    """Why the link cannot be used by anybody now."""
    return ask(OPEN_LINK, _facts(invitation))


@transaction.atomic
def accept_with_password(invitation: ContactInvitation, *, password: str) -> User:
    """Make the account of whoever has the link, and let it act for the supplier.

    The link came to the address, so the address is confirmed. Locks the invitation. Raises
    Refused if the link has ended, the address has an account, or the password is weak.
    """
    lock(invitation)
    person = User(
        username=invitation.email.lower(),
        name=invitation.name,
        email=invitation.email,
        roles=[RoleKey.PROVIDER.value],
    )
    weaknesses = passwords.weaknesses(password, person)
    enforce(ACCEPT, _facts(invitation, weaknesses=weaknesses))
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise Refused(ask(ACCEPT, _facts(invitation))) from error
    audit.record("user.joined", person, by=person)
    _let_act(invitation, person)
    return person


@transaction.atomic
def accept_as(invitation: ContactInvitation, *, by: User) -> None:
    """Let the account `by`, which has the address of the invitation, act for the supplier.

    Locks the invitation and the account. Raises Refused if the link has ended, the address is
    another one, or the account is no provider's or acts for a supplier already.
    """
    lock(invitation)
    account = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    refusals = [*ask(ACCEPT, _facts(invitation, by=account)), *ask(GIVE_RULES, facts_of(account))]
    if refusals:
        raise Refused(refusals)
    _let_act(invitation, account)


def _let_act(invitation: ContactInvitation, account: User) -> None:
    ProviderAccount.objects.create(user=account, supplier=invitation.supplier)
    invitation.account, invitation.accepted_at = account, clock.now()
    invitation.save(update_fields=["account", "accepted_at"])
    audit.record("supplier.access_given", invitation.supplier, by=account, account=account)
    said = f"{account.name} signs in for {invitation.supplier} now"
    inviter = invitation.invited_by
    own = inviter.holds(RoleKey.PROVIDER)
    url = invitation.supplier.get_own_url() if own else invitation.supplier.get_absolute_url()
    notices.tell([inviter], said, url=url)


def _facts(
    invitation: ContactInvitation, *, by: User | None = None, weaknesses: tuple[str, ...] = ()
) -> Accepting:
    taken = account_with(invitation.email)
    return Accepting(
        is_used=invitation.accepted_at is not None,
        is_withdrawn=invitation.withdrawn_at is not None,
        is_expired=clock.now() > invitation.expires_at,
        address_is_taken=taken is not None,
        is_their_account=bool(by and taken and by.pk == taken.pk),
        weaknesses=weaknesses,
    )
