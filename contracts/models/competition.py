"""Mini-competitions: what is asked for, who was invited, and what they asked.

All but the competition itself is append-only: what is changed or withdrawn is a further row. Quotes
are in contracts.models.quote. Moments are aware.
"""

from django.db import models
from django.db.models import F, Q

from contracts.models.contract import CallOffContract
from lots.models import Lot, Service
from mdps.core import addresses
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.one_of import OneOfField
from referrals.models import RequestLine
from suppliers.models import Supplier


class Competition(models.Model):
    """A mini-competition for one approved line, among all suppliers admitted to its lot.

    `criteria` are the quality criteria in their order: a text and its weight in percent each.
    `quality_weight` and `price_weight` are percent of the whole score. Quotes are received up to
    `closes_at`, that moment included. Once it is open, what was asked for does not change.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        OPEN = "open", "Open for quotes"
        OPENED = "opened", "Quotes opened"
        SCORED = "scored", "Ranked"
        AWARDED = "awarded", "Awarded"
        ENDED = "ended", "Ended without award"

    TRANSITIONS = {
        State.DRAFT: (State.OPEN, State.ENDED),
        State.OPEN: (State.OPENED, State.ENDED),
        State.OPENED: (State.SCORED, State.ENDED),
        State.SCORED: (State.AWARDED, State.OPENED, State.ENDED),
        State.AWARDED: (),
        State.ENDED: (),
    }
    RUNNING = (State.DRAFT, State.OPEN, State.OPENED, State.SCORED)
    UNSEALED = (State.OPENED, State.SCORED, State.AWARDED)

    class Ended(models.TextChoices):
        NO_QUOTES = "no_quotes", "No quotes came"
        ALL_REJECTED = "all_rejected", "All quotes were rejected"
        CANCELLED = "cancelled", "Cancelled"

    line = models.ForeignKey(RequestLine, models.PROTECT, related_name="competitions")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="competitions")
    service = models.ForeignKey(Service, models.PROTECT, related_name="competitions")
    units = models.PositiveIntegerField()
    specification = EncryptedTextField(
        case="line.request", help_text="What is needed; nothing that points to the child"
    )
    criteria = models.JSONField(default=list)
    quality_weight = models.PositiveSmallIntegerField(default=60)
    price_weight = models.PositiveSmallIntegerField(default=40)
    closes_at = models.DateTimeField(help_text="The last moment at which a quote is received")
    shorter_because = EncryptedTextField(
        case="line.request", blank=True, help_text="Why there are fewer than 10 days"
    )
    questions_until = models.DateField(help_text="The last day for questions")
    standstill_days = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="Last day of delivery")
    state = OneOfField(max_length=8, choices=State.choices, default=State.DRAFT)
    state_since = models.DateField()
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    invited_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ranking = models.JSONField(default=list, help_text="As it was settled, the winner first")
    ranked_at = models.DateTimeField(null=True)
    ranked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    winner = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="+")
    tie_reason = EncryptedTextField(
        case="line.request", blank=True, help_text="Why this one of those that were equal"
    )
    taken_up_because = EncryptedTextField(
        case="line.request", blank=True, help_text="Why the scoring began anew"
    )
    standstill_until = models.DateField(null=True, help_text="Last day of the standstill")
    contract = models.OneToOneField(
        CallOffContract, models.PROTECT, null=True, related_name="competition"
    )
    ended_as = OneOfField(max_length=12, choices=Ended.choices, blank=True)
    ended_because = EncryptedTextField(case="line.request", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(state__in=["draft", "open", "opened", "scored"]),
                name="one_running_competition_per_line",
            ),
            models.CheckConstraint(
                name="competition_weights_are_whole",
                condition=Q(quality_weight=100 - F("price_weight")),
            ),
            models.CheckConstraint(
                name="competition_asks_for_something",
                condition=Q(units__gt=0, ends_on__gte=F("starts_on")) & ~Q(specification=""),
            ),
            models.CheckConstraint(
                name="open_competition_has_invited",
                condition=Q(state="draft", invited_at=None)
                | Q(state="ended")
                | Q(
                    state__in=["open", "opened", "scored", "awarded"],
                    invited_at__isnull=False,
                    invited_at__lt=F("closes_at"),
                ),
            ),
            models.CheckConstraint(
                name="quotes_are_opened_after_the_deadline",
                condition=Q(opened_at=None, opened_by=None, state__in=["draft", "open", "ended"])
                | Q(
                    opened_at__isnull=False,
                    opened_at__gt=F("closes_at"),
                    opened_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="ranked_competition_has_its_winner",
                condition=Q(
                    state__in=["scored", "awarded"], winner__isnull=False, ranked_at__isnull=False
                )
                | Q(state__in=["draft", "open", "opened", "ended"], winner=None),
            ),
            models.CheckConstraint(
                name="awarded_competition_has_its_contract",
                condition=Q(state="awarded", contract__isnull=False)
                | ~Q(state="awarded") & Q(contract=None),
            ),
            models.CheckConstraint(
                name="ended_competition_says_why",
                condition=Q(state="ended") & ~Q(ended_as="") & ~Q(ended_because="")
                | ~Q(state="ended") & Q(ended_as="", ended_because=""),
            ),
        ]
        indexes = [models.Index(fields=["-drafted_on", "-id"], name="competition_newest")]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return addresses.of_record("contracts:competition", self.pk)

    @property
    def reference(self) -> str:
        return f"MC-{self.pk:04d}"


class CompetitionInvitation(models.Model):
    """A supplier that was invited to quote: each that was admitted to the lot on the day."""

    competition = models.ForeignKey(Competition, models.PROTECT, related_name="invitations")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="invitations_to_quote")
    closes_at = models.DateTimeField(help_text="The deadline that the supplier was told")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["competition", "supplier"], name="one_invitation_to_quote_per_supplier"
            ),
        ]
        indexes = [models.Index(fields=["-closes_at", "-id"], name="quote_invitation_by_close")]

    def __str__(self) -> str:
        return f"{self.competition} to {self.supplier}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("contracts:invited", self.pk)

    @property
    def reference(self) -> str:
        return self.competition.reference


class CompetitionQuestion(models.Model):
    """What an invited supplier asked. The others read it as the answer puts it."""

    invitation = models.ForeignKey(CompetitionInvitation, models.PROTECT, related_name="questions")
    question = EncryptedTextField(case="invitation.competition.line.request")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Question {self.pk} about {self.invitation.competition}"


class CompetitionAnswer(models.Model):
    """The answer that all invited suppliers read. `question` is as it is shown to them."""

    asked = models.OneToOneField(CompetitionQuestion, models.PROTECT, related_name="answered")
    question = EncryptedTextField(case="asked.invitation.competition.line.request")
    answer = EncryptedTextField(case="asked.invitation.competition.line.request")
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Answer to {self.asked}"
