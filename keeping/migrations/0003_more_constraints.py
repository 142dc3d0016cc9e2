"""What a row must be, also where a NULL kept a CHECK from saying no."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keeping", "0002_rows_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="disposal",
            name="disposal_is_decided_by_somebody_else",
        ),
        migrations.RemoveConstraint(
            model_name="hold",
            name="hold_is_lifted_by_somebody",
        ),
        migrations.AddConstraint(
            model_name="disposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_by", None), ("decided_on", None), ("state", "proposed")),
                    models.Q(
                        ("decided_by__isnull", False),
                        ("decided_on__gte", models.F("proposed_on")),
                        ("decided_on__isnull", False),
                        models.Q(("state", "proposed"), _negated=True),
                        models.Q(("decided_because", ""), _negated=True),
                        models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="disposal_is_decided_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_by", None), ("lifted_on", None)),
                    models.Q(
                        ("lifted_by__isnull", False),
                        ("lifted_on__gte", models.F("placed_on")),
                        ("lifted_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="hold_is_lifted_by_somebody",
            ),
        ),
    ]
