"""Evidence is offered and then checked; what each lot requires is data (CR 3).

What was recorded before was seen by whoever recorded it: it is offered and verified by them.
"""

from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mdps.core import grants

MILLION = Decimal("1000000.00")
# kind, lot (None: every lot), minimum, wanted, of sole traders, only unit, expires, stops awards
REQUIREMENTS = (
    ("dbs", None, None, 1, True, "", True, True),
    ("public_liability", None, 5 * MILLION, 1, True, "", True, True),
    ("employers_liability", None, 5 * MILLION, 1, False, "", True, True),
    ("indemnity", None, MILLION, 1, True, "", True, True),
    ("ico", None, None, 1, True, "", True, True),
    ("registration", 1, None, 1, True, "assessment", True, True),
    ("registration", 2, None, 1, True, "session", True, True),
    ("ukas", 1, None, 1, True, "test", True, True),
    ("safeguarding", None, None, 1, True, "", False, False),
    ("complaints", None, None, 1, True, "", False, False),
    ("equality", None, None, 1, True, "", False, False),
    ("modern_slavery", None, None, 1, False, "", False, False),
    ("reference", None, None, 2, True, "", False, False),
    ("cv", None, None, 1, True, "", False, False),
    ("sample_report", 1, None, 1, True, "", False, False),
    ("social_value", None, None, 1, False, "", False, False),
)
KINDS = [
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
]
# What suppliers had sent in becomes evidence that nobody has checked.
SENT_IN = """
INSERT INTO suppliers_evidence (supplier_id, kind, number, valid_from, expires_on, level, body,
    holder, checker, scope, file_id, offered_by_id, offered_on)
SELECT supplier_id, kind, number, valid_from, expires_on, '', '', '', '', '', file_id,
    offered_by_id, offered_on
FROM suppliers_evidenceoffer ORDER BY id
"""
UNITS = [(unit, unit) for unit in ("assessment", "test", "session", "hour", "visit")]
SEEN = """
INSERT INTO suppliers_evidencecheck (evidence_id, outcome, reason, by_id, "on")
SELECT id, 'verified', '', offered_by_id, offered_on FROM suppliers_evidence
"""


def protected(to, **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=to, **options)


def require(apps, schema_editor):
    lots = {lot.number: lot for lot in apps.get_model("lots", "Lot").objects.all()}
    requirement = apps.get_model("suppliers", "EvidenceRequirement")
    fields = ("minimum", "wanted", "of_sole_traders", "only_unit", "expires", "stops_awards")
    requirement.objects.bulk_create(
        requirement(kind=kind, lot=lots.get(lot), **dict(zip(fields, rest, strict=True)))
        for kind, lot, *rest in REQUIREMENTS
    )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0007_round_decisions"),
        ("lots", "0003_the_scheme"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("suppliers", "0007_assessment_stays"),
    ]

    operations = [
        migrations.RenameField("evidence", "verified_by", "offered_by"),
        migrations.RenameField("evidence", "verified_on", "offered_on"),
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
                    models.CharField(
                        choices=[("verified", "Verified"), ("refused", "Refused")], max_length=10
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("on", models.DateField()),
                ("by", protected(settings.AUTH_USER_MODEL, related_name="+")),
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
        migrations.RunSQL(SEEN, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="EvidenceRequirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("minimum", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("wanted", models.PositiveSmallIntegerField(default=1)),
                ("of_sole_traders", models.BooleanField(default=True)),
                ("only_unit", models.CharField(blank=True, choices=UNITS, max_length=20)),
                ("expires", models.BooleanField(default=True)),
                ("stops_awards", models.BooleanField(default=True)),
                (
                    "lot",
                    protected("lots.lot", null=True, related_name="evidence_requirements"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "lot"),
                        name="one_requirement_per_kind_and_lot",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.RunPython(require, migrations.RunPython.noop),
        migrations.AlterField("evidence", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.RemoveConstraint("evidence", "evidence_ends_after_it_starts"),
        migrations.AlterField(
            "evidence",
            "expires_on",
            models.DateField(help_text="The last day on which it is valid", null=True),
        ),
        migrations.AddField("evidence", "lot", protected("lots.lot", null=True, related_name="+")),
        migrations.AddField(
            "evidence",
            "level",
            models.CharField(
                blank=True,
                choices=[
                    ("enhanced", "Enhanced"),
                    ("enhanced_barred", "Enhanced with the children’s barred list"),
                ],
                default="",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "evidence",
            "body",
            models.CharField(
                blank=True,
                choices=[
                    ("swe", "Social Work England"),
                    ("hcpc", "HCPC"),
                    ("bacp", "BACP"),
                    ("ukcp", "UKCP"),
                    ("bapt", "BAPT"),
                ],
                default="",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "evidence",
            "holder",
            models.CharField(blank=True, default="", max_length=150),
            preserve_default=False,
        ),
        migrations.AddField(
            "evidence",
            "checker",
            models.CharField(blank=True, default="", max_length=150),
            preserve_default=False,
        ),
        migrations.AddField("evidence", "update_service_on", models.DateField(null=True)),
        migrations.AddField(
            "evidence", "amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)
        ),
        migrations.AddField(
            "evidence",
            "scope",
            models.CharField(blank=True, default="", max_length=1000),
            preserve_default=False,
        ),
        migrations.AddField(
            "evidence", "file", protected("core.privatefile", null=True, related_name="+")
        ),
        migrations.AddField(
            "evidence",
            "renews",
            protected("suppliers.evidence", null=True, related_name="renewals"),
        ),
        migrations.AddConstraint(
            "evidence",
            models.CheckConstraint(
                condition=models.Q(
                    ("expires_on", None),
                    ("expires_on__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="evidence_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            "evidence",
            models.CheckConstraint(
                condition=models.Q(("amount", None), ("amount__gt", 0), _connector="OR"),
                name="evidence_covers_something",
            ),
        ),
        migrations.AddIndex(
            "evidence", models.Index(fields=["supplier", "kind"], name="evidence_by_supplier")
        ),
        migrations.RunSQL(SENT_IN, migrations.RunSQL.noop),
        migrations.DeleteModel("EvidenceOffer"),
        grants.append_only("suppliers_evidencecheck"),
        migrations.RunSQL(
            f"REVOKE INSERT, UPDATE, DELETE ON suppliers_evidencerequirement "
            f"FROM {settings.DATABASE_APP_ROLE};",
            migrations.RunSQL.noop,
        ),
    ]
