"""What the scanner found stays on record."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mdps.core import grants


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_papers_stay"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuarantinedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=150)),
                ("virus", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("found_at", models.DateTimeField()),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        grants.append_only("core_quarantinedfile"),
    ]
