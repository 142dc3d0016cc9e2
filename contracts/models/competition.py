"""Mini-competitions: who was invited, what was asked, what was quoted, and how it was scored.

All but the competition itself is append-only: what is changed or withdrawn is a further row. What a
quote says is in a table of its own, `QuoteContent`; `contracts.competition.seal` alone reads it.
Amounts are GBP ex VAT, moments are aware.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracts.models.contract import CallOffContract
from lots.models import Lot, Service
from mdps.core.models import PrivateFile, User
from mdps.core.money import money_field
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
    specification = models.TextField(help_text="What is needed; nothing that points to the child")
    criteria = models.JSONField(default=list)
    quality_weight = models.PositiveSmallIntegerField(default=60)
    price_weight = models.PositiveSmallIntegerField(default=40)
    closes_at = models.DateTimeField(help_text="The last moment at which a quote is received")
    shorter_because = models.TextField(blank=True, help_text="Why there are fewer than 10 days")
    questions_until = models.DateField(help_text="The last day for questions")
    standstill_days = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="Last day of delivery")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
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
    tie_reason = models.TextField(blank=True, help_text="Why this one of those that were equal")
    taken_up_because = models.TextField(blank=True, help_text="Why the scoring began anew")
    standstill_until = models.DateField(null=True, help_text="Last day of the standstill")
    contract = models.OneToOneField(
        CallOffContract, models.PROTECT, null=True, related_name="competition"
    )
    ended_as = models.CharField(max_length=12, choices=Ended.choices, blank=True)
    ended_because = models.TextField(blank=True)

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
                    state__in=["open", "opened", "scored", "awarded"], invited_at__lt=F("closes_at")
                ),
            ),
            models.CheckConstraint(
                name="quotes_are_opened_after_the_deadline",
                condition=Q(opened_at=None, opened_by=None, state__in=["draft", "open", "ended"])
                | Q(opened_at__gt=F("closes_at"), opened_by__isnull=False),
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
        return reverse("contracts:competition", args=[self.pk])

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
        return reverse("contracts:invited", args=[self.pk])

    @property
    def reference(self) -> str:
        return self.competition.reference


class CompetitionQuestion(models.Model):
    """What an invited supplier asked. The others read it as the answer puts it."""

    invitation = models.ForeignKey(CompetitionInvitation, models.PROTECT, related_name="questions")
    question = models.TextField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Question {self.pk} about {self.invitation.competition}"


class CompetitionAnswer(models.Model):
    """The answer that all invited suppliers read. `question` is as it is shown to them."""

    asked = models.OneToOneField(CompetitionQuestion, models.PROTECT, related_name="answered")
    question = models.TextField()
    answer = models.TextField()
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Answer to {self.asked}"


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
    """What a quote says: sealed until the quotes are opened. `answers` are one per criterion."""

    quote = models.OneToOneField(Quote, models.PROTECT, related_name="sealed")
    unit_price = money_field()
    extras = money_field(help_text="What extras are expected to come to in all")
    extras_words = models.TextField(blank=True)
    answers = models.JSONField(default=list)
    availability = models.TextField()
    document = models.ForeignKey(PrivateFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="quote_has_a_price", condition=Q(unit_price__gt=0, extras__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"Content of quote {self.quote_id}"


class QuoteScore(models.Model):
    """What an evaluator gave a quote on one criterion, by its number from 1. The latest counts."""

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="scores")
    criterion = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()
    reasons = models.TextField()
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
    explanation = models.TextField(blank=True)
    reasons = models.TextField()
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
    words = models.TextField(blank=True)
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
