"""A call-off moves on, and what was awarded stays what it was, for the owner's role too.

The application may write where it stands, its dates and who delivers it; nothing else of it ever
changes, and it is never deleted.
"""

from django.db import migrations

from mdps.core.grants import written

CHANGING = "state, state_since, starts_on, ends_on, delivered_by_id, purchase_order"
FIXED = (
    "line_id, supplier_id, lot_id, service_id, units, unit_price, value, awarded_on, "
    "awarded_by_id, standing_authority_id, cabinet_decision_id, reason, comparison, route, "
    "authorisation_id, separateness_id, bespoke, parts, earlier_reference, extras"
)
NEW, OLD = (
    ", ".join(f"{record}.{name}" for name in FIXED.split(", ")) for record in ("NEW", "OLD")
)

STAYS = f"""
CREATE FUNCTION mdps_contract_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF ({NEW}) IS DISTINCT FROM ({OLD}) THEN
        RAISE EXCEPTION 'what was awarded with contract % does not change any more', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_contract_stays',
                  TABLE = 'contracts_calloffcontract', SCHEMA = 'public';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mdps_contract_stays BEFORE UPDATE ON contracts_calloffcontract
    FOR EACH ROW EXECUTE FUNCTION mdps_contract_stays();
"""
UNDO = """
DROP TRIGGER mdps_contract_stays ON contracts_calloffcontract;
DROP FUNCTION mdps_contract_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0002_ledger")]

    operations = [
        migrations.RunSQL(STAYS, UNDO),
        written("contracts_calloffcontract", CHANGING, is_kept=True),
    ]
