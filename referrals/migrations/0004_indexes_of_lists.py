from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits while an index is built

    dependencies = [("referrals", "0003_more_constraints")]

    operations = [
        AddIndexConcurrently(
            model_name="supportrequest",
            index=models.Index(
                fields=["state", "-state_since", "-id"], name="request_by_state_since"
            ),
        ),
        AddIndexConcurrently(
            model_name="supportrequest",
            index=models.Index(
                fields=["legal_basis", "-created_on", "-id"], name="request_by_basis"
            ),
        ),
    ]
