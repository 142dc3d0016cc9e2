"""The scheme as Cabinet authorised it on 10 November 2021, its lots, categories and services.

Its criteria are version 1, and every lot is open continuously. Both hold from the day of Cabinet's
decision: applications for the first day of the scheme came in before it (CR 3, CR ¶11).
"""

import datetime as dt
from decimal import Decimal

from django.db import migrations
from django.utils import timezone

CABINET = dt.date(2021, 11, 10)
BEGAN = "As the scheme began."

LOTS = (
    (
        1,
        "Independent specialist assessments",
        "Parenting, psychological, cognitive and social work assessments, and drug, alcohol and "
        "DNA testing.",
    ),
    (2, "Therapeutic support", "Play, art and equine therapy, and counselling."),
    (
        3,
        "Mentoring and family support",
        "Mentoring, family support, supervised contact and welfare visits.",
    ),
)

EVERY_LOT = (
    ("Safeguarding", "An enhanced DBS check for everyone who meets children, and a policy."),
    ("Insurance", "Public liability and professional indemnity cover that is in force."),
    ("Data protection", "Registration with the Information Commissioner's Office."),
)
CRITERIA = {
    1: ("Professional standing", "Registration with HCPC or Social Work England, or UKAS scope."),
    2: ("Professional standing", "Registration with HCPC, BACP, UKCP or BAPT for the therapy."),
    3: ("Experience with families", "Two references for work with children in need."),
}

CATEGORIES = (
    ("Specialist Assessments (PAMs, Cognitive, Psychological etc...)", "Specialist assessments", 1),
    ("Advocacy Services / Mentoring / Welfare Visits / Contact", "Advocacy, mentoring, contact", 3),
    ("DNA/Drug/Alcohol Testing", "DNA, drug and alcohol testing", 1),
    ("Therapies (Play, Art, Equine, Etc.) / Counselling", "Therapies and counselling", 2),
)

# name, position of its category, lot (None: the panel decides it, only a spot purchase meets it), unit
SERVICES = (
    ("PAMS parenting assessment", 1, 1, "assessment"),
    ("Psychological assessment", 1, 1, "assessment"),
    ("Cognitive assessment", 1, 1, "assessment"),
    ("Independent social worker assessment", 1, 1, "assessment"),
    ("Drug and alcohol assessment", 1, 1, "assessment"),
    ("Hair strand test for drugs, 3 months", 3, 1, "test"),
    ("Hair strand test for alcohol", 3, 1, "test"),
    ("DNA relationship test", 3, 1, "test"),
    ("Play therapy", 4, 2, "session"),
    ("Art therapy", 4, 2, "session"),
    ("Equine therapy", 4, 2, "session"),
    ("Counselling", 4, 2, "session"),
    ("Mentoring", 2, 3, "hour"),
    ("Family support", 2, 3, "hour"),
    ("Supervised contact", 2, 3, "hour"),
    ("Welfare visit", 2, 3, "visit"),
    ("Advocacy", 2, None, "hour"),
)


def create(apps, schema_editor):
    model = {
        name: apps.get_model("lots", name)
        for name in (
            "Scheme",
            "Lot",
            "LotRule",
            "LotVersion",
            "SelectionCriterion",
            "RequestCategory",
            "Service",
        )
    }
    scheme = model["Scheme"](
        name="Professional services in children's social care",
        operational_from=dt.date(2022, 6, 1),
        initial_term_ends=dt.date(2027, 5, 31),
        statutory_end=dt.date(2029, 2, 23),
        cap=Decimal("10500000.00"),
        cabinet_threshold=Decimal("500000.00"),
        planned_per_year=Decimal("1500000.00"),
    )
    scheme.save()
    lots = {
        number: model["Lot"].objects.create(
            scheme=scheme, number=number, name=name, description=description
        )
        for number, name, description in LOTS
    }
    for number, lot in lots.items():
        model["LotRule"].objects.create(
            lot=lot, opening="continuous", effective_from=CABINET, reason=BEGAN
        )
        version = model["LotVersion"].objects.create(
            lot=lot,
            kind="criteria",
            number=1,
            effective_from=CABINET,
            reason=BEGAN,
            put_in_force_at=timezone.now(),
        )
        model["SelectionCriterion"].objects.bulk_create(
            model["SelectionCriterion"](version=version, number=place, text=text, guidance=guidance)
            for place, (text, guidance) in enumerate((*EVERY_LOT, CRITERIA[number]), start=1)
        )
    categories = {
        position: model["RequestCategory"].objects.create(
            name=name, short_name=short, position=position, lot=lots[lot]
        )
        for position, (name, short, lot) in enumerate(CATEGORIES, start=1)
    }
    model["Service"].objects.bulk_create(
        model["Service"](name=name, category=categories[position], lot=lots.get(lot), unit=unit)
        for name, position, lot, unit in SERVICES
    )


class Migration(migrations.Migration):
    dependencies = [("lots", "0002_rows_stay")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
