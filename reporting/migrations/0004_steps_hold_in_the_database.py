"""The steps of a report hold in the database too (ADR 6).

What a version corrects never changes. Only what is signed off is published, and nobody signs off a
report whose commentary they wrote. Commentary only grows.
"""

from django.conf import settings
from django.db import migrations

from mdps.core import grants

APP = settings.DATABASE_APP_ROLE
ADDED = "sent_back_why, reviewed_by_id, reviewed_at, signed_off_by_id, signed_off_at"


def stays(made: str, *, correction: str = "", steps: str = "") -> str:
    """The trigger's function, with the states of a made report and what it holds to besides."""
    new, old = (f", {row}.{correction}" if correction else "" for row in ("NEW", "OLD"))
    return f"""
CREATE OR REPLACE FUNCTION mdps_report_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made CONSTANT text[] := ARRAY[{made}];
BEGIN
    IF (NEW.kind, NEW.period_start, NEW.period_end, NEW.version, NEW.requested_by_id,
            NEW.requested_at{new})
        IS DISTINCT FROM (OLD.kind, OLD.period_start, OLD.period_end, OLD.version,
            OLD.requested_by_id, OLD.requested_at{old})
    OR OLD.state = ANY (made) AND (NOT NEW.state = ANY (made) OR
        (NEW.as_at, NEW.figures, NEW.figures_sha256, NEW.file_id)
        IS DISTINCT FROM (OLD.as_at, OLD.figures, OLD.figures_sha256, OLD.file_id))
    OR OLD.figures IS NOT NULL
        AND (NEW.as_at, NEW.figures, NEW.figures_sha256)
            IS DISTINCT FROM (OLD.as_at, OLD.figures, OLD.figures_sha256)
        AND NOT (OLD.state = 'failed' AND NEW.state = 'queued'
            AND NEW.figures IS NULL AND NEW.figures_sha256 = '')
    THEN
        RAISE EXCEPTION 'report % does not change any more', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_report_stays',
                  TABLE = 'reporting_report', SCHEMA = 'public';
    END IF;
    {steps}
    RETURN NEW;
END $$;
"""


STEPS = """
    IF NEW.state = 'published' AND OLD.state NOT IN ('signed_off', 'published')
    OR NEW.state = 'signed_off' AND EXISTS (
        SELECT FROM public.reporting_commentary
        WHERE report_id = NEW.id AND written_by_id = NEW.signed_off_by_id)
    THEN
        RAISE EXCEPTION 'report % has not been signed off by a second person', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_report_is_signed_off',
                  TABLE = 'reporting_report', SCHEMA = 'public';
    END IF;
"""
BEFORE = "'draft', 'published', 'superseded'"
AFTER = "'draft', 'reviewed', 'signed_off', 'published', 'superseded'"


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_steps_to_publication")]

    operations = [
        migrations.RunSQL(stays(AFTER, correction="correction", steps=STEPS), stays(BEFORE)),
        migrations.RunSQL(
            f"GRANT UPDATE ({ADDED}) ON reporting_report TO {APP};",
            f"REVOKE UPDATE ({ADDED}) ON reporting_report FROM {APP};",
        ),
        grants.append_only("reporting_commentary"),
    ]
