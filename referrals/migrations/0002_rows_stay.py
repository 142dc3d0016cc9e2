"""Requests are withdrawn, never deleted; their parts go only while a request is being written.

A request is submitted with its need and outcome. Emergency access to one is kept for good; only its
review is written later, once.
"""

from django.db import migrations

from mdps.core.grants import never_deleted, written

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
WRITTEN = """
CREATE FUNCTION mdps_submitted_request_says_why() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.referrals_narrative
        WHERE request_id = NEW.id AND need <> '' AND outcome <> ''
    ) THEN
        RAISE EXCEPTION 'request % says neither what is needed nor what for', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mdps_submitted_request_says_why',
                  TABLE = 'referrals_supportrequest', SCHEMA = 'public';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mdps_submitted_request_says_why BEFORE UPDATE OF state ON referrals_supportrequest
    FOR EACH ROW WHEN (NEW.state = 'submitted')
    EXECUTE FUNCTION mdps_submitted_request_says_why();

CREATE FUNCTION mdps_part_of_submitted_request_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.referrals_supportrequest
        WHERE id = OLD.request_id AND state IN ('draft', 'returned')
    ) THEN
        RAISE EXCEPTION 'a part of request % that was submitted stays', OLD.request_id
            USING ERRCODE = 'restrict_violation',
                  CONSTRAINT = 'mdps_part_of_submitted_request_stays',
                  TABLE = TG_TABLE_NAME, SCHEMA = 'public';
    END IF;
    RETURN OLD;
END $$;
"""
PARTS = (
    "referrals_attachment",
    "referrals_courtdirection",
    "referrals_fundingshare",
    "referrals_instruction",
)
STAYS = "".join(
    f"""
CREATE TRIGGER mdps_part_of_submitted_request_stays BEFORE DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION mdps_part_of_submitted_request_stays();
"""
    for table in PARTS
)
REVIEWED = """
CREATE FUNCTION mdps_review_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'emergency access % was reviewed already', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_review_stays',
              TABLE = 'referrals_emergencyaccess', SCHEMA = 'public';
END $$;
CREATE TRIGGER mdps_review_stays BEFORE UPDATE ON referrals_emergencyaccess
    FOR EACH ROW WHEN (OLD.finding <> '') EXECUTE FUNCTION mdps_review_stays();
"""
UNDO = """
DROP TRIGGER mdps_review_stays ON referrals_emergencyaccess;
DROP FUNCTION mdps_review_stays();
DROP FUNCTION mdps_part_of_submitted_request_stays() CASCADE;
DROP TRIGGER mdps_submitted_request_says_why ON referrals_supportrequest;
DROP FUNCTION mdps_submitted_request_says_why();
DROP TRIGGER mdps_submitted_line_stays ON referrals_requestline;
DROP FUNCTION mdps_submitted_line_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("core", "0002_rows_stay")]

    operations = [
        migrations.RunSQL(LINES + WRITTEN + STAYS + REVIEWED, UNDO),
        never_deleted("referrals_deputy", "referrals_narrative", "referrals_supportrequest"),
        written("referrals_emergencyaccess", "finding, words, reviewed_by_id, reviewed_at"),
    ]
