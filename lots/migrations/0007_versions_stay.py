"""What was in force stays as it was: versions, their rows and the rules of a lot only grow.

A round is changed before it opens and never vanishes; a lot may leave it.
"""

from django.conf import settings
from django.db import migrations

from mdps.core import grants

APP = settings.DATABASE_APP_ROLE


class Migration(migrations.Migration):
    dependencies = [("lots", "0006_first_version")]

    operations = [
        grants.append_only("lots_lotversion"),
        grants.append_only("lots_selectioncriterion"),
        grants.append_only("lots_clause"),
        grants.append_only("lots_lotrule"),
        grants.never_deleted("lots_admissionround"),
        migrations.RunSQL(
            f"REVOKE UPDATE ON lots_lotinround FROM {APP};",
            f"GRANT UPDATE ON lots_lotinround TO {APP};",
        ),
    ]
