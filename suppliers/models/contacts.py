"""Colleagues who were invited to sign in for a supplier."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from mdps.core.models import User
from suppliers.models.supplier import Supplier


class ContactInvitation(models.Model):
    """Somebody is asked by e-mail to act for a supplier; the link is used once, in time.

    `account` is the one that came of it. Forgotten a month after it ended; the audit trail stays.
    """

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="contact_invitations")
    name = models.CharField(max_length=150)
    email = models.EmailField(max_length=150)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    account = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "invitation of a contact"
        constraints = [
            models.UniqueConstraint(
                "supplier",
                Upper("email"),
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_contact_invitation",
            ),
            models.CheckConstraint(
                name="accepted_contact_has_account",
                condition=Q(accepted_at=None) | Q(account__isnull=False),
            ),
            models.CheckConstraint(
                name="contact_invitation_expires_later",
                condition=Q(expires_at__gt=models.F("invited_at")),
            ),
            models.CheckConstraint(
                name="contact_is_accepted_or_withdrawn",
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="contact_forgotten")]

    def __str__(self) -> str:
        return f"{self.name} for {self.supplier}"
