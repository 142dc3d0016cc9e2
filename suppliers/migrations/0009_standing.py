"""Suspensions as periods, notices of removal, and withdrawal by a supplier's own wish (CR 3).

A suspension that runs ends as it was decided: by another decision. Those that have ended were
kept only in the audit trail, which goes on to show them.
"""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields.ranges import DateRangeField, RangeBoundary
from django.db import migrations, models

from mdps.core import grants

RUNNING = """
INSERT INTO suppliers_admissionsuspension (admission_id, kind, starts_on, decision_id)
SELECT id, 'safeguarding', suspended_on, coalesce(last_decision_id, decision_id)
FROM suppliers_admission WHERE state = 'suspended'
"""
STATES = [
    ("admitted", "Admitted"),
    ("suspended", "Suspended"),
    ("removed", "Removed"),
    ("withdrawn", "Withdrawn"),
]


def protected(to, **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=to, **options)


def key():
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0010_keeping_after_notice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("suppliers", "0008_evidence_is_verified"),
    ]

    operations = [
        migrations.RemoveConstraint("admission", "admission_ends_when_removed"),
        migrations.AlterField(
            "admission",
            "state",
            models.CharField(choices=STATES, default="admitted", max_length=20),
        ),
        migrations.AddConstraint(
            "admission",
            models.CheckConstraint(
                name="admission_that_ended_has_its_day",
                condition=models.Q(
                    ("ended_on__gte", models.F("admitted_on")),
                    models.Q(
                        models.Q(("state__in", ["removed", "withdrawn"]), _negated=True),
                        ("ended_on", None),
                    ),
                    _connector="OR",
                ),
            ),
        ),
        migrations.CreateModel(
            name="AdmissionSuspension",
            fields=[
                key(),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("administrative", "Administrative"),
                            ("safeguarding", "Safeguarding"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("resumes_on", models.DateField(null=True)),
                ("admission", protected("suppliers.admission", related_name="suspensions")),
                ("decision", protected("core.decisionrecord", related_name="+")),
                ("end_decision", protected("core.decisionrecord", null=True, related_name="+")),
            ],
            options={
                "indexes": [models.Index(fields=["starts_on", "id"], name="suspension_by_start")],
                "constraints": [
                    ExclusionConstraint(
                        name="one_suspension_at_a_time",
                        expressions=[
                            ("admission", "="),
                            (
                                models.Func(
                                    "starts_on",
                                    "resumes_on",
                                    RangeBoundary(inclusive_upper=False),
                                    function="DATERANGE",
                                    output_field=DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                    ),
                    models.CheckConstraint(
                        name="suspension_ends_after_it_starts",
                        condition=models.Q(
                            ("resumes_on", None),
                            ("resumes_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RemovalNotice",
            fields=[
                key(),
                (
                    "state",
                    models.CharField(
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
                ("reasons", models.TextField()),
                ("given_on", models.DateField()),
                ("statement_days", models.PositiveSmallIntegerField()),
                ("statement_until", models.DateField()),
                ("statement", models.TextField(blank=True)),
                ("stated_on", models.DateField(null=True)),
                ("cancelled_because", models.TextField(blank=True)),
                ("admission", protected("suppliers.admission", related_name="removal_notices")),
                ("decision", protected("core.decisionrecord", null=True, related_name="+")),
                ("given_by", protected(settings.AUTH_USER_MODEL, related_name="+")),
                ("stated_by", protected(settings.AUTH_USER_MODEL, null=True, related_name="+")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "statement_until"], name="notice_by_state")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("admission",),
                        condition=models.Q(("state__in", ["given", "stated"])),
                        name="one_open_notice_per_admission",
                    ),
                    models.CheckConstraint(
                        name="statement_has_its_day",
                        condition=models.Q(
                            models.Q(("stated_by", None), ("stated_on", None), ("statement", "")),
                            models.Q(
                                models.Q(("statement", ""), _negated=True),
                                ("stated_by__isnull", False),
                                ("stated_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                    ),
                    models.CheckConstraint(
                        name="decided_notice_has_decision",
                        condition=models.Q(
                            models.Q(("state__in", ["removed", "kept"]), _negated=True),
                            ("decision__isnull", False),
                            _connector="OR",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            "admission",
            models.Index(fields=["admitted_on", "id"], name="admission_by_day"),
        ),
        migrations.RunSQL(RUNNING, migrations.RunSQL.noop),
        grants.never_deleted("suppliers_admissionsuspension", "suppliers_removalnotice"),
    ]
