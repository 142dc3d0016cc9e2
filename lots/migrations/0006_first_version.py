"""The criteria that came with the scheme become version 1, and every lot is open continuously.

Both hold from the day of Cabinet's decision: applications for the first day of the scheme came in
before it (CR 3, CR ¶11).
"""

import django.db.models.deletion
from django.db import migrations, models

FORWARDS = """
INSERT INTO lots_lotversion (lot_id, kind, number, effective_from, reason, put_in_force_at)
    SELECT id, 'criteria', 1, '2021-11-10', 'As the scheme began.', now() FROM lots_lot;
INSERT INTO lots_lotrule (lot_id, opening, effective_from, reason)
    SELECT id, 'continuous', '2021-11-10', 'As the scheme began.' FROM lots_lot;
UPDATE lots_selectioncriterion AS criterion SET version_id = version.id
    FROM lots_lotversion AS version
    WHERE version.lot_id = criterion.lot_id AND version.kind = 'criteria';
SET CONSTRAINTS ALL IMMEDIATE;
"""
BACKWARDS = """
UPDATE lots_selectioncriterion AS criterion SET lot_id = version.lot_id
    FROM lots_lotversion AS version WHERE version.id = criterion.version_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("lots", "0005_versions_and_rounds")]

    operations = [
        migrations.AlterModelOptions(
            name="selectioncriterion",
            options={
                "ordering": ["version", "number"],
                "verbose_name_plural": "selection criteria",
            },
        ),
        migrations.RemoveConstraint("selectioncriterion", "one_criterion_per_number"),
        migrations.AlterField(
            "selectioncriterion",
            "lot",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="criteria",
                to="lots.lot",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.RemoveField("selectioncriterion", "lot"),
        migrations.AlterField(
            "selectioncriterion",
            "version",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="criteria",
                to="lots.lotversion",
            ),
        ),
        migrations.AddConstraint(
            "selectioncriterion",
            models.UniqueConstraint(fields=["version", "number"], name="one_criterion_per_number"),
        ),
    ]
