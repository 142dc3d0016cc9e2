"""Where somebody is signed in."""

from django.db import models

from mdps.core.models.users import User


class OpenSession(models.Model):
    """One session of an account, for its owner to see. The session itself is Django's, by `key`.

    `address` and `device` are those it was last seen with; times are aware.
    """

    account = models.ForeignKey(User, models.PROTECT, related_name="open_sessions")
    key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-seen_at"], name="session_of_account")]

    def __str__(self) -> str:
        return f"Session of {self.account}"
