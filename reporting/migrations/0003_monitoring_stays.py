"""What a round found, what was answered and how it was rated stays, in the database too.

A return keeps the figures it was opened with, and its answers while it is submitted or accepted.
"""

from django.db import migrations

from mdps.core.grants import append_only, written

ANSWERED = "state, answers, submitted_on, submitted_by_id, paper_id, accepted_on, accepted_by_id"

STAYS = """
CREATE FUNCTION mdps_return_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.round_id, NEW.supplier_id, NEW.figures)
        IS DISTINCT FROM (OLD.round_id, OLD.supplier_id, OLD.figures)
    OR OLD.state IN ('submitted', 'accepted')
        AND (NEW.answers, NEW.submitted_on, NEW.submitted_by_id, NEW.paper_id)
            IS DISTINCT FROM (OLD.answers, OLD.submitted_on, OLD.submitted_by_id, OLD.paper_id)
    OR OLD.state = 'accepted' AND NEW.state <> 'accepted'
    THEN
        RAISE EXCEPTION 'return % does not change any more', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_return_stays',
                  TABLE = 'reporting_monitoringreturn', SCHEMA = 'public';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mdps_return_stays BEFORE UPDATE ON reporting_monitoringreturn
    FOR EACH ROW EXECUTE FUNCTION mdps_return_stays();
"""
UNDO = """
DROP TRIGGER mdps_return_stays ON reporting_monitoringreturn;
DROP FUNCTION mdps_return_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_made_reports_stay")]

    operations = [
        migrations.RunSQL(STAYS, UNDO),
        written("reporting_monitoringreturn", ANSWERED),
        written("reporting_monitoringaction", "done_on, done_by_id, outcome, owner_id"),
        append_only(
            "reporting_monitoringround",
            "reporting_packagerating",
            "reporting_returnquestion",
            "reporting_supplierrating",
        ),
    ]
