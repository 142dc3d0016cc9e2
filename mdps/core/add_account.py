"""Adding an account: by a system administrator, and the first administrator by the command.

A new account is checked by the same rules whoever adds it, and its user name never changes.
"""

from django.db import IntegrityError, transaction

from mdps.core import audit, passwords
from mdps.core.account_details import Details, in_words
from mdps.core.account_details_rules import DETAILS
from mdps.core.add_account_rules import USER_NAME, UserNameFacts
from mdps.core.models import User
from mdps.core.password_rules import NEW_PASSWORD, PasswordFacts
from mdps.core.permissions import Permission, require
from mdps.core.roles import RoleKey
from mdps.core.rules import Refusal, Refused, ask


@transaction.atomic
def add(username: str, details: Details, *, by: User) -> tuple[User, str]:
    """Add an account and return it with its temporary password, which is kept nowhere in clear.

    The person chooses their own at their first sign-in. Takes no lock: of two people who add the
    same user name at once, the database lets one through and the other is refused.

    Raises Forbidden, or Refused for the user name or the details.
    """
    require(by, Permission.ACCOUNTS_MANAGE)
    password = passwords.made_up()
    return _create(username, details, password, is_temporary=True, by=by), password


@transaction.atomic
def create_administrator(username: str, details: Details, *, password: str) -> User:
    """Add a system administrator whose password is their own: for whoever installs the service.

    `details` need no roles. Raises Refused for the user name, the details or the password.
    """
    weak = ask(NEW_PASSWORD, PasswordFacts(weaknesses=passwords.weaknesses(password)))
    if weak:
        raise Refused(weak)
    return _create(username, details, password, is_temporary=False, by=None)


def administrator(*, name: str, email: str) -> Details:
    """The details of a system administrator."""
    return Details(name=name, email=email, roles=(RoleKey.SYSTEM_ADMINISTRATOR.value,))


def refusals_against(username: str, details: Details) -> list[Refusal]:
    """Everything that stands against an account with this user name and these details."""
    taken = User.objects.filter(username__iexact=username).values_list("username", flat=True)
    facts = UserNameFacts(username=username, taken=taken.first() or "")
    return [*ask(USER_NAME, facts), *ask(DETAILS, details.facts)]


def _create(
    username: str, details: Details, password: str, *, is_temporary: bool, by: User | None
) -> User:
    if against := refusals_against(username, details):
        raise Refused(against)
    try:
        with transaction.atomic():
            account = User.objects.create_user(
                username,
                password=password,
                name=details.name.strip(),
                email=details.email,
                roles=list(details.roles),
                team=details.team,
                must_change_password=is_temporary,
            )
    except IntegrityError as error:
        raise Refused(refusals_against(username, details)) from error
    audit.record("user.added", account, by=by, user_name=username, **in_words(account))
    return account
