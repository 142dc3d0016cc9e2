"""The ledger's truth, kept by the database also for a script or a SQL shell.

One trigger, once a statement: it adds the new lines to what the scheme has committed (the
CHECK mdps_cap refuses what would pass the cap) and refuses a contract whose lines come to more
than the Cabinet threshold unless a Cabinet decision for that line covers them (CR 4). It runs
as the owner, since the application's role has no right to the column.
"""

from django.db import migrations

from mdps.core import grants

APPLY = """
CREATE FUNCTION mdps_apply_commitments() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    uncovered bigint;
BEGIN
    IF TG_RELID <> 'public.contracts_commitment'::regclass THEN
        RAISE EXCEPTION 'misuse of %', TG_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;

    UPDATE public.lots_scheme AS scheme
        SET committed = committed + added.amount
        FROM (SELECT scheme_id, sum(amount) AS amount FROM new_lines GROUP BY scheme_id) AS added
        WHERE scheme.id = added.scheme_id;

    SELECT contract.id INTO uncovered
        FROM public.contracts_calloffcontract AS contract
        JOIN public.contracts_commitment AS line ON line.contract_id = contract.id
        JOIN public.lots_scheme AS scheme ON scheme.id = line.scheme_id
        LEFT JOIN public.contracts_cabinetdecision AS cabinet
            ON cabinet.id = contract.cabinet_decision_id AND cabinet.line_id = contract.line_id
        WHERE contract.id IN (SELECT contract_id FROM new_lines)
        GROUP BY contract.id, scheme.cabinet_threshold, cabinet.highest_value
        HAVING sum(line.amount) > scheme.cabinet_threshold
            AND sum(line.amount) > coalesce(cabinet.highest_value, 0)
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'contract % is above the Cabinet threshold without a decision', uncovered
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mdps_cabinet_threshold',
                  TABLE = 'contracts_commitment', SCHEMA = 'public';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER mdps_apply_commitments AFTER INSERT ON contracts_commitment
    REFERENCING NEW TABLE AS new_lines
    FOR EACH STATEMENT EXECUTE FUNCTION mdps_apply_commitments();
REVOKE EXECUTE ON FUNCTION mdps_apply_commitments() FROM PUBLIC;
"""

UNDO = """
DROP TRIGGER mdps_apply_commitments ON contracts_commitment;
DROP FUNCTION mdps_apply_commitments();
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial"), ("lots", "0002_rights")]

    operations = [
        migrations.RunSQL(APPLY, UNDO),
        grants.append_only("contracts_commitment"),
        grants.append_only("contracts_calloffcontract"),
        grants.append_only("contracts_cabinetdecision"),
        grants.append_only("contracts_spotpurchase"),
    ]
