"""What a row must be, also where a NULL kept a CHECK from saying no."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_cache"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="auditseal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("changes__len", models.F("change_digests__len")),
                    ("events__len", models.F("event_digests__len")),
                    ("number__gte", 1),
                ),
                name="seal_has_a_digest_for_each_line",
            ),
        ),
        migrations.AddConstraint(
            model_name="datacheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("problems", 0), ("sentences__len", 0)),
                    models.Q(("problems__gt", 0), ("sentences__len__gt", 0)),
                    _connector="OR",
                ),
                name="check_says_what_it_found",
            ),
        ),
        migrations.AddConstraint(
            model_name="privatefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="file_has_its_hash"
            ),
        ),
        migrations.AddConstraint(
            model_name="quarantinedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                name="quarantined_file_has_its_hash",
            ),
        ),
        migrations.AddConstraint(
            model_name="rowchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("after__isnull", True), ("kind", "D")),
                    models.Q(("after__isnull", False), ("kind", "U")),
                    _connector="OR",
                ),
                name="row_taken_away_has_no_after",
            ),
        ),
    ]
