"""A decision may also be to keep a supplier on its lot after notice of removal (CR 3)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0009_running_processes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="decisionrecord",
            name="kind",
            field=models.CharField(
                choices=[
                    ("admission", "Admission to a lot"),
                    ("rejection", "Rejection of an application"),
                    ("admission_round", "Outcome of an admission round"),
                    ("suspension", "Suspension from a lot"),
                    ("reinstatement", "End of a suspension"),
                    ("removal", "Removal from a lot"),
                    ("retention", "Keeping on a lot after notice"),
                    ("standing_authority", "Standing authority to award"),
                    ("extension", "Extension of the term"),
                ],
                max_length=20,
            ),
        ),
    ]
