import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # nobody waits while an index is built

    dependencies = [("contracts", "0008_words_about_purchases")]

    operations = [
        AddIndexConcurrently(
            model_name="calloffcontract",
            index=models.Index(fields=["route", "-awarded_on", "-id"], name="contract_by_route"),
        ),
        AddIndexConcurrently(
            model_name="calloffcontract",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("earlier_reference"), name="gin_trgm_ops"
                ),
                name="contract_earlier_search",
            ),
        ),
        AddIndexConcurrently(
            model_name="commitment",
            index=models.Index(fields=["kind", "-on", "-id"], name="commitment_by_kind"),
        ),
    ]
