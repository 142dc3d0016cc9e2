"""How often somebody used what may not be used without end (mdps.core.rates)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0013_cache"),
    ]

    operations = [
        migrations.CreateModel(
            name="UseCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("who", models.CharField(max_length=64)),
                ("begins_at", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [models.Index(fields=["begins_at"], name="use_by_time")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "who", "begins_at"), name="one_count_a_stretch"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1)), name="use_counts_up"
                    ),
                ],
            },
        ),
    ]
