"""What a row must be, also where a NULL kept a CHECK from saying no."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0006_rows_stay"),
        ("core", "0005_more_constraints"),
        ("lots", "0004_more_constraints"),
        ("referrals", "0003_more_constraints"),
        ("suppliers", "0004_more_constraints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="cabinetrequest",
            name="noticed_request_has_its_day",
        ),
        migrations.RemoveConstraint(
            model_name="competition",
            name="open_competition_has_invited",
        ),
        migrations.RemoveConstraint(
            model_name="competition",
            name="quotes_are_opened_after_the_deadline",
        ),
        migrations.AddConstraint(
            model_name="cabinetdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("highest_value__gt", 0)), name="cabinet_decides_on_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="cabinetrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["raised", "withdrawn"]),
                    models.Q(
                        ("earliest_on__gt", models.F("notice_on")),
                        ("earliest_on__isnull", False),
                        ("notice_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="noticed_request_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="cabinetrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gt", 0), models.Q(("reasons", ""), _negated=True)),
                name="cabinet_is_asked_for_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="competition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("invited_at", None), ("state", "draft")),
                    ("state", "ended"),
                    models.Q(
                        ("invited_at__isnull", False),
                        ("invited_at__lt", models.F("closes_at")),
                        ("state__in", ["open", "opened", "scored", "awarded"]),
                    ),
                    _connector="OR",
                ),
                name="open_competition_has_invited",
            ),
        ),
        migrations.AddConstraint(
            model_name="competition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("opened_at", None),
                        ("opened_by", None),
                        ("state__in", ["draft", "open", "ended"]),
                    ),
                    models.Q(
                        ("opened_at__gt", models.F("closes_at")),
                        ("opened_at__isnull", False),
                        ("opened_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="quotes_are_opened_after_the_deadline",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingauthority",
            constraint=models.CheckConstraint(
                condition=models.Q(("highest_value__gt", 0)), name="authority_is_for_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="variation",
            constraint=models.CheckConstraint(
                condition=models.Q(("was_ends_on__gte", models.F("was_starts_on"))),
                name="dates_ran_forward_before",
            ),
        ),
    ]
