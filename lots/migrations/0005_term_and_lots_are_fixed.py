"""The term, like the limits, is Cabinet's: the application extends it, and changes nothing else.

Lots, criteria, categories and services come with the migrations; the application only reads them.
"""

from django.conf import settings
from django.db import migrations

APP = settings.DATABASE_APP_ROLE
TERM = "operational_from, initial_term_ends, statutory_end"
READ_ONLY = "lots_lot, lots_selectioncriterion, lots_requestcategory, lots_service"


class Migration(migrations.Migration):
    dependencies = [("lots", "0004_one_scheme")]

    operations = [
        migrations.RunSQL(
            f"REVOKE UPDATE ({TERM}) ON lots_scheme FROM {APP};"
            f"REVOKE INSERT, UPDATE, DELETE ON {READ_ONLY} FROM {APP};",
            f"GRANT UPDATE ({TERM}) ON lots_scheme TO {APP};"
            f"GRANT INSERT, UPDATE, DELETE ON {READ_ONLY} TO {APP};",
        ),
    ]
