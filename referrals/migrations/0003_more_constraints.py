"""What a row must be, also where a NULL kept a CHECK from saying no."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_more_constraints"),
        ("lots", "0004_more_constraints"),
        ("referrals", "0002_rows_stay"),
        ("suppliers", "0004_more_constraints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="requestline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("requested_amount__gte", 0),
                    ("unit_estimate__gte", 0),
                    models.Q(("full_amount", None), ("full_amount__gte", 0), _connector="OR"),
                ),
                name="line_amounts_are_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("case_reference__regex", "^([A-Z]{2,4}-?\\d{5,8}|DISPOSED-\\d{5})$")
                ),
                name="case_reference_is_no_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("year_of_birth", None), ("year_of_birth__range", (1900, 2100)), _connector="OR"
                ),
                name="year_of_birth_is_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("endorsed_on", None), ("endorser", None)),
                    models.Q(("endorsed_on__isnull", False), ("endorser__isnull", False)),
                    _connector="OR",
                ),
                name="endorsed_by_somebody_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("submitted_on", None),
                    ("submitted_on__gte", models.F("created_on")),
                    _connector="OR",
                ),
                name="submitted_after_it_was_begun",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["endorsed", "on_agenda", "decided"]), _negated=True),
                    ("endorsed_on__isnull", False),
                    ("is_carried_over", True),
                    _connector="OR",
                ),
                name="decided_request_was_endorsed",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("return_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="returned_request_says_why",
            ),
        ),
    ]
