"""How a provider joins by itself: its account, and what it answers before it submits."""

import json

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from lots.models import SelectionCriterion, Service
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.money import money_field
from suppliers.models.admission import Application
from suppliers.models.invitation import Invitation
from suppliers.models.supplier import Supplier


class SignUp(models.Model):
    """Somebody asked for an account with an e-mail address that is not confirmed yet.

    `password` is a hash. `account` is the one that was made of it, or that had the address
    already: then the e-mail says so and the page does not. `key` is the one-time key of the form.
    """

    key = models.UUIDField(unique=True)
    name = models.CharField(max_length=150)
    email = models.EmailField()
    password = models.CharField(max_length=128)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    account = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sign_up_expires_later",
                condition=models.Q(expires_at__gt=models.F("asked_at")),
            ),
        ]
        verbose_name = "sign-up"
        indexes = [
            models.Index(Upper("email"), "asked_at", name="signup_by_email"),
            models.Index(fields=["expires_at"], name="signup_forgotten"),
        ]

    def __str__(self) -> str:
        return self.name


class SharedAnswers(models.Model):
    """What a supplier answers once for every lot it applies for; each submission keeps a copy.

    `answers` is by the key of the question (suppliers.questions). `grounds` is None until the
    exclusion grounds are declared: then ground -> what was done since (self-cleaning, reg 57).
    """

    supplier = models.OneToOneField(Supplier, models.PROTECT, related_name="shared_answers")
    answers_words = EncryptedTextField(
        case="supplier", blank=True, db_column="answers", help_text="As JSON"
    )
    grounds_words = EncryptedTextField(
        case="supplier", blank=True, db_column="grounds", help_text="As JSON"
    )
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "shared answers"

    def __str__(self) -> str:
        return f"Shared answers of {self.supplier}"

    @property
    def answers(self) -> dict[str, str]:
        """By the key of the question; set them anew to change them."""
        return json.loads(self.answers_words or "{}")

    @answers.setter
    def answers(self, said: dict[str, str]) -> None:
        self.answers_words = json.dumps(said, ensure_ascii=False)

    @property
    def grounds(self) -> dict[str, str] | None:
        """By the ground; set them anew to change them."""
        return json.loads(self.grounds_words or "null")

    @grounds.setter
    def grounds(self, said: dict[str, str]) -> None:
        self.grounds_words = json.dumps(said, ensure_ascii=False)


class CriterionAnswer(models.Model):
    """How the supplier says that it meets one selection criterion of the lot."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="criterion_answers")
    criterion = models.ForeignKey(SelectionCriterion, models.PROTECT, related_name="+")
    text = EncryptedTextField(case="application.supplier", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "criterion"], name="one_answer_per_criterion"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.text[:50]}"


class ProposedPrice(models.Model):
    """What the supplier would charge for one unit, GBP ex VAT; in force once it is admitted."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="proposed_prices")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    unit_price = money_field()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "service"], name="one_proposed_price_per_service"
            ),
            models.CheckConstraint(
                name="proposed_price_is_positive", condition=Q(unit_price__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} in {self.application.reference}"
