"""What web, worker and beat say of themselves when they start."""

from django.db import migrations, models

from mdps.core import grants


class Migration(migrations.Migration):
    dependencies = [("core", "0008_notices_by_mail")]

    operations = [
        migrations.CreateModel(
            name="RunningProcess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=20, unique=True)),
                ("database_role", models.CharField(max_length=63)),
                ("started_at", models.DateTimeField()),
            ],
            options={"verbose_name_plural": "running processes"},
        ),
        grants.never_deleted("core_runningprocess"),
    ]
