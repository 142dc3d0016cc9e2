"""Nothing counts for a day that has not come: a line of the ledger is of today or of an earlier day.

Today is the day in London at the moment of the INSERT, not at the start of its transaction.
"""

from django.db import migrations

CHECK = """
CREATE FUNCTION mdps_no_later_day() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW."on" > (clock_timestamp() AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'a line of the ledger for % counts for a day that has not come', NEW."on"
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mdps_no_later_day',
                  TABLE = 'contracts_commitment', SCHEMA = 'public';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mdps_no_later_day BEFORE INSERT ON contracts_commitment
    FOR EACH ROW EXECUTE FUNCTION mdps_no_later_day();
"""

UNDO = """
DROP TRIGGER mdps_no_later_day ON contracts_commitment;
DROP FUNCTION mdps_no_later_day();
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0003_authorities_and_ledger_lines")]

    operations = [migrations.RunSQL(CHECK, UNDO)]
