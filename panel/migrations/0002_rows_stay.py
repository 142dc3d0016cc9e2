"""What the panel decided stays; of conditions, reviews and budgets only what follows is written.

Meetings stay too; only an item may be taken off an agenda, as long as nothing was decided on it.
The reasons a decision may have come with the migrations.
"""

from django.db import migrations

from mdps.core.grants import append_only, never_deleted, read_only, written


class Migration(migrations.Migration):
    dependencies = [("panel", "0001_initial"), ("core", "0002_rows_stay")]

    operations = [
        append_only(
            "panel_approvalextension",
            "panel_approvalterms",
            "panel_budgetposting",
            "panel_conflict",
            "panel_minutescorrection",
            "panel_paneldecision",
            "panel_panelrules",
        ),
        never_deleted(
            "panel_attendance",
            "panel_calendarfeed",
            "panel_memberview",
            "panel_panelmeeting",
            "panel_panelseat",
        ),
        written("panel_budget", "amount"),
        written("panel_custodian", "ends_on"),
        written("panel_decisioncondition", "met_on, met_by_id"),
        written("panel_packagereview", "outcome, reasons, meeting_id, reviewed_by_id, reviewed_on"),
        read_only("panel_reasoncode"),
    ]
