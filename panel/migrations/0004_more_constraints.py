"""What a row must be, also where a NULL kept a CHECK from saying no."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_more_constraints"),
        ("panel", "0003_what_the_panel_starts_with"),
        ("referrals", "0003_more_constraints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1), ("position__gte", 1)),
                name="item_has_a_place_and_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "open"), _negated=True),
                    ("opened_at__isnull", False),
                    _connector="OR",
                ),
                name="open_item_was_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_at", None), ("arrived_at__isnull", False), _connector="OR"
                ),
                name="who_left_had_come",
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(("financial_year__regex", "^\\d{4}-\\d{2}$")),
                name="budget_is_of_a_financial_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="packagereview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_on", None),
                    ("reviewed_on__gte", models.F("brought_on")),
                    _connector="OR",
                ),
                name="reviewed_after_it_was_brought",
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supersedes", None),
                    models.Q(("supersedes", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="decision_replaces_another",
            ),
        ),
    ]
