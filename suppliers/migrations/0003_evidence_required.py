"""What evidence each lot requires of suppliers (CR 3)."""

from decimal import Decimal

from django.db import migrations

MILLION = Decimal("1000000.00")
# kind, lot (None: every lot), minimum, wanted, of sole traders, only unit, expires, stops awards
REQUIREMENTS = (
    ("dbs", None, None, 1, True, "", True, True),
    ("public_liability", None, 5 * MILLION, 1, True, "", True, True),
    ("employers_liability", None, 5 * MILLION, 1, False, "", True, True),
    ("indemnity", None, MILLION, 1, True, "", True, True),
    ("ico", None, None, 1, True, "", True, True),
    ("registration", 1, None, 1, True, "assessment", True, True),
    ("registration", 2, None, 1, True, "session", True, True),
    ("ukas", 1, None, 1, True, "test", True, True),
    ("safeguarding", None, None, 1, True, "", False, False),
    ("complaints", None, None, 1, True, "", False, False),
    ("equality", None, None, 1, True, "", False, False),
    ("modern_slavery", None, None, 1, False, "", False, False),
    ("reference", None, None, 2, True, "", False, False),
    ("cv", None, None, 1, True, "", False, False),
    ("sample_report", 1, None, 1, True, "", False, False),
    ("social_value", None, None, 1, False, "", False, False),
)


def require(apps, schema_editor):
    lots = {lot.number: lot for lot in apps.get_model("lots", "Lot").objects.all()}
    requirement = apps.get_model("suppliers", "EvidenceRequirement")
    fields = ("minimum", "wanted", "of_sole_traders", "only_unit", "expires", "stops_awards")
    requirement.objects.bulk_create(
        requirement(kind=kind, lot=lots.get(lot), **dict(zip(fields, rest, strict=True)))
        for kind, lot, *rest in REQUIREMENTS
    )


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0002_rows_stay"), ("lots", "0003_the_scheme")]

    operations = [migrations.RunPython(require, migrations.RunPython.noop)]
