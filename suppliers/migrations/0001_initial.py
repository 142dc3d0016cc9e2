"""Suppliers, from their first visit to their prices."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
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
    ]

    operations = [
        migrations.CreateModel(
            name="EngagementEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=150)),
                (
                    "kind",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("briefing", "Briefing"),
                            ("workshop", "Workshop"),
                            ("one_to_one", "One-to-one meetings"),
                            ("fair", "Provider fair"),
                        ],
                        max_length=20,
                    ),
                ),
                ("held_on", models.DateField()),
                ("place", models.CharField(blank=True, max_length=150)),
                ("is_online", models.BooleanField(default=False)),
                ("lots", models.ManyToManyField(related_name="+", to="lots.lot")),
            ],
            options={
                "indexes": [models.Index(fields=["-held_on", "-id"], name="event_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_online", True),
                            models.Q(("place", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="event_is_somewhere",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceRequirement",
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
                            ("dbs", "Enhanced DBS check"),
                            ("registration", "Professional registration"),
                            ("public_liability", "Public liability insurance"),
                            ("employers_liability", "Employers’ liability insurance"),
                            ("indemnity", "Professional indemnity insurance"),
                            ("ukas", "UKAS accreditation"),
                            ("ico", "ICO registration"),
                            ("safeguarding", "Safeguarding policy"),
                            ("complaints", "Complaints policy"),
                            ("equality", "Equality policy"),
                            ("modern_slavery", "Modern slavery declaration"),
                            ("reference", "Reference"),
                            ("cv", "CV of a practitioner"),
                            ("sample_report", "Redacted sample report"),
                            ("social_value", "Social value commitments"),
                        ],
                        max_length=20,
                    ),
                ),
                ("minimum", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("wanted", models.PositiveSmallIntegerField(default=1)),
                ("of_sole_traders", models.BooleanField(default=True)),
                (
                    "only_unit",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("assessment", "assessment"),
                            ("test", "test"),
                            ("session", "session"),
                            ("hour", "hour"),
                            ("visit", "visit"),
                        ],
                        max_length=20,
                    ),
                ),
                ("expires", models.BooleanField(default=True)),
                ("stops_awards", models.BooleanField(default=True)),
                (
                    "lot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_requirements",
                        to="lots.lot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "lot"),
                        name="one_requirement_per_kind_and_lot",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wanted__gte", 1),
                            models.Q(("minimum", None), ("minimum__gt", 0), _connector="OR"),
                        ),
                        name="requirement_wants_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Supplier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("name", models.CharField(max_length=200, unique=True)),
                (
                    "kind",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("sole_trader", "Sole trader"),
                            ("company", "Company"),
                            ("charity", "Charity"),
                            ("cic", "Community interest company"),
                            ("public_body", "Public body"),
                        ],
                        max_length=20,
                    ),
                ),
                ("registered_number", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(max_length=254)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("is_sme", models.BooleanField(default=True)),
                ("is_vcse", models.BooleanField(default=False)),
                ("registered_on", models.DateField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name", "id"], name="supplier_by_name"),
                    models.Index(fields=["-registered_on", "-id"], name="supplier_newest"),
                    models.Index(fields=["kind", "name", "id"], name="supplier_by_kind"),
                    models.Index(
                        django.db.models.functions.text.Upper("email"), name="supplier_by_email"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                        ),
                        name="supplier_name_search",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("under_assessment", "Under assessment"),
                            ("clarification", "Waiting for the applicant"),
                            ("recommended", "Assessed"),
                            ("admitted", "Admitted"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="submitted",
                        max_length=20,
                    ),
                ),
                (
                    "statement",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="supplier",
                        blank=True,
                        help_text="What the supplier offers under this lot",
                    ),
                ),
                (
                    "answers_words",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="supplier", blank=True, db_column="answers", help_text="As JSON"
                    ),
                ),
                ("portal_reference", models.CharField(blank=True, max_length=40)),
                ("started_on", models.DateField(null=True)),
                ("submitted_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("extended_on", models.DateField(null=True)),
                (
                    "extension_reason",
                    mdps.core.cases.fields.EncryptedTextField(case="supplier", blank=True),
                ),
                ("assessed_on", models.DateField(null=True)),
                (
                    "assessment",
                    mdps.core.cases.fields.EncryptedTextField(case="supplier", blank=True),
                ),
                ("decided_on", models.DateField(null=True)),
                (
                    "assessor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "criteria_version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lots.lotversion",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.decisionrecord",
                    ),
                ),
                (
                    "extended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="lots.lot",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="lots.admissionround",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["state", "submitted_on", "id"], name="application_by_state"
                    ),
                    models.Index(fields=["-submitted_on", "-id"], name="application_newest"),
                    models.Index(fields=["due_on", "id"], name="application_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["submitted", "under_assessment", "clarification", "recommended"],
                            )
                        ),
                        fields=("supplier", "lot"),
                        name="one_open_application_per_lot",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("supplier", "lot"),
                        name="one_draft_per_lot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "withdrawn"]),
                            models.Q(
                                ("criteria_version__isnull", False),
                                ("due_on__isnull", False),
                                ("submitted_by__isnull", False),
                                ("submitted_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="submitted_application_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("extended_by", None),
                                ("extended_on", None),
                                ("extension_reason", ""),
                            ),
                            models.Q(
                                ("extended_by__isnull", False),
                                ("extended_on__isnull", False),
                                models.Q(("extension_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="extension_has_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["admitted", "rejected"]), _negated=True),
                            models.Q(("decided_on__isnull", False), ("decision__isnull", False)),
                            _connector="OR",
                        ),
                        name="decided_application_has_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Admission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("admitted", "Admitted"),
                            ("suspended", "Suspended"),
                            ("removed", "Removed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="admitted",
                        max_length=20,
                    ),
                ),
                ("admitted_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("suspended_on", models.DateField(null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.decisionrecord",
                    ),
                ),
                (
                    "last_decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.decisionrecord",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admissions",
                        to="lots.lot",
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admission",
                        to="suppliers.application",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admissions",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["lot", "state", "supplier"], name="admission_by_lot"),
                    models.Index(fields=["admitted_on", "id"], name="admission_by_day"),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("supplier", "="),
                            ("lot", "="),
                            (
                                models.Func(
                                    "admitted_on",
                                    "ended_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_upper=True
                                    ),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_admission_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on__gte", models.F("admitted_on")),
                                ("ended_on__isnull", False),
                            ),
                            models.Q(
                                models.Q(("state__in", ["removed", "withdrawn"]), _negated=True),
                                ("ended_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="admission_that_ended_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "suspended"), _negated=True),
                            ("suspended_on__isnull", False),
                            _connector="OR",
                        ),
                        name="suspension_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("suspended_on", None),
                            ("suspended_on__gte", models.F("admitted_on")),
                            _connector="OR",
                        ),
                        name="suspended_after_it_was_admitted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", mdps.core.cases.fields.EncryptedTextField(case="application.supplier")),
                ("at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="suppliers.application",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                            ("dbs", "Enhanced DBS check"),
                            ("registration", "Professional registration"),
                            ("public_liability", "Public liability insurance"),
                            ("employers_liability", "Employers’ liability insurance"),
                            ("indemnity", "Professional indemnity insurance"),
                            ("ukas", "UKAS accreditation"),
                            ("ico", "ICO registration"),
                            ("safeguarding", "Safeguarding policy"),
                            ("complaints", "Complaints policy"),
                            ("equality", "Equality policy"),
                            ("modern_slavery", "Modern slavery declaration"),
                            ("reference", "Reference"),
                            ("cv", "CV of a practitioner"),
                            ("sample_report", "Redacted sample report"),
                            ("social_value", "Social value commitments"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "number",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="supplier", blank=True, max_length=60, verbose_name="reference number"
                    ),
                ),
                ("valid_from", models.DateField()),
                (
                    "expires_on",
                    models.DateField(help_text="The last day on which it is valid", null=True),
                ),
                (
                    "level",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("enhanced", "Enhanced"),
                            ("enhanced_barred", "Enhanced with the children’s barred list"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "body",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("swe", "Social Work England"),
                            ("hcpc", "HCPC"),
                            ("bacp", "BACP"),
                            ("ukcp", "UKCP"),
                            ("bapt", "BAPT"),
                        ],
                        max_length=10,
                    ),
                ),
                ("holder", models.CharField(blank=True, max_length=150)),
                (
                    "checker",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="supplier", blank=True, max_length=150
                    ),
                ),
                ("update_service_on", models.DateField(null=True)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                (
                    "scope",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="supplier", blank=True, max_length=1000
                    ),
                ),
                ("offered_on", models.DateField()),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.privatefile",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lots.lot",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "renews",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewals",
                        to="suppliers.evidence",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["expires_on", "supplier"], name="evidence_expiry"),
                    models.Index(fields=["supplier", "kind"], name="evidence_by_supplier"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on", None),
                            ("expires_on__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="evidence_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", None), ("amount__gt", 0), _connector="OR"),
                        name="evidence_covers_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("renews", None),
                            models.Q(("renews", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="evidence_renews_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    mdps.core.one_of.OneOfField(
                        choices=[("verified", "Verified"), ("refused", "Refused")], max_length=10
                    ),
                ),
                (
                    "reason",
                    mdps.core.cases.fields.EncryptedTextField(case="evidence.supplier", blank=True),
                ),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_made",
                        to="suppliers.evidence",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome", "refused"), ("reason", ""), _negated=True),
                        name="refused_evidence_has_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExtraRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(null=True)),
                (
                    "cancelled_on",
                    models.DateField(help_text="Taken back before it came into force", null=True),
                ),
                (
                    "kind",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("travel", "Travel, for one mile"),
                            ("report", "Report"),
                            ("court", "Court attendance, for half a day"),
                            ("missed", "Missed appointment"),
                        ],
                        max_length=10,
                    ),
                ),
                ("price", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extra_rates",
                        to="lots.service",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extra_rates",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["supplier", "effective_from"], name="extra_by_supplier")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_to", None),
                            ("effective_to__gte", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="extrarate_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cancelled_on", None),
                            ("cancelled_on__lt", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="extrarate_cancelled_before_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("cancelled_on", None)),
                        expressions=[
                            ("supplier", "="),
                            (django.db.models.functions.comparison.Coalesce("service", 0), "="),
                            ("kind", "="),
                            (
                                models.Func(
                                    "effective_from",
                                    "effective_to",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_upper=True
                                    ),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_extra_price_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price__gt", 0)), name="extra_price_is_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provider_name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                (
                    "reason",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("court", "Named by a court"),
                            ("spot_purchase", "Bought from outside the scheme"),
                            ("capacity", "The lot needs more providers"),
                        ],
                        max_length=20,
                    ),
                ),
                ("request_reference", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("sent", "Sent"),
                            ("opened", "Opened"),
                            ("account_made", "Account made"),
                            ("applied", "Applied"),
                            ("joined", "Admitted"),
                            ("refused", "Not admitted"),
                            ("declined", "Declined"),
                            ("expired", "No answer"),
                        ],
                        default="sent",
                        max_length=20,
                    ),
                ),
                ("raised_on", models.DateField()),
                (
                    "expires_on",
                    models.DateField(help_text="The last day on which the link can be used"),
                ),
                ("ended_on", models.DateField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="suppliers.application",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="lots.lot",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-raised_on", "-id"], name="invitation_newest"),
                    models.Index(fields=["state", "expires_on"], name="invitation_to_follow"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Upper("email"),
                        models.F("lot"),
                        condition=models.Q(
                            ("state__in", ["sent", "opened", "account_made", "applied"])
                        ),
                        name="one_open_invitation_per_lot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_on__gte", models.F("raised_on"))),
                        name="invitation_expires_after_it_is_raised",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["applied", "joined", "refused"]), _negated=True
                            ),
                            ("application__isnull", False),
                            _connector="OR",
                        ),
                        name="applied_invitation_has_application",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["declined", "expired"]), _negated=True),
                            models.Q(
                                ("ended_on__gte", models.F("raised_on")),
                                ("ended_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ended_invitation_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    mdps.core.one_of.OneOfField(
                        choices=[("pass", "Pass"), ("fail", "Fail"), ("clarify", "Clarify")],
                        max_length=10,
                    ),
                ),
                ("points", models.PositiveSmallIntegerField(null=True)),
                (
                    "comment",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="application.supplier", blank=True
                    ),
                ),
                ("judged_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="suppliers.application",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lots.selectioncriterion",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["application", "criterion", "-id"], name="judgement_latest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged_at", None), ("judged_by", None)),
                            models.Q(("judged_at__isnull", False), ("judged_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="judgement_has_its_judge",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposedPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposed_prices",
                        to="suppliers.application",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lots.service",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "service"), name="one_proposed_price_per_service"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit_price__gt", 0)), name="proposed_price_is_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RemovalNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("given", "Waiting for the statement"),
                            ("stated", "Statement made"),
                            ("removed", "Removed"),
                            ("kept", "Kept on the lot"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="given",
                        max_length=20,
                    ),
                ),
                ("reasons", mdps.core.cases.fields.EncryptedTextField(case="admission.supplier")),
                ("given_on", models.DateField()),
                ("statement_days", models.PositiveSmallIntegerField()),
                ("statement_until", models.DateField()),
                (
                    "statement",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="admission.supplier", blank=True
                    ),
                ),
                ("stated_on", models.DateField(null=True)),
                (
                    "cancelled_because",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="admission.supplier", blank=True
                    ),
                ),
                (
                    "admission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removal_notices",
                        to="suppliers.admission",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.decisionrecord",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "statement_until"], name="notice_by_state")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["given", "stated"])),
                        fields=("admission",),
                        name="one_open_notice_per_admission",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stated_by", None), ("stated_on", None), ("statement", "")),
                            models.Q(
                                models.Q(("statement", ""), _negated=True),
                                ("stated_by__isnull", False),
                                ("stated_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="statement_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["removed", "kept"]), _negated=True),
                            ("decision__isnull", False),
                            _connector="OR",
                        ),
                        name="decided_notice_has_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("statement_until__gte", models.F("given_on"))),
                        name="statement_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "cancelled"),
                                models.Q(("cancelled_because", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "cancelled"), _negated=True),
                                ("cancelled_because", ""),
                            ),
                            _connector="OR",
                        ),
                        name="cancelled_notice_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("name", models.CharField(max_length=150)),
                ("email", models.EmailField(max_length=254)),
                ("password", models.CharField(max_length=128)),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suppliers.invitation",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-up",
                "indexes": [
                    models.Index(
                        django.db.models.functions.text.Upper("email"),
                        models.F("asked_at"),
                        name="signup_by_email",
                    ),
                    models.Index(fields=["expires_at"], name="signup_forgotten"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("asked_at"))),
                        name="sign_up_expires_later",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SharedAnswers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answers_words",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="supplier", blank=True, db_column="answers", help_text="As JSON"
                    ),
                ),
                (
                    "grounds_words",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="supplier", blank=True, db_column="grounds", help_text="As JSON"
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "supplier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shared_answers",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "shared answers",
            },
        ),
        migrations.CreateModel(
            name="RateLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(null=True)),
                (
                    "cancelled_on",
                    models.DateField(help_text="Taken back before it came into force", null=True),
                ),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rate_lines",
                        to="lots.service",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rate_lines",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["service", "effective_from"], name="rate_by_service"),
                    models.Index(fields=["-effective_from", "-id"], name="rate_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_to", None),
                            ("effective_to__gte", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="rateline_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cancelled_on", None),
                            ("cancelled_on__lt", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="rateline_cancelled_before_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("cancelled_on", None)),
                        expressions=[
                            ("supplier", "="),
                            ("service", "="),
                            (
                                models.Func(
                                    "effective_from",
                                    "effective_to",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_upper=True
                                    ),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_price_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit_price__gt", 0)), name="price_is_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="provider_account",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="suppliers.supplier",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PriceProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "extra_kind",
                    mdps.core.one_of.OneOfField(
                        blank=True,
                        choices=[
                            ("travel", "Travel, for one mile"),
                            ("report", "Report"),
                            ("court", "Court attendance, for half a day"),
                            ("missed", "Missed appointment"),
                        ],
                        max_length=10,
                    ),
                ),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "tier_units",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "tier_percents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DecimalField(decimal_places=2, max_digits=4),
                        default=list,
                        size=None,
                    ),
                ),
                ("effective_from", models.DateField()),
                ("reasons", mdps.core.cases.fields.EncryptedTextField(case="supplier")),
                (
                    "state",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("open", "Waits for an answer"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("proposed_on", models.DateField()),
                ("answered_on", models.DateField(null=True)),
                ("answer", mdps.core.cases.fields.EncryptedTextField(case="supplier", blank=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "extra",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
                        to="suppliers.extrarate",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lots.service",
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
                        to="suppliers.rateline",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="price_proposals",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-proposed_on", "-id"], name="proposal_newest"),
                    models.Index(fields=["supplier", "-id"], name="proposal_of_supplier"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("supplier"),
                        django.db.models.functions.comparison.Coalesce("service", 0),
                        models.F("extra_kind"),
                        condition=models.Q(("state", "open")),
                        name="one_open_proposal_a_price",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit_price__gt", 0)),
                        name="proposed_price_is_above_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tier_units__len", models.F("tier_percents__len"))),
                        name="each_proposed_tier_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_by", None), ("answered_on", None), ("state", "open")
                            ),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("answered_by__isnull", False),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_is_open_or_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("extra", None),
                                ("extra_kind", ""),
                                ("line__isnull", False),
                                ("state", "accepted"),
                            ),
                            models.Q(
                                models.Q(("extra_kind", ""), _negated=True),
                                ("extra__isnull", False),
                                ("line", None),
                                ("state", "accepted"),
                            ),
                            models.Q(
                                models.Q(("state", "accepted"), _negated=True),
                                ("extra", None),
                                ("line", None),
                            ),
                            _connector="OR",
                        ),
                        name="accepted_proposal_is_on_the_card",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extra_kind", ""), ("service__isnull", False)),
                            models.Q(
                                models.Q(("extra_kind", ""), _negated=True), ("tier_units__len", 0)
                            ),
                            _connector="OR",
                        ),
                        name="proposed_unit_price_is_of_a_service",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("email", models.EmailField(max_length=150)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_invitations",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation of a contact",
                "indexes": [models.Index(fields=["expires_at"], name="contact_forgotten")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("supplier"),
                        django.db.models.functions.text.Upper("email"),
                        condition=models.Q(("accepted_at", None), ("withdrawn_at", None)),
                        name="one_open_contact_invitation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at", None), ("account__isnull", False), _connector="OR"
                        ),
                        name="accepted_contact_has_account",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("invited_at"))),
                        name="contact_invitation_expires_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at", None), ("withdrawn_at", None), _connector="OR"
                        ),
                        name="contact_is_accepted_or_withdrawn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation", models.CharField(max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="suppliers.engagementevent",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "id"], name="attendance_by_name")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("event"),
                        django.db.models.functions.text.Upper("organisation"),
                        name="one_attendance_per_organisation",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VolumeDiscount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_units", models.PositiveIntegerField()),
                ("percent", models.DecimalField(decimal_places=2, max_digits=4)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discounts",
                        to="suppliers.rateline",
                    ),
                ),
            ],
            options={
                "ordering": ["line", "from_units"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("line", "from_units"), name="one_discount_a_tier"
                    ),
                    models.UniqueConstraint(fields=("line", "percent"), name="one_tier_a_discount"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_units__gte", 2), ("percent__gt", 0), ("percent__lt", 100)
                        ),
                        name="discount_is_a_part",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VolumePosting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scheme_year", models.PositiveSmallIntegerField()),
                ("units", models.IntegerField()),
                ("source", models.CharField(max_length=40)),
                ("on", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lots.service",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volumes",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["service", "scheme_year", "supplier"],
                        include=("units",),
                        name="volume_ordered",
                    ),
                    models.Index(fields=["source", "-id"], name="volume_by_source"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("units", 0), _negated=True), name="volume_is_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scheme_year__range", (2000, 2100))),
                        name="volume_is_of_a_scheme_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdmissionSuspension",
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
                            ("administrative", "Administrative"),
                            ("safeguarding", "Safeguarding"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("resumes_on", models.DateField(null=True)),
                (
                    "admission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="suppliers.admission",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.decisionrecord",
                    ),
                ),
                (
                    "end_decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.decisionrecord",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["starts_on", "id"], name="suspension_by_start")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("admission", "="),
                            (
                                models.Func(
                                    "starts_on",
                                    "resumes_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_upper=False
                                    ),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_suspension_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resumes_on", None),
                            ("resumes_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="suspension_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_decision", None), ("resumes_on__isnull", False), _connector="OR"
                        ),
                        name="ended_suspension_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("accepted_at", models.DateTimeField()),
                (
                    "accepted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lots.lotversion",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to="suppliers.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "version"), name="a_version_accepted_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Clarification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "question",
                    mdps.core.cases.fields.EncryptedTextField(case="application.supplier"),
                ),
                ("asked_on", models.DateField()),
                (
                    "answer_by",
                    models.DateField(
                        help_text="The last day on which the answer is expected", null=True
                    ),
                ),
                (
                    "answer",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="application.supplier", blank=True
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("by_email", models.BooleanField(default=False)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clarifications",
                        to="suppliers.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lots.selectioncriterion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_on", None)),
                        fields=["answer_by", "id"],
                        name="clarification_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_by", None), ("answered_on", None)),
                            models.Q(
                                ("answered_by__isnull", False),
                                ("answered_on__gte", models.F("asked_on")),
                                ("answered_on__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="clarification_answered_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer_by", None),
                            ("answer_by__gte", models.F("asked_on")),
                            _connector="OR",
                        ),
                        name="answer_is_expected_after_the_question",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Compliance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shown_on", models.DateField()),
                (
                    "note",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="admission.supplier", max_length=500, help_text="What was seen"
                    ),
                ),
                (
                    "admission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="compliances",
                        to="suppliers.admission",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lots.lotversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("admission", "version"), name="compliance_shown_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConflictDeclaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", mdps.core.cases.fields.EncryptedTextField(case="application.supplier")),
                ("declared_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="suppliers.application",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "person"), name="one_conflict_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CriterionAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    mdps.core.cases.fields.EncryptedTextField(
                        case="application.supplier", blank=True
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criterion_answers",
                        to="suppliers.application",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lots.selectioncriterion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "criterion"), name="one_answer_per_criterion"
                    )
                ],
            },
        ),
    ]
