from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits while an index is built

    dependencies = [("panel", "0004_more_constraints")]

    operations = [
        AddIndexConcurrently(
            model_name="panelmeeting",
            index=models.Index(fields=["state", "held_on", "id"], name="meeting_by_state"),
        ),
    ]
