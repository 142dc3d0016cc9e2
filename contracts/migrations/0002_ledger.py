"""The ledger's truth, kept by the database also for a script or a SQL shell.

One trigger, once a statement: it adds the new lines to what the scheme has committed (the
CHECK mdps_cap refuses what would pass the cap) and refuses a contract whose lines come to more
than the Cabinet threshold unless a Cabinet decision for that line, or for the line of one of its
variations, covers them (CR 4). It runs as the owner, since the application's role has no right to
the column.

No call-off's lines come to less than nothing. A contract whose line is missing, or comes to another
amount, would be money outside the cap: it is refused at the end of the transaction that made it.
Nothing counts for a day that has not come: today is the day in London at the moment of the INSERT,
not at the start of its transaction.
"""

from django.db import migrations

from mdps.core.grants import append_only

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
        WHERE contract.id IN (SELECT contract_id FROM new_lines WHERE amount > 0)
        GROUP BY contract.id, scheme.cabinet_threshold
        HAVING sum(line.amount) > scheme.cabinet_threshold
            AND sum(line.amount) > coalesce((
                SELECT max(cabinet.highest_value)
                FROM public.contracts_cabinetdecision AS cabinet
                WHERE cabinet.id = contract.cabinet_decision_id
                    AND cabinet.line_id = contract.line_id
                    OR EXISTS (
                        SELECT FROM public.contracts_variation AS variation
                        WHERE variation.contract_id = contract.id
                            AND variation.cabinet_decision_id = cabinet.id
                            AND variation.line_id = cabinet.line_id
                    )
            ), 0)
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

NEVER_BELOW_NOTHING = """
CREATE FUNCTION mdps_never_below_nothing() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    below bigint;
BEGIN
    SELECT line.contract_id INTO below
        FROM public.contracts_commitment AS line
        WHERE line.contract_id IN (SELECT contract_id FROM new_lines)
        GROUP BY line.contract_id HAVING sum(line.amount) < 0 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the lines of contract % come to less than nothing', below
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mdps_never_below_nothing',
                  TABLE = 'contracts_commitment', SCHEMA = 'public';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER mdps_never_below_nothing AFTER INSERT ON contracts_commitment
    REFERENCING NEW TABLE AS new_lines
    FOR EACH STATEMENT EXECUTE FUNCTION mdps_never_below_nothing();
"""

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

NO_LATER_DAY = """
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

# Each line leaves a dead version of the scheme's row behind. They are made in place and cleared by
# whoever reads the row next, but for those that a long transaction (a report) may still see: these
# go as soon as fifty have gathered, whatever the settings of the server.
CLEAR_THE_ROW = """
ALTER TABLE lots_scheme SET (autovacuum_vacuum_threshold = 50, autovacuum_vacuum_scale_factor = 0);
"""
LEAVE_THE_ROW = """
ALTER TABLE lots_scheme RESET (autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor);
"""

UNDO = """
DROP TRIGGER mdps_no_later_day ON contracts_commitment;
DROP FUNCTION mdps_no_later_day();
DROP TRIGGER mdps_contract_has_line ON contracts_calloffcontract;
DROP FUNCTION mdps_contract_has_line();
DROP TRIGGER mdps_never_below_nothing ON contracts_commitment;
DROP FUNCTION mdps_never_below_nothing();
DROP TRIGGER mdps_apply_commitments ON contracts_commitment;
DROP FUNCTION mdps_apply_commitments();
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial"), ("lots", "0003_the_scheme")]

    operations = [
        migrations.RunSQL(APPLY + NEVER_BELOW_NOTHING + LINE + NO_LATER_DAY, UNDO),
        append_only("contracts_commitment"),
        migrations.RunSQL(CLEAR_THE_ROW, LEAVE_THE_ROW),
    ]
