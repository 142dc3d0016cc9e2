"""What was said in an assessment stays; of a question only its answer is added."""

from django.conf import settings
from django.db import migrations

from mdps.core import grants

APP = settings.DATABASE_APP_ROLE
ANSWER = "answer, answered_by_id, answered_on, by_email"


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0006_assessment")]

    operations = [
        grants.append_only("suppliers_acceptance"),
        grants.append_only("suppliers_assessmentcomment"),
        grants.append_only("suppliers_compliance"),
        grants.append_only("suppliers_conflictdeclaration"),
        migrations.RunSQL(
            f"REVOKE UPDATE ON suppliers_clarification FROM {APP};"
            f"GRANT UPDATE ({ANSWER}) ON suppliers_clarification TO {APP};",
            f"GRANT UPDATE ON suppliers_clarification TO {APP};",
        ),
    ]
