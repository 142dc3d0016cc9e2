"""Accounts are closed, never deleted; a stored file stays what it was; migrations are the owner's.

A paper's words are frozen: only its file is added. A case's key is destroyed once, for good.
"""

from django.conf import settings
from django.db import migrations

from mdps.core.grants import append_only, never_deleted, written

APP = settings.DATABASE_APP_ROLE

DESTROYED = """
CREATE FUNCTION mdps_destroyed_key_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.destroyed_on IS NOT NULL THEN
        RAISE EXCEPTION 'the key of case % is destroyed and stays so', OLD.id
            USING ERRCODE = 'restrict_violation',
                  CONSTRAINT = 'mdps_destroyed_key_stays', TABLE = 'core_casekey';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mdps_destroyed_key_stays BEFORE UPDATE ON core_casekey
    FOR EACH ROW EXECUTE FUNCTION mdps_destroyed_key_stays();
"""
UNDO = """
DROP TRIGGER mdps_destroyed_key_stays ON core_casekey;
DROP FUNCTION mdps_destroyed_key_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        append_only(
            "core_auditevent",
            "core_datacheck",
            "core_decisionrecord",
            "core_privatefile",
            "core_quarantinedfile",
            "core_reminder",
        ),
        never_deleted("core_runningprocess", "core_team", "core_user"),
        written("core_casekey", "wrapped, wrapped_by, destroyed_on", is_kept=True),
        written("core_paper", "file_id"),
        migrations.RunSQL(DESTROYED, UNDO),
        migrations.RunSQL(
            f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP};",
            migrations.RunSQL.noop,
        ),
    ]
