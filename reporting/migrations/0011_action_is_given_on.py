"""An action goes to another owner when its owner leaves; nothing else of it changes but its end."""

from django.conf import settings
from django.db import migrations

APP = settings.DATABASE_APP_ROLE


class Migration(migrations.Migration):
    dependencies = [("reporting", "0010_case_keys")]

    operations = [
        migrations.RunSQL(
            f"GRANT UPDATE (owner_id) ON reporting_monitoringaction TO {APP};",
            f"REVOKE UPDATE (owner_id) ON reporting_monitoringaction FROM {APP};",
        )
    ]
