"""What a request asks and says: the child, the court, the budgets, documents, deputies."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_rows_stay"),
        ("lots", "0003_the_scheme"),
        ("referrals", "0003_released_amount"),
        ("suppliers", "0002_rows_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # First here, so that it comes back last: when the words are in their columns again.
        migrations.RemoveConstraint(
            model_name="supportrequest",
            name="submitted_request_is_complete",
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
                    models.CharField(
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
            ],
            options={
                "ordering": ["id"],
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
                ("expert_name", models.CharField(blank=True, max_length=150)),
                ("expert_email", models.EmailField(blank=True, max_length=254)),
                ("is_joint", models.BooleanField(default=False)),
                (
                    "share_percent",
                    models.DecimalField(decimal_places=2, default=Decimal("100.00"), max_digits=12),
                ),
                ("is_above_legal_aid", models.BooleanField(default=False)),
                ("top_up_reason", models.TextField(blank=True)),
            ],
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
            ],
            options={
                "verbose_name_plural": "deputies",
                "ordering": ["-starts_on", "-id"],
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
                    models.CharField(
                        choices=[
                            ("section_17", "Section 17 budget"),
                            ("children_in_care", "Children in care discretionary budget"),
                        ],
                        max_length=16,
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["id"],
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
                ("context", models.TextField(blank=True, help_text="Why the opinion is sought")),
                (
                    "questions",
                    models.TextField(blank=True, help_text="As approved by the court, one a line"),
                ),
                ("documents", models.TextField(blank=True, help_text="One a line")),
                (
                    "not_available",
                    models.TextField(blank=True, help_text="Material that is not available"),
                ),
                (
                    "people",
                    models.TextField(blank=True, help_text="Whom the expert may talk to, by role"),
                ),
                (
                    "other_experts",
                    models.TextField(blank=True, help_text="Others instructed in the proceedings"),
                ),
                (
                    "terms",
                    models.TextField(blank=True, help_text="Terms of payment, beyond the amount"),
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
                ("need", models.TextField(blank=True)),
                ("question", models.TextField(blank=True, help_text="What the work must answer")),
                ("tried", models.TextField(blank=True, help_text="What was tried before")),
                ("why_not_in_house", models.TextField(blank=True, help_text="Nor by CAMHS")),
                (
                    "wishes",
                    models.TextField(blank=True, help_text="The child's wishes and feelings"),
                ),
                (
                    "wishes_not_sought",
                    models.TextField(blank=True, help_text="Why they were not sought"),
                ),
                (
                    "responsibility",
                    models.TextField(blank=True, help_text="Who holds parental responsibility"),
                ),
                (
                    "consent",
                    models.CharField(
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
                ("consent_by", models.TextField(blank=True, help_text="Who gave or refused it")),
                (
                    "advocacy",
                    models.CharField(
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
                    models.TextField(blank=True, help_text="What should be different afterwards"),
                ),
                ("measure", models.TextField(blank=True, help_text="How that will be measured")),
                (
                    "supplier_reason",
                    models.TextField(blank=True, help_text="Why this supplier is preferred"),
                ),
                (
                    "again_reason",
                    models.TextField(blank=True, help_text="Why it is asked for again"),
                ),
            ],
        ),
        migrations.RemoveIndex(
            model_name="supportrequest",
            name="request_by_case",
        ),
        migrations.AddField(
            model_name="requestline",
            name="amount_reason",
            field=models.TextField(blank=True, help_text="Why it is none of the agreed prices"),
        ),
        migrations.AddField(
            model_name="requestline",
            name="full_amount",
            field=models.DecimalField(
                decimal_places=2,
                help_text="None where the council pays all of it",
                max_digits=12,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="requestline",
            name="weeks",
            field=models.PositiveSmallIntegerField(
                default=1, validators=[django.core.validators.MinValueValidator(1)]
            ),
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="deadline_on",
            field=models.DateField(
                help_text="The earliest of needed by and the court's filing", null=True
            ),
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="decline_reason",
            field=models.TextField(blank=True, help_text="Why a manager declined it"),
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="is_court_directed",
            field=models.BooleanField(help_text="None while it is not answered", null=True),
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="legal_status",
            field=models.CharField(
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
        migrations.AddField(
            model_name="supportrequest",
            name="needed_from",
            field=models.DateField(help_text="When it should start", null=True),
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="preferred_supplier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="preferred_in",
                to="suppliers.supplier",
            ),
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="year_of_birth",
            field=models.PositiveSmallIntegerField(help_text="Of the child", null=True),
        ),
        migrations.AlterField(
            model_name="supportrequest",
            name="legal_basis",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="supportrequest",
            name="return_reason",
            field=models.TextField(blank=True, help_text="What a manager asked to be changed"),
        ),
        migrations.AlterField(
            model_name="supportrequest",
            name="state",
            field=models.CharField(
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
        migrations.AddIndex(
            model_name="supportrequest",
            index=models.Index(fields=["deadline_on", "id"], name="request_by_deadline"),
        ),
        migrations.AddIndex(
            model_name="supportrequest",
            index=models.Index(
                fields=["case_reference", "category", "-submitted_on"], name="request_by_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="requestline",
            constraint=models.CheckConstraint(
                condition=models.Q(("weeks__gt", 0)), name="line_has_weeks"
            ),
        ),
        migrations.AddConstraint(
            model_name="requestline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("full_amount", None),
                    ("requested_amount__lte", models.F("full_amount")),
                    _connector="OR",
                ),
                name="line_asks_for_no_more_than_the_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True),
                    models.Q(("decline_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="declined_request_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("needed_from", None),
                    ("needed_from__lte", models.F("needed_by")),
                    _connector="OR",
                ),
                name="support_starts_before_it_is_due",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="file",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.privatefile"
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="referrals.supportrequest",
            ),
        ),
        migrations.AddField(
            model_name="courtdirection",
            name="expert_supplier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="named_by_court_in",
                to="suppliers.supplier",
            ),
        ),
        migrations.AddField(
            model_name="deputy",
            name="deputy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deputising",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="deputy",
            name="manager",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deputies",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="fundingshare",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="funding",
                to="referrals.supportrequest",
            ),
        ),
        migrations.AddIndex(
            model_name="courtdirection",
            index=models.Index(fields=["filing_on"], name="court_by_filing"),
        ),
        migrations.AddConstraint(
            model_name="courtdirection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_joint", False), ("share_percent", 100)),
                    models.Q(
                        ("is_joint", True), ("share_percent__gt", 0), ("share_percent__lte", 100)
                    ),
                    _connector="OR",
                ),
                name="share_is_a_part_of_the_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="courtdirection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_above_legal_aid", False),
                    models.Q(("top_up_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="top_up_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="courtdirection",
            constraint=models.CheckConstraint(
                condition=models.Q(("filing_on__gte", models.F("ordered_on"))),
                name="report_is_filed_after_the_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="courtdirection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expert_supplier", None),
                    models.Q(("expert_email", ""), ("expert_name", "")),
                    _connector="OR",
                ),
                name="expert_is_named_once",
            ),
        ),
        migrations.AddIndex(
            model_name="deputy",
            index=models.Index(fields=["deputy", "ends_on"], name="deputy_by_person"),
        ),
        migrations.AddConstraint(
            model_name="deputy",
            constraint=models.CheckConstraint(
                condition=models.Q(("deputy", models.F("manager")), _negated=True),
                name="deputy_is_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="deputy",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="deputy_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingshare",
            constraint=models.UniqueConstraint(
                fields=("request", "source"), name="one_share_a_budget"
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__gte", 1), ("percent__lte", 100)),
                name="share_of_budget_in_percent",
            ),
        ),
    ]
