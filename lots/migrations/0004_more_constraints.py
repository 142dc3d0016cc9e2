"""What a row must be, also where a NULL kept a CHECK from saying no."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_more_constraints"),
        ("lots", "0003_the_scheme"),
    ]

    operations = [
        # Also of a scheme without an extension it says yes, not that it does not know.
        migrations.RunSQL(
            """
            ALTER TABLE lots_scheme DROP CONSTRAINT mdps_extension_two_years;
            ALTER TABLE lots_scheme ADD CONSTRAINT mdps_extension_two_years
                CHECK (extension_ends IS NULL
                       OR extension_ends <= (initial_term_ends + interval '2 years')::date);
            """,
            """
            ALTER TABLE lots_scheme DROP CONSTRAINT mdps_extension_two_years;
            ALTER TABLE lots_scheme ADD CONSTRAINT mdps_extension_two_years
                CHECK (extension_ends <= (initial_term_ends + interval '2 years')::date);
            """,
        ),
        migrations.RemoveConstraint(
            model_name="scheme",
            name="scheme_extension_has_decision",
        ),
        migrations.RemoveConstraint(
            model_name="selectioncriterion",
            name="points_are_a_scale",
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extension_decision", None), ("extension_ends", None)),
                    models.Q(
                        ("extension_decision__isnull", False),
                        ("extension_ends__gt", models.F("initial_term_ends")),
                        ("extension_ends__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="scheme_extension_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("initial_term_ends__lte", models.F("statutory_end")),
                    ("operational_from__lte", models.F("initial_term_ends")),
                ),
                name="scheme_term_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cabinet_threshold__gte", 0), ("cap__gte", 0), ("planned_per_year__gte", 0)
                ),
                name="scheme_amounts_are_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="selectioncriterion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("least_points", None), ("most_points", None)),
                    models.Q(
                        ("least_points__isnull", False),
                        ("least_points__lte", models.F("most_points")),
                        ("most_points__gt", 0),
                        ("most_points__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="points_are_a_scale",
            ),
        ),
    ]
