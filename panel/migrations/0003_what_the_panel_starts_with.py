"""The reasons each kind of decision may have, how long approvals last, and what makes a quorum."""

import datetime as dt
from typing import Any

from django.db import migrations

FIRST_DAY = dt.date(2022, 6, 1)

# Of each kind the first is the usual one: it is recorded where nobody chooses.
REASONS = {
    "approve": [
        ("meets-need", "Meets the assessed need"),
        ("court-ordered", "Directed by the court"),
        ("prevents-care", "Keeps the child safely at home"),
        ("continues", "Continues support that works"),
        ("other", "Other, see the reasons"),
    ],
    "approve_in_part": [
        ("fewer-units", "Fewer units meet the need for now"),
        ("lower-price", "It can be bought for less"),
        ("shared-cost", "Others pay a part"),
        ("review-first", "The rest after a review"),
        ("other", "Other, see the reasons"),
    ],
    "approve_with_conditions": [
        ("meets-need", "Meets the assessed need, under conditions"),
        ("consent-first", "Consent must be given first"),
        ("others-agree", "Others must agree first"),
        ("other", "Other, see the reasons"),
    ],
    "in_principle": [
        ("no-chair", "No chair at the meeting"),
        ("other", "Other, see the reasons"),
    ],
    "defer": [
        ("other", "Other, see the reasons"),
        ("more-information", "More information is needed"),
        ("changed-circumstances", "Circumstances have changed"),
        ("no-quorum", "No quorum for this item"),
    ],
    "decline": [
        ("other", "Other, see the reasons"),
        ("need-not-shown", "The need is not shown"),
        ("not-proportionate", "Not in proportion to the need"),
        ("already-met", "The need is met already"),
        ("others-responsible", "Another body is responsible"),
    ],
    "redirect": [
        ("in-house", "An in-house service can meet the need"),
        ("health", "A health service can meet the need"),
        ("other", "Other, see the reasons"),
    ],
    "withdrawn": [
        ("other", "Other, see the reasons"),
        ("no-longer-needed", "No longer needed"),
        ("another-request", "Replaced by another request"),
    ],
    "ratify": [
        ("rightly-urgent", "Rightly decided urgently"),
        ("other", "Other, see the reasons"),
    ],
    "overturn": [
        ("other", "Other, see the reasons"),
        ("need-not-shown", "The need is not shown"),
        ("not-urgent", "It could have waited"),
    ],
}


def fill(apps: Any, schema_editor: Any) -> None:
    """Approvals last three months. Three members, one of them from safeguarding, make a quorum."""
    reason = apps.get_model("panel", "ReasonCode")
    reason.objects.bulk_create(
        reason(kind=kind, code=code, words=words, is_usual=place == 0, position=place + 1)
        for kind, codes in REASONS.items()
        for place, (code, words) in enumerate(codes)
    )
    apps.get_model("panel", "ApprovalTerms").objects.create(
        holds_from=FIRST_DAY, months=3, warn_days=[28, 14, 3], review_weeks=8
    )
    apps.get_model("panel", "PanelRules").objects.create(
        holds_from=FIRST_DAY,
        least_members=3,
        areas=["safeguarding"],
        minutes_an_item=10,
        papers_days=2,
    )


class Migration(migrations.Migration):
    dependencies = [("panel", "0002_rows_stay")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
