"""What was applied for, judged, verified and charged stays (CR 3).

Of a price only its last day is written, when the next one follows it.
"""

from django.conf import settings
from django.db import migrations

from mdps.core import grants

APP = settings.DATABASE_APP_ROLE


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0001_initial")]

    operations = [
        grants.never_deleted("suppliers_supplier", "suppliers_application", "suppliers_admission"),
        grants.append_only("suppliers_judgement"),
        grants.append_only("suppliers_evidence"),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON suppliers_rateline FROM {APP};"
            f"GRANT UPDATE (effective_to) ON suppliers_rateline TO {APP};",
            f"GRANT UPDATE, DELETE ON suppliers_rateline TO {APP};",
        ),
    ]
