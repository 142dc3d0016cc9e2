"""Emergency access to a request is kept for good; only its review is written later."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mdps.core.cases.fields

APP = settings.DATABASE_APP_ROLE
TABLE = "referrals_emergencyaccess"
RIGHTS = [
    f"REVOKE ALL ON {TABLE} FROM PUBLIC, {APP}",
    f"GRANT SELECT, INSERT ON {TABLE} TO {APP}",
    f"GRANT UPDATE (finding, words, reviewed_by_id, reviewed_at) ON {TABLE} TO {APP}",
]
STAYS = """
CREATE FUNCTION mdps_review_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'emergency access % was reviewed already', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_review_stays',
              TABLE = 'referrals_emergencyaccess', SCHEMA = 'public';
END $$;
CREATE TRIGGER mdps_review_stays BEFORE UPDATE ON referrals_emergencyaccess
    FOR EACH ROW WHEN (OLD.finding <> '') EXECUTE FUNCTION mdps_review_stays();
"""
GOES = """
DROP TRIGGER mdps_review_stays ON referrals_emergencyaccess;
DROP FUNCTION mdps_review_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0009_case_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    models.CharField(
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
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(STAYS, GOES),
    ]
