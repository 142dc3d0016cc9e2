"""The reasons each kind of decision may have, how long approvals last, and who may write what."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import migrations

from mdps.core import grants

APP = settings.DATABASE_APP_ROLE

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

RIGHTS = f"""
REVOKE INSERT, UPDATE, DELETE ON panel_reasoncode FROM {APP};
REVOKE UPDATE, DELETE ON panel_decisioncondition, panel_packagereview, panel_budget, panel_custodian
    FROM {APP};
GRANT UPDATE (met_on, met_by_id) ON panel_decisioncondition TO {APP};
GRANT UPDATE (outcome, reasons, meeting_id, reviewed_by_id, reviewed_on)
    ON panel_packagereview TO {APP};
GRANT UPDATE (amount) ON panel_budget TO {APP};
GRANT UPDATE (ends_on) ON panel_custodian TO {APP};
"""
UNDO = f"""
GRANT INSERT, UPDATE, DELETE ON panel_reasoncode, panel_decisioncondition, panel_packagereview,
    panel_budget, panel_custodian TO {APP};
"""


def fill(apps: Any, schema_editor: Any) -> None:
    reason = apps.get_model("panel", "ReasonCode")
    reason.objects.bulk_create(
        reason(kind=kind, code=code, words=words, is_usual=place == 0, position=place + 1)
        for kind, codes in REASONS.items()
        for place, (code, words) in enumerate(codes)
    )
    apps.get_model("panel", "ApprovalTerms").objects.create(
        holds_from=dt.date(2022, 6, 1), months=3, warn_days=[28, 14, 3], review_weeks=8
    )


class Migration(migrations.Migration):
    dependencies = [("panel", "0004_decisions_and_budgets")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(RIGHTS, UNDO),
        grants.append_only("panel_approvalterms"),
        grants.append_only("panel_approvalextension"),
        grants.append_only("panel_budgetposting"),
    ]
