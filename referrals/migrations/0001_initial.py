"""Requests for support, and what is said in them."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mdps.core.cases.fields
import mdps.core.one_of


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("core", "__first__"),
        ("lots", "0001_initial"),
        ("suppliers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SupportRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case_reference",
                    models.CharField(
                        max_length=14,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2,4}-?\\d{5,8}$",
                                "Enter the case system reference, like LCS-4821937. Do not enter a name.",
                            )
                        ],
                    ),
                ),
                (
                    "year_of_birth",
                    models.PositiveSmallIntegerField(help_text="Of the child", null=True),
                ),
                (
                    "subject",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("child", "The child"),
                            ("parent", "A parent, in the child's case"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "legal_basis",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("s17", "Section 17: child in need"),
                            ("s47", "Section 47: enquiry or child protection plan"),
                            ("s20", "Section 20: accommodated"),
                            ("s31", "Section 31: care or supervision proceedings"),
                            ("pre", "Pre-proceedings: before an application under section 31"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "legal_status",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("in_need", "Child in need plan"),
                            ("protected", "Child protection plan"),
                            ("accommodated", "Looked after with the parents' agreement"),
                            ("interim_order", "Looked after under an interim order"),
                            ("care_order", "Looked after under a care order"),
                            ("none", "None of these"),
                        ],
                        max_length=14,
                    ),
                ),
                ("needed_from", models.DateField(help_text="When it should start", null=True)),
                ("needed_by", models.DateField()),
                (
                    "deadline_on",
                    models.DateField(help_text="The earliest of needed by and the court's filing"),
                ),
                (
                    "is_court_directed",
                    models.BooleanField(help_text="None while it is not answered", null=True),
                ),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "With the team manager"),
                            ("returned", "Returned"),
                            ("endorsed", "Endorsed"),
                            ("on_agenda", "On agenda"),
                            ("decided", "Decided"),
                            ("withdrawn", "Withdrawn"),
                            ("declined", "Declined by the manager"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("state_since", models.DateField()),
                ("created_on", models.DateField()),
                ("submitted_on", models.DateField(null=True)),
                ("endorsed_on", models.DateField(null=True)),
                (
                    "before_panel_on",
                    models.DateField(help_text="First put on an agenda", null=True),
                ),
                (
                    "return_reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, help_text="What a manager asked to be changed"
                    ),
                ),
                (
                    "decline_reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, help_text="Why a manager declined it"
                    ),
                ),
                (
                    "is_carried_over",
                    models.BooleanField(
                        default=False,
                        help_text="Known only from a contract that was made before this service",
                    ),
                ),
                (
                    "case_key",
                    mdps.core.cases.fields.CaseKeyField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.casekey",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="lots.requestcategory",
                    ),
                ),
                (
                    "endorser",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "preferred_supplier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preferred_in",
                        to="suppliers.supplier",
                    ),
                ),
                (
                    "requester",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="core.team",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-created_on", "-id"], name="request_newest"),
                    models.Index(fields=["needed_by", "id"], name="request_by_need"),
                    models.Index(fields=["deadline_on", "id"], name="request_by_deadline"),
                    models.Index(
                        fields=["requester", "-created_on", "-id"], name="request_by_requester"
                    ),
                    models.Index(
                        fields=["team", "state", "-created_on", "-id"], name="request_by_team"
                    ),
                    models.Index(fields=["state", "-created_on", "-id"], name="request_by_state"),
                    models.Index(
                        fields=["state", "-state_since", "-id"], name="request_by_state_since"
                    ),
                    models.Index(
                        fields=["category", "-created_on", "-id"], name="request_by_category"
                    ),
                    models.Index(
                        fields=["legal_basis", "-created_on", "-id"], name="request_by_basis"
                    ),
                    models.Index(
                        fields=["case_reference", "category", "-submitted_on"],
                        name="request_by_case",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("endorser", None),
                            models.Q(("endorser", models.F("requester")), _negated=True),
                            _connector="OR",
                        ),
                        name="endorsed_by_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "withdrawn"]),
                            models.Q(("is_carried_over", True), ("submitted_on__isnull", False)),
                            models.Q(
                                ("legal_basis", ""),
                                ("submitted_on", None),
                                _connector="OR",
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="submitted_request_has_its_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("decline_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="declined_request_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needed_from", None),
                            ("needed_from__lte", models.F("needed_by")),
                            _connector="OR",
                        ),
                        name="support_starts_before_it_is_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deadline_on__lte", models.F("needed_by"))),
                        name="deadline_is_no_later_than_the_need",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("case_reference__regex", "^([A-Z]{2,4}-?\\d{5,8}|DISPOSED-\\d{5})$")
                        ),
                        name="case_reference_is_no_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year_of_birth", None),
                            ("year_of_birth__range", (1900, 2100)),
                            _connector="OR",
                        ),
                        name="year_of_birth_is_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("endorsed_on", None), ("endorser", None)),
                            models.Q(("endorsed_on__isnull", False), ("endorser__isnull", False)),
                            _connector="OR",
                        ),
                        name="endorsed_by_somebody_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_on", None),
                            ("submitted_on__gte", models.F("created_on")),
                            _connector="OR",
                        ),
                        name="submitted_after_it_was_begun",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["endorsed", "on_agenda", "decided"]), _negated=True
                            ),
                            ("endorsed_on__isnull", False),
                            ("is_carried_over", True),
                            _connector="OR",
                        ),
                        name="decided_request_was_endorsed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("return_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="returned_request_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Instruction",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="instruction",
                        serialize=False,
                        to="referrals.supportrequest",
                    ),
                ),
                (
                    "context",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="Why the opinion is sought"
                    ),
                ),
                (
                    "questions",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="As approved by the court, one a line"
                    ),
                ),
                (
                    "documents",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="One a line"
                    ),
                ),
                (
                    "not_available",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="Material that is not available"
                    ),
                ),
                (
                    "people",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="Whom the expert may talk to, by role"
                    ),
                ),
                (
                    "other_experts",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="Others instructed in the proceedings"
                    ),
                ),
                (
                    "terms",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="Terms of payment, beyond the amount"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Narrative",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="narrative",
                        serialize=False,
                        to="referrals.supportrequest",
                    ),
                ),
                ("need", mdps.core.cases.fields.EncryptedTextField(blank=True, case="request")),
                (
                    "question",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="What the work must answer"
                    ),
                ),
                (
                    "tried",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="What was tried before"
                    ),
                ),
                (
                    "why_not_in_house",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="Nor by CAMHS"
                    ),
                ),
                (
                    "wishes",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="The child's wishes and feelings"
                    ),
                ),
                (
                    "wishes_not_sought",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="Why they were not sought"
                    ),
                ),
                (
                    "responsibility",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="Who holds parental responsibility"
                    ),
                ),
                (
                    "consent",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("given", "Given"),
                            ("court", "Not needed: the court directed it"),
                            ("refused", "Refused"),
                            ("not_asked", "Not asked yet"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "consent_by",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="Who gave or refused it"
                    ),
                ),
                (
                    "advocacy",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("accepted", "Offered and accepted"),
                            ("refused", "Offered and refused"),
                            ("too_young", "Not offered: too young to be represented"),
                            ("not_offered", "Not offered yet"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "outcome",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="What should be different afterwards"
                    ),
                ),
                (
                    "measure",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="How that will be measured"
                    ),
                ),
                (
                    "supplier_reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="Why this supplier is preferred"
                    ),
                ),
                (
                    "again_reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="Why it is asked for again"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("order", "Court order"),
                            ("assessment", "Earlier assessment"),
                            ("plan", "Care, protection or support plan"),
                            ("quote", "Quote"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("added_on", models.DateField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.privatefile",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="referrals.supportrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputising",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deputies",
                "ordering": ["-starts_on", "-id"],
                "indexes": [models.Index(fields=["deputy", "ends_on"], name="deputy_by_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("deputy", models.F("manager")), _negated=True),
                        name="deputy_is_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="deputy_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="request", help_text="Typed by who opened it"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "finding",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("justified", "It was needed"),
                            ("unjustified", "It was not needed"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "words",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="What the review found"
                    ),
                ),
                ("reviewed_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergencies",
                        to="referrals.supportrequest",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "emergency access",
                "verbose_name_plural": "emergency accesses",
                "indexes": [
                    models.Index(fields=["-opened_at", "-id"], name="emergency_newest"),
                    models.Index(
                        fields=["person", "request", "ends_at"], name="emergency_by_person"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="emergency_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("opened_at"))),
                        name="emergency_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finding", ""),
                                ("reviewed_at", None),
                                ("reviewed_by", None),
                                ("words", ""),
                            ),
                            models.Q(
                                models.Q(("finding", ""), _negated=True),
                                models.Q(("words", ""), _negated=True),
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                                models.Q(("reviewed_by", models.F("person")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="emergency_is_reviewed_by_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FundingShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("section_17", "Section 17 budget"),
                            ("children_in_care", "Children in care discretionary budget"),
                        ],
                        max_length=16,
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funding",
                        to="referrals.supportrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "source"), name="one_share_a_budget"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent__gte", 1), ("percent__lte", 100)),
                        name="share_of_budget_in_percent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "units",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                (
                    "weeks",
                    models.PositiveSmallIntegerField(
                        default=1, validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                (
                    "unit_estimate",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="Median of the rate cards of the day, £0.00 if none",
                        max_digits=12,
                    ),
                ),
                ("requested_amount", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "full_amount",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="None where the council pays all of it",
                        max_digits=12,
                        null=True,
                    ),
                ),
                (
                    "amount_reason",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", help_text="Why it is none of the agreed prices"
                    ),
                ),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("approved", "Approved"),
                            ("part_awarded", "Part awarded"),
                            ("awarded", "Awarded"),
                            ("closed", "Closed"),
                            ("declined", "Declined"),
                            ("lapsed", "Lapsed"),
                        ],
                        default="proposed",
                        max_length=12,
                    ),
                ),
                (
                    "approved_amount",
                    models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12),
                ),
                ("approved_units", models.PositiveIntegerField(default=0)),
                ("approved_until", models.DateField(null=True)),
                (
                    "committed_amount",
                    models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12),
                ),
                ("committed_units", models.PositiveIntegerField(default=0)),
                (
                    "released_amount",
                    models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12),
                ),
                ("released_until", models.DateField(null=True)),
                (
                    "contract_reference",
                    models.CharField(
                        blank=True,
                        help_text="The contract that needs more, like CO-00012",
                        max_length=12,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="referrals.supportrequest",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="request_lines",
                        to="lots.service",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["state", "approved_until"], name="line_by_state"),
                    models.Index(
                        condition=models.Q(("state__in", ["approved", "part_awarded"])),
                        fields=["approved_until", "id"],
                        name="line_to_award",
                    ),
                    models.Index(
                        condition=models.Q(("contract_reference", ""), _negated=True),
                        fields=["contract_reference"],
                        name="line_by_contract",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("units__gt", 0)), name="line_has_units"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weeks__gt", 0)), name="line_has_weeks"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("full_amount", None),
                            ("requested_amount__lte", models.F("full_amount")),
                            _connector="OR",
                        ),
                        name="line_asks_for_no_more_than_the_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("committed_amount__gte", 0),
                            ("committed_amount__lte", models.F("approved_amount")),
                        ),
                        name="line_commits_no_more_than_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_amount", 0),
                            models.Q(("released_amount__gt", 0), ("released_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="released_amount_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_amount", 0),
                                ("state__in", ["proposed", "declined", "closed"]),
                            ),
                            models.Q(("approved_amount__gt", 0), ("approved_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="approved_line_has_amount_and_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("requested_amount__gte", 0),
                            ("unit_estimate__gte", 0),
                            models.Q(
                                ("full_amount", None), ("full_amount__gte", 0), _connector="OR"
                            ),
                        ),
                        name="line_amounts_are_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourtDirection",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="court",
                        serialize=False,
                        to="referrals.supportrequest",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(help_text="When the proceedings were issued", null=True),
                ),
                ("ordered_on", models.DateField()),
                ("filing_on", models.DateField(help_text="When the report must be filed")),
                ("hearing_on", models.DateField(help_text="The next hearing", null=True)),
                (
                    "expert_name",
                    mdps.core.cases.fields.EncryptedTextField(
                        blank=True, case="request", max_length=150
                    ),
                ),
                (
                    "expert_email",
                    mdps.core.cases.fields.EncryptedTextField(blank=True, case="request"),
                ),
                ("is_joint", models.BooleanField(default=False)),
                (
                    "share_percent",
                    models.DecimalField(decimal_places=2, default=Decimal("100.00"), max_digits=12),
                ),
                ("is_above_legal_aid", models.BooleanField(default=False)),
                (
                    "top_up_reason",
                    mdps.core.cases.fields.EncryptedTextField(blank=True, case="request"),
                ),
                (
                    "expert_supplier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_by_court_in",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["filing_on"], name="court_by_filing")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_joint", False), ("share_percent", 100)),
                            models.Q(
                                ("is_joint", True),
                                ("share_percent__gt", 0),
                                ("share_percent__lte", 100),
                            ),
                            _connector="OR",
                        ),
                        name="share_is_a_part_of_the_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_above_legal_aid", False),
                            models.Q(("top_up_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="top_up_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("filing_on__gte", models.F("ordered_on"))),
                        name="report_is_filed_after_the_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expert_supplier", None),
                            models.Q(("expert_email", ""), ("expert_name", "")),
                            _connector="OR",
                        ),
                        name="expert_is_named_once",
                    ),
                ],
            },
        ),
    ]
