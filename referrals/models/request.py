"""Support requests: what a social worker asks the panel for.

A draft is saved as it grows: whatever has a page of its own may still be empty. What is said
about the child is in `narrative`, what the court directed in `court`, how it is paid in
`funding`, what is asked for in `lines`. A request holds the child's reference in the case
system, never a name.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from lots.models import RequestCategory
from mdps.core import addresses
from mdps.core.cases.fields import CaseKeyField, EncryptedTextField
from mdps.core.models import Team, User
from mdps.core.one_of import OneOfField
from suppliers.models import Supplier

case_reference = RegexValidator(
    r"^[A-Z]{2,4}-?\d{5,8}$",
    "Enter the case system reference, like LCS-4821937. Do not enter a name.",
)


class SupportRequest(models.Model):
    """A request for one child or parent, endorsed by a team manager, decided by the panel."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "With the team manager"
        RETURNED = "returned", "Returned"
        ENDORSED = "endorsed", "Endorsed"
        ON_AGENDA = "on_agenda", "On agenda"
        DECIDED = "decided", "Decided"
        WITHDRAWN = "withdrawn", "Withdrawn"
        DECLINED = "declined", "Declined by the manager"

    TRANSITIONS = {
        State.DRAFT: (State.SUBMITTED, State.WITHDRAWN),
        State.SUBMITTED: (
            State.ENDORSED,
            State.RETURNED,
            State.DECLINED,
            State.DRAFT,
            State.WITHDRAWN,
        ),
        State.RETURNED: (State.SUBMITTED, State.WITHDRAWN),
        State.ENDORSED: (State.ON_AGENDA, State.DRAFT, State.WITHDRAWN),
        State.ON_AGENDA: (State.DECIDED, State.ENDORSED, State.WITHDRAWN),
        State.DECIDED: (State.ON_AGENDA,),
        State.WITHDRAWN: (),
        State.DECLINED: (),
    }
    EDITABLE = (State.DRAFT, State.RETURNED)
    IS_A_CASE = True

    class Subject(models.TextChoices):
        CHILD = "child", "The child"
        PARENT = "parent", "A parent, in the child's case"

    class LegalBasis(models.TextChoices):
        S17 = "s17", "Section 17: child in need"
        S47 = "s47", "Section 47: enquiry or child protection plan"
        S20 = "s20", "Section 20: accommodated"
        S31 = "s31", "Section 31: care or supervision proceedings"
        PRE = "pre", "Pre-proceedings: before an application under section 31"

    class LegalStatus(models.TextChoices):
        IN_NEED = "in_need", "Child in need plan"
        PROTECTED = "protected", "Child protection plan"
        ACCOMMODATED = "accommodated", "Looked after with the parents' agreement"
        INTERIM_ORDER = "interim_order", "Looked after under an interim order"
        CARE_ORDER = "care_order", "Looked after under a care order"
        NONE = "none", "None of these"

    case_key = CaseKeyField()
    case_reference = models.CharField(max_length=14, validators=[case_reference])
    year_of_birth = models.PositiveSmallIntegerField(null=True, help_text="Of the child")
    subject = OneOfField(max_length=10, choices=Subject.choices)
    legal_basis = OneOfField(max_length=5, choices=LegalBasis.choices, blank=True)
    legal_status = OneOfField(max_length=14, choices=LegalStatus.choices, blank=True)
    category = models.ForeignKey(RequestCategory, models.PROTECT, related_name="requests")
    needed_from = models.DateField(null=True, help_text="When it should start")
    needed_by = models.DateField()
    deadline_on = models.DateField(help_text="The earliest of needed by and the court's filing")
    is_court_directed = models.BooleanField(null=True, help_text="None while it is not answered")
    preferred_supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, related_name="preferred_in"
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="requests")
    requester = models.ForeignKey(User, models.PROTECT, related_name="requests")
    state = OneOfField(max_length=12, choices=State.choices, default=State.DRAFT)
    state_since = models.DateField()
    created_on = models.DateField()
    submitted_on = models.DateField(null=True)
    endorser = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    endorsed_on = models.DateField(null=True)
    before_panel_on = models.DateField(null=True, help_text="First put on an agenda")
    return_reason = EncryptedTextField(blank=True, help_text="What a manager asked to be changed")
    decline_reason = EncryptedTextField(blank=True, help_text="Why a manager declined it")
    is_carried_over = models.BooleanField(
        default=False, help_text="Known only from a contract that was made before this service"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="endorsed_by_somebody_else",
                condition=Q(endorser=None) | ~Q(endorser=models.F("requester")),
            ),
            models.CheckConstraint(
                name="submitted_request_has_its_basis",
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(is_carried_over=True, submitted_on__isnull=False)
                | ~(Q(legal_basis="") | Q(submitted_on=None)),
            ),
            models.CheckConstraint(
                name="declined_request_says_why",
                condition=~Q(state="declined") | ~Q(decline_reason=""),
            ),
            models.CheckConstraint(
                name="support_starts_before_it_is_due",
                condition=Q(needed_from=None) | Q(needed_from__lte=models.F("needed_by")),
            ),
            models.CheckConstraint(
                name="deadline_is_no_later_than_the_need",
                condition=Q(deadline_on__lte=models.F("needed_by")),
            ),
            models.CheckConstraint(
                name="case_reference_is_no_name",
                condition=Q(case_reference__regex=r"^([A-Z]{2,4}-?\d{5,8}|DISPOSED-\d{5})$"),
            ),
            models.CheckConstraint(
                name="year_of_birth_is_a_year",
                condition=Q(year_of_birth=None) | Q(year_of_birth__range=(1900, 2100)),
            ),
            models.CheckConstraint(
                name="endorsed_by_somebody_on_a_day",
                condition=Q(endorser=None, endorsed_on=None)
                | Q(endorser__isnull=False, endorsed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="submitted_after_it_was_begun",
                condition=Q(submitted_on=None) | Q(submitted_on__gte=models.F("created_on")),
            ),
            models.CheckConstraint(
                name="decided_request_was_endorsed",
                condition=~Q(state__in=["endorsed", "on_agenda", "decided"])
                | Q(endorsed_on__isnull=False)
                | Q(is_carried_over=True),
            ),
            models.CheckConstraint(
                name="returned_request_says_why",
                condition=~Q(state="returned") | ~Q(return_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["-created_on", "-id"], name="request_newest"),
            models.Index(fields=["needed_by", "id"], name="request_by_need"),
            models.Index(fields=["deadline_on", "id"], name="request_by_deadline"),
            models.Index(fields=["requester", "-created_on", "-id"], name="request_by_requester"),
            models.Index(fields=["team", "state", "-created_on", "-id"], name="request_by_team"),
            models.Index(fields=["state", "-created_on", "-id"], name="request_by_state"),
            models.Index(fields=["state", "-state_since", "-id"], name="request_by_state_since"),
            models.Index(fields=["category", "-created_on", "-id"], name="request_by_category"),
            models.Index(fields=["legal_basis", "-created_on", "-id"], name="request_by_basis"),
            models.Index(
                fields=["case_reference", "category", "-submitted_on"], name="request_by_case"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return addresses.of_record("referrals:detail", self.pk)

    @property
    def reference(self) -> str:
        return f"SR-{self.pk:06d}"
