"""A paper's words are frozen: only its file is added. A reminder given stays given."""

from django.conf import settings
from django.db import migrations

from mdps.core import grants

APP = settings.DATABASE_APP_ROLE


class Migration(migrations.Migration):
    dependencies = [("core", "0003_paper_reminder")]

    operations = [
        grants.append_only("core_reminder"),
        grants.never_deleted("core_paper"),
        migrations.RunSQL(
            f"""
            REVOKE UPDATE ON core_paper FROM PUBLIC, {APP};
            GRANT UPDATE (file_id) ON core_paper TO {APP};
            """,
            f"GRANT UPDATE ON core_paper TO {APP};",
        ),
    ]
