"""What a row must be, also where a NULL kept a CHECK from saying no."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_more_constraints"),
        ("lots", "0004_more_constraints"),
        ("reporting", "0003_monitoring_stays"),
        ("suppliers", "0004_more_constraints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="monitoringreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_on", None),
                    models.Q(
                        ("accepted_on__gte", models.F("submitted_on")),
                        ("submitted_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="accepted_after_it_was_submitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelhistory",
            constraint=models.CheckConstraint(
                condition=models.Q(("financial_year__regex", "^\\d{4}-\\d{2}$")),
                name="history_is_of_a_financial_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicform",
            constraint=models.CheckConstraint(
                condition=models.Q(("figures_sha256__regex", "^[0-9a-f]{64}$")),
                name="public_form_has_its_hash",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("figures__isnull", True), ("figures_sha256", "")),
                    models.Q(
                        ("figures__isnull", False), ("figures_sha256__regex", "^[0-9a-f]{64}$")
                    ),
                    _connector="OR",
                ),
                name="report_figures_have_their_hash",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="published_report_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="report_versions_begin_with_one"
            ),
        ),
    ]
