"""How many units are approved, lines that need more for a contract, and lines that are closed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lots", "0003_the_scheme"),
        ("referrals", "0006_words_stay"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="requestline",
            name="approved_line_has_amount_and_end",
        ),
        migrations.AddField(
            model_name="requestline",
            name="approved_units",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="requestline",
            name="contract_reference",
            field=models.CharField(
                blank=True, help_text="The contract that needs more, like CO-00012", max_length=12
            ),
        ),
        migrations.AlterField(
            model_name="requestline",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Proposed"),
                    ("approved", "Approved"),
                    ("part_awarded", "Part awarded"),
                    ("awarded", "Awarded"),
                    ("closed", "Closed"),
                    ("declined", "Declined"),
                    ("lapsed", "Lapsed"),
                ],
                default="proposed",
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="requestline",
            index=models.Index(
                condition=models.Q(("contract_reference", ""), _negated=True),
                fields=["contract_reference"],
                name="line_by_contract",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_amount", 0), ("state__in", ["proposed", "declined", "closed"])
                    ),
                    models.Q(("approved_amount__gt", 0), ("approved_until__isnull", False)),
                    _connector="OR",
                ),
                name="approved_line_has_amount_and_end",
            ),
        ),
        migrations.RunSQL(
            "UPDATE referrals_requestline SET approved_units = units "
            "WHERE approved_until IS NOT NULL",
            migrations.RunSQL.noop,
        ),
    ]
