"""A request is submitted with its need and outcome, and its parts go only while it is written."""

from django.db import migrations, models

from mdps.core import grants

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
STAYS = """
CREATE TRIGGER mdps_part_of_submitted_request_stays BEFORE DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION mdps_part_of_submitted_request_stays();
"""
PARTS = (
    "referrals_attachment",
    "referrals_courtdirection",
    "referrals_fundingshare",
    "referrals_instruction",
)
UNDO = """
DROP TRIGGER mdps_submitted_request_says_why ON referrals_supportrequest;
DROP FUNCTION mdps_submitted_request_says_why();
"""
UNDO_PARTS = "".join(
    f"DROP TRIGGER mdps_part_of_submitted_request_stays ON {table};" for table in PARTS
)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0005_narrative_apart")]

    operations = [
        migrations.RemoveField(model_name="supportrequest", name="need"),
        migrations.RemoveField(model_name="supportrequest", name="outcome"),
        migrations.AlterField(
            model_name="supportrequest",
            name="deadline_on",
            field=models.DateField(help_text="The earliest of needed by and the court's filing"),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("deadline_on__lte", models.F("needed_by"))),
                name="deadline_is_no_later_than_the_need",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]),
                    models.Q(
                        ("legal_basis", ""), ("submitted_on", None), _connector="OR", _negated=True
                    ),
                    _connector="OR",
                ),
                name="submitted_request_has_its_basis",
            ),
        ),
        grants.never_deleted("referrals_narrative", "referrals_deputy"),
        migrations.RunSQL(
            WRITTEN, UNDO + UNDO_PARTS + "DROP FUNCTION mdps_part_of_submitted_request_stays();"
        ),
        *(migrations.RunSQL(STAYS.format(table=table), "") for table in PARTS),
    ]
