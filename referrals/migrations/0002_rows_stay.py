"""Requests are withdrawn, never deleted; a line goes only while its request is being written."""

import django.db.models.deletion
from django.db import migrations, models

from mdps.core import grants

LINES = """
CREATE FUNCTION mdps_submitted_line_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.referrals_supportrequest
        WHERE id = OLD.request_id AND state IN ('draft', 'returned')
    ) THEN
        RAISE EXCEPTION 'line % belongs to a request that was submitted', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_submitted_line_stays',
                  TABLE = 'referrals_requestline', SCHEMA = 'public';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER mdps_submitted_line_stays BEFORE DELETE ON referrals_requestline
    FOR EACH ROW EXECUTE FUNCTION mdps_submitted_line_stays();
"""

UNDO = """
DROP TRIGGER mdps_submitted_line_stays ON referrals_requestline;
DROP FUNCTION mdps_submitted_line_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("core", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="requestline",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="referrals.supportrequest",
            ),
        ),
        grants.never_deleted("referrals_supportrequest"),
        migrations.RunSQL(LINES, UNDO),
    ]
