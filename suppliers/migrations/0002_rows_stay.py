"""What was applied for, judged, verified and charged stays (CR 3).

Of a price only its last day is written, when the next one follows it or it never came into force;
of a question in an assessment only its answer. What each lot requires comes with the migrations.
"""

from django.db import migrations

from mdps.core.grants import append_only, never_deleted, read_only, written


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0001_initial"), ("core", "0002_rows_stay")]

    operations = [
        append_only(
            "suppliers_acceptance",
            "suppliers_assessmentcomment",
            "suppliers_compliance",
            "suppliers_conflictdeclaration",
            "suppliers_evidence",
            "suppliers_evidencecheck",
            "suppliers_judgement",
            "suppliers_volumediscount",
            "suppliers_volumeposting",
        ),
        never_deleted(
            "suppliers_admission",
            "suppliers_admissionsuspension",
            "suppliers_application",
            "suppliers_attendance",
            "suppliers_criterionanswer",
            "suppliers_engagementevent",
            "suppliers_invitation",
            "suppliers_priceproposal",
            "suppliers_removalnotice",
            "suppliers_sharedanswers",
            "suppliers_supplier",
        ),
        written("suppliers_clarification", "answer, answered_by_id, answered_on, by_email"),
        written("suppliers_extrarate", "effective_to, cancelled_on"),
        written("suppliers_rateline", "effective_to, cancelled_on"),
        read_only("suppliers_evidencerequirement"),
    ]
