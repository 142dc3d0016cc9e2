"""What a social worker remarks on a package is sealed under the key of the case."""

from django.db import migrations

import mdps.core.cases.fields
from mdps.core.cases.migrating import encrypt


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0022_case_keys"),
        ("reporting", "0009_report_is_stopped"),
    ]

    operations = [
        *encrypt(
            "reporting",
            "PackageRating",
            "remark",
            path="contract__line__request",
        ),
        migrations.AlterField(
            model_name="packagerating",
            name="remark",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="contract.line.request", max_length=300
            ),
        ),
    ]
