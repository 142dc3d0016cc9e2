"""Why something was bought outside the scheme, and why Cabinet is asked: under the case's key."""

from django.db import migrations

import mdps.core.cases.fields

# Django adds no such check when it alters a field.
SEALED = """
ALTER TABLE contracts_spotpurchase ADD CONSTRAINT contracts_spotpurchase_explanation_check
    CHECK (explanation = '' OR starts_with(explanation, 'k1:') OR line_id IS NULL);
ALTER TABLE contracts_cabinetrequest ADD CONSTRAINT contracts_cabinetrequest_reasons_check
    CHECK (reasons = '' OR starts_with(reasons, 'k1:'));
"""
PLAIN = """
ALTER TABLE contracts_spotpurchase DROP CONSTRAINT contracts_spotpurchase_explanation_check;
ALTER TABLE contracts_cabinetrequest DROP CONSTRAINT contracts_cabinetrequest_reasons_check;
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0007_more_constraints")]

    operations = [
        migrations.AlterField(
            model_name="spotpurchase",
            name="explanation",
            field=mdps.core.cases.fields.EncryptedTextField(case="line.request", optional=True),
        ),
        migrations.AlterField(
            model_name="cabinetrequest",
            name="reasons",
            field=mdps.core.cases.fields.EncryptedTextField(case="line.request"),
        ),
        migrations.RunSQL(SEALED, PLAIN),
    ]
