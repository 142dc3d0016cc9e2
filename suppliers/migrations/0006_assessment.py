"""Assessment: versions, rounds, working time, points, comments, conflicts, acceptance."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mdps.core import working_days

VERSION_ONE = """
UPDATE suppliers_application AS application SET criteria_version_id = version.id
    FROM lots_lotversion AS version
    WHERE version.lot_id = application.lot_id AND version.kind = 'criteria' AND version.number = 1
    AND application.submitted_on IS NOT NULL
"""
WORKING_DAYS = 10


def judge_what_there_is(apps, schema_editor):
    """What was submitted before is judged by version 1, within 10 working days."""
    application = apps.get_model("suppliers", "Application")
    schema_editor.execute(VERSION_ONE)
    for each in application.objects.exclude(submitted_on=None).iterator():
        each.due_on = working_days.add(each.submitted_on, WORKING_DAYS)
        each.save(update_fields=["due_on"])
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0007_round_decisions"),
        ("lots", "0007_versions_stay"),
        ("suppliers", "0005_clarification"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
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
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
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
                ("note", models.CharField(help_text="What was seen", max_length=500)),
            ],
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
                ("reason", models.TextField()),
                ("declared_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="application",
            name="submitted_application_has_its_day",
        ),
        migrations.RemoveConstraint(
            model_name="judgement",
            name="one_judgement_per_criterion",
        ),
        migrations.AddField(
            model_name="application",
            name="criteria_version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="lots.lotversion",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="extended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="extended_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="extension_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="application",
            name="round",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applications",
                to="lots.admissionround",
            ),
        ),
        migrations.AddField(
            model_name="clarification",
            name="answer_by",
            field=models.DateField(
                help_text="The last day on which the answer is expected", null=True
            ),
        ),
        migrations.AddField(
            model_name="clarification",
            name="by_email",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="clarification",
            name="criterion",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="lots.selectioncriterion",
            ),
        ),
        migrations.AddField(
            model_name="judgement",
            name="judged_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="judgement",
            name="judged_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="judgement",
            name="points",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.RunPython(judge_what_there_is, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="application",
            name="state",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="judgement",
            name="outcome",
            field=models.CharField(
                choices=[("pass", "Pass"), ("fail", "Fail"), ("clarify", "Clarify")], max_length=10
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["due_on", "id"], name="application_due"),
        ),
        migrations.AddIndex(
            model_name="clarification",
            index=models.Index(
                condition=models.Q(("answered_on", None)),
                fields=["answer_by", "id"],
                name="clarification_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="judgement",
            index=models.Index(fields=["application", "criterion", "-id"], name="judgement_latest"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("extended_by", None), ("extended_on", None), ("extension_reason", "")
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
        ),
        migrations.AddConstraint(
            model_name="clarification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer_by", None), ("answer_by__gte", models.F("asked_on")), _connector="OR"
                ),
                name="answer_is_expected_after_the_question",
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="accepted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acceptances",
                to="suppliers.application",
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="lots.lotversion"
            ),
        ),
        migrations.AddField(
            model_name="assessmentcomment",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="suppliers.application",
            ),
        ),
        migrations.AddField(
            model_name="assessmentcomment",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="compliance",
            name="admission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="compliances",
                to="suppliers.admission",
            ),
        ),
        migrations.AddField(
            model_name="compliance",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="compliance",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="lots.lotversion"
            ),
        ),
        migrations.AddField(
            model_name="conflictdeclaration",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conflicts",
                to="suppliers.application",
            ),
        ),
        migrations.AddField(
            model_name="conflictdeclaration",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=models.UniqueConstraint(
                fields=("application", "version"), name="a_version_accepted_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="compliance",
            constraint=models.UniqueConstraint(
                fields=("admission", "version"), name="compliance_shown_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictdeclaration",
            constraint=models.UniqueConstraint(
                fields=("application", "person"), name="one_conflict_per_person"
            ),
        ),
    ]
