"""Quotes of mini-competitions: sealed, then scored and decided. All of it is append-only.

What a quote says is in a table of its own, `QuoteContent`, which `contracts.competition.seal` alone
reads. What is offered, explained and thought of a quote speaks of one child's package: it is
encrypted with the key of the case. Amounts are GBP ex VAT, moments are aware.
"""

import json

from django.db import models
from django.db.models import Q

from contracts.models.competition import Competition, CompetitionInvitation
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.cases.sealed import DISPOSED
from mdps.core.models import PrivateFile, User
from mdps.core.money import money_field

CASE = "quote.invitation.competition.line.request"


class Quote(models.Model):
    """The envelope of a quote: from whom, when. A later one replaces the one before it.

    A withdrawal is a row of its own, without content. The one that nothing replaces counts.
    """

    invitation = models.ForeignKey(CompetitionInvitation, models.PROTECT, related_name="quotes")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    is_withdrawal = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    by_email = models.BooleanField(default=False, help_text="Entered by an officer")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"], condition=Q(replaces=None), name="one_first_quote"
            ),
        ]

    def __str__(self) -> str:
        return f"Quote of {self.invitation.supplier} in {self.invitation.competition}"

    @property
    def reference(self) -> str:
        return f"QU-{self.pk:05d}"


class QuoteContent(models.Model):
    """What a quote says: sealed until the quotes are opened.

    `OPENED` says of which rows others than its supplier may be told.
    """

    OPENED = Q(quote__invitation__competition__opened_at__isnull=False)

    quote = models.OneToOneField(Quote, models.PROTECT, related_name="sealed")
    unit_price = money_field()
    extras = money_field(help_text="What extras are expected to come to in all")
    extras_words = EncryptedTextField(case=CASE, blank=True)
    answers_words = EncryptedTextField(case=CASE, db_column="answers", help_text="As JSON")
    availability = EncryptedTextField(case=CASE)
    document = models.ForeignKey(PrivateFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="quote_has_a_price", condition=Q(unit_price__gt=0, extras__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"Content of quote {self.quote_id}"

    @property
    def answers(self) -> list[str]:
        """One for each criterion, in their order; each is DISPOSED once the case was."""
        if self.answers_words == DISPOSED:
            return [DISPOSED] * len(self.quote.invitation.competition.criteria)
        return json.loads(self.answers_words)

    @answers.setter
    def answers(self, said: list[str]) -> None:
        self.answers_words = json.dumps(said, ensure_ascii=False)


class QuoteScore(models.Model):
    """What an evaluator gave a quote on one criterion, by its number from 1. The latest counts."""

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="scores")
    criterion = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()
    reasons = EncryptedTextField(case=CASE)
    evaluator = models.ForeignKey(User, models.PROTECT, related_name="+")
    scored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="score_is_from_nought_to_five",
                condition=Q(points__lte=5, criterion__gte=1) & ~Q(reasons=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.points} for {self.quote} on criterion {self.criterion}"


class QuoteDecision(models.Model):
    """Whether a quote stays in: of one that is abnormally low, or that is to be rejected.

    `explanation` is what the supplier said. The latest decision counts.
    """

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="decisions")
    is_accepted = models.BooleanField()
    explanation = EncryptedTextField(case=CASE, blank=True)
    reasons = EncryptedTextField(case=CASE)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="quote_decision_has_reasons", condition=~Q(reasons="")),
        ]

    def __str__(self) -> str:
        return f"{self.quote}: {'accepted' if self.is_accepted else 'rejected'}"


class CompetitionInterest(models.Model):
    """What somebody declared before scoring: a conflict of interest, or none. The latest counts."""

    competition = models.ForeignKey(Competition, models.PROTECT, related_name="interests")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    has_conflict = models.BooleanField()
    words = EncryptedTextField(case="competition.line.request", blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="conflict_in_competition_has_words",
                condition=Q(has_conflict=False) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} about {self.competition}"
