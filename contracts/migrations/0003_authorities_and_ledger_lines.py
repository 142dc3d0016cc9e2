"""What an award rests on stays as it was given, and every contract has its line in the ledger.

A standing authority is never changed, so that a contract shows for ever what allowed it; another
one follows it. A contract whose line is missing, or comes to another amount, would be money
outside the cap: it is refused at the end of the transaction that made it, also for a script.
"""

from django.db import migrations

from mdps.core import grants

LINE = """
CREATE FUNCTION mdps_contract_has_line() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.contracts_commitment AS line
        JOIN public.lots_lot AS lot ON lot.scheme_id = line.scheme_id
        WHERE line.contract_id = NEW.id AND line.kind = 'award' AND line.amount = NEW.value
            AND lot.id = NEW.lot_id
    ) THEN
        RAISE EXCEPTION 'contract % has no line of its value in the ledger', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mdps_contract_has_line',
                  TABLE = 'contracts_calloffcontract', SCHEMA = 'public';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER mdps_contract_has_line AFTER INSERT ON contracts_calloffcontract
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION mdps_contract_has_line();
"""

UNDO = """
DROP TRIGGER mdps_contract_has_line ON contracts_calloffcontract;
DROP FUNCTION mdps_contract_has_line();
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0002_ledger")]

    operations = [
        migrations.RunSQL(LINE, UNDO),
        grants.append_only("contracts_standingauthority"),
        grants.append_only("contracts_standingauthority_lots"),
    ]
