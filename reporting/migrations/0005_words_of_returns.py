"""What is said in a return and about it lies under a key of the return."""

from typing import Any

import django.db.models.deletion
from django.db import migrations

import mdps.core.cases.fields

TABLE = "reporting_monitoringreturn"
TO_TEXT = f"""
ALTER TABLE {TABLE} ALTER COLUMN answers TYPE text
    USING CASE WHEN answers = '{{}}'::jsonb THEN '' ELSE answers::text END,
    ADD CONSTRAINT {TABLE}_answers_check CHECK (answers = '' OR starts_with(answers, 'k1:'));
"""
TO_JSON = f"""
ALTER TABLE {TABLE} DROP CONSTRAINT {TABLE}_answers_check,
    ALTER COLUMN answers TYPE jsonb USING '{{}}'::jsonb;
"""
# Django adds no such check when it alters a field.
SEALED = "".join(
    f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_check"
    f" CHECK ({column} = '' OR starts_with({column}, 'k1:'));"
    for table, column in (
        ("reporting_returnquestion", "text"),
        ("reporting_supplierrating", "reasons"),
        ("reporting_monitoringaction", "text"),
        ("reporting_monitoringaction", "outcome"),
    )
)
KEY: dict[str, Any] = {
    "editable": False,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": "core.casekey",
}


def altered(model: str, name: str, **options: Any) -> migrations.AlterField:
    field = mdps.core.cases.fields.EncryptedTextField(case="of_return", **options)
    return migrations.AlterField(model_name=model, name=name, field=field)


class Migration(migrations.Migration):
    dependencies = [("core", "0005_more_constraints"), ("reporting", "0004_more_constraints")]

    operations = [
        migrations.AddField(
            model_name="monitoringreturn",
            name="case_key",
            field=mdps.core.cases.fields.CaseKeyField(null=True, **KEY),
        ),
        migrations.AlterField(
            model_name="monitoringreturn",
            name="case_key",
            field=mdps.core.cases.fields.CaseKeyField(**KEY),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(TO_TEXT, TO_JSON)],
            state_operations=[
                migrations.RemoveField(model_name="monitoringreturn", name="answers"),
                migrations.AddField(
                    model_name="monitoringreturn",
                    name="answers_words",
                    field=mdps.core.cases.fields.EncryptedTextField(
                        blank=True, db_column="answers", default="", help_text="As JSON"
                    ),
                    preserve_default=False,
                ),
            ],
        ),
        altered("returnquestion", "text"),
        altered("supplierrating", "reasons"),
        altered("monitoringaction", "text"),
        altered("monitoringaction", "outcome", blank=True, help_text="What was done"),
        migrations.RunSQL(SEALED, migrations.RunSQL.noop),
    ]
