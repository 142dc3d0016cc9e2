from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits while an index is built

    dependencies = [
        ("panel", "0003_what_the_panel_starts_with"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="panelmeeting",
            index=models.Index(fields=["state", "held_on", "id"], name="meeting_by_state"),
        ),
    ]
