"""People and their teams. Accounts are closed, never deleted, so that records keep their actor."""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Upper
from django.utils.crypto import salted_hmac

from mdps.core import addresses
from mdps.core.one_of import OneOfField
from mdps.core.permissions import Permission
from mdps.core.roles import ROLES


class Team(models.Model):
    """A team of social workers, with the manager who endorses its requests."""

    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, username: str, *, password: str | None = None, **fields: object
    ) -> "User":
        """Create an account; without a password it cannot sign in."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account with this user name, however it is capitalised."""
        return self.get(username__iexact=username)

    def holding(self, *roles: str) -> models.QuerySet["User"]:
        """Open accounts that hold any of `roles` (keys of ROLES)."""
        return self.filter(is_active=True, roles__overlap=list(roles))


class User(AbstractBaseUser):
    """Somebody who signs in; `roles` are keys of mdps.core.roles.ROLES.

    `must_change_password`: somebody else knows the password; the person chooses their own next.
    `session_round`: sessions begun in an earlier round have ended (mdps.core.signing_in.sessions).
    """

    class Mail(models.TextChoices):
        AT_ONCE = "at_once", "At once"
        DAILY = "daily", "Once a day, at 7:30am, together"
        NONE = "none", "Never; only here"

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    roles = ArrayField(models.CharField(max_length=30), default=list)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="people")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    session_round = models.PositiveIntegerField(default=0)
    mail = OneOfField(
        max_length=8,
        choices=Mail.choices,
        default=Mail.AT_ONCE,
        help_text="When notices are sent by e-mail too",
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "account"
        indexes = [
            GinIndex(fields=["roles"], name="user_roles"),
            models.Index(fields=["name", "id"], name="user_by_name"),
        ]
        constraints = [
            models.UniqueConstraint(Upper("username"), name="user_name_once_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return addresses.of_record("account", self.pk)

    def get_full_name(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session keeps of the account; of another password or round it has ended."""
        kept = f"{self.password}:{self.session_round}"
        salt = "mdps.core.models.users.session"
        return salted_hmac(salt, kept, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Everything that any of the person's roles allows."""
        return frozenset().union(*(ROLES[key].permissions for key in self.roles))

    def holds(self, role: str) -> bool:
        """Whether the person holds the role with this key."""
        return role in self.roles

    @property
    def role_names(self) -> str:
        return ", ".join(ROLES[key].name for key in self.roles)
