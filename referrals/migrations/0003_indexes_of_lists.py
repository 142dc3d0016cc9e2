from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits while an index is built

    dependencies = [
        ("core", "0004_cache"),
        ("lots", "0003_the_scheme"),
        ("referrals", "0002_rows_stay"),
        ("suppliers", "0003_evidence_required"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

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
