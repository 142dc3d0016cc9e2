"""What was said in a request moves to its narrative; the deadline is the day it is needed by."""

from django.db import migrations

APART = """
INSERT INTO referrals_narrative (
    request_id, need, question, tried, why_not_in_house, wishes, wishes_not_sought,
    responsibility, consent, consent_by, advocacy, outcome, measure, supplier_reason, again_reason
)
SELECT id, need, '', '', '', '', '', '', '', '', '', outcome, '', '', ''
FROM referrals_supportrequest;
UPDATE referrals_supportrequest SET deadline_on = needed_by, is_court_directed = false;
"""

TOGETHER = """
UPDATE referrals_supportrequest SET need = said.need, outcome = said.outcome
FROM referrals_narrative said WHERE said.request_id = referrals_supportrequest.id;
DELETE FROM referrals_narrative;
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0004_what_is_asked")]

    operations = [migrations.RunSQL(APART, TOGETHER)]
