"""A call-off moves on, and what was awarded stays what it was, for the owner's role too.

The application may write where it stands, its dates and who delivers it; nothing else of it ever
changes, and it is never deleted. Variations and deliveries only grow. No call-off's lines come
to less than nothing. A Cabinet decision of a variation covers the call-off as one of its own does.
"""

from django.conf import settings
from django.db import migrations, models

from mdps.core import grants

APP = settings.DATABASE_APP_ROLE
CHANGING = "state, state_since, starts_on, ends_on, delivered_by_id, purchase_order"
FIXED = (
    "line_id, supplier_id, lot_id, service_id, units, unit_price, value, awarded_on, "
    "awarded_by_id, standing_authority_id, cabinet_decision_id, reason, comparison"
)


def of(record: str) -> str:
    """The fixed columns of NEW or OLD."""
    return ", ".join(f"{record}.{name}" for name in FIXED.split(", "))


STAYS = f"""
CREATE FUNCTION mdps_contract_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF ({of("NEW")}) IS DISTINCT FROM ({of("OLD")}) THEN
        RAISE EXCEPTION 'what was awarded with contract % does not change any more', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_contract_stays',
                  TABLE = 'contracts_calloffcontract', SCHEMA = 'public';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mdps_contract_stays BEFORE UPDATE ON contracts_calloffcontract
    FOR EACH ROW EXECUTE FUNCTION mdps_contract_stays();
CREATE TRIGGER mdps_append_only BEFORE DELETE OR TRUNCATE ON contracts_calloffcontract
    FOR EACH STATEMENT EXECUTE FUNCTION mdps_refuse();
GRANT UPDATE ({CHANGING}) ON contracts_calloffcontract TO {APP};
"""
CHANGES_AGAIN = f"""
REVOKE UPDATE ({CHANGING}) ON contracts_calloffcontract FROM {APP};
DROP TRIGGER mdps_append_only ON contracts_calloffcontract;
DROP TRIGGER mdps_contract_stays ON contracts_calloffcontract;
DROP FUNCTION mdps_contract_stays();
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
BELOW_NOTHING_AGAIN = """
DROP TRIGGER mdps_never_below_nothing ON contracts_commitment;
DROP FUNCTION mdps_never_below_nothing();
"""

APPLY = """
CREATE OR REPLACE FUNCTION mdps_apply_commitments() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    uncovered bigint;
BEGIN
    IF TG_RELID <> 'public.contracts_commitment'::regclass THEN
        RAISE EXCEPTION 'misuse of %%', TG_NAME USING ERRCODE = 'insufficient_privilege';
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
                    AND cabinet.line_id = contract.line_id{variations}
            ), 0)
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'contract %% is above the Cabinet threshold without a decision', uncovered
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mdps_cabinet_threshold',
                  TABLE = 'contracts_commitment', SCHEMA = 'public';
    END IF;
    RETURN NULL;
END $$;
""".replace("%%", "%")
OF_VARIATIONS = """
                    OR EXISTS (
                        SELECT FROM public.contracts_variation AS variation
                        WHERE variation.contract_id = contract.id
                            AND variation.cabinet_decision_id = cabinet.id
                            AND variation.line_id = cabinet.line_id
                    )"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0005_life_and_variations")]

    operations = [
        migrations.RunSQL(
            "DROP TRIGGER mdps_append_only ON contracts_calloffcontract;"
            "UPDATE contracts_calloffcontract"
            " SET delivered_by_id = supplier_id, state_since = awarded_on;",
            "CREATE TRIGGER mdps_append_only"
            " BEFORE UPDATE OR DELETE OR TRUNCATE ON contracts_calloffcontract"
            " FOR EACH STATEMENT EXECUTE FUNCTION mdps_refuse();",
        ),
        migrations.AlterField(
            "calloffcontract",
            "delivered_by",
            models.ForeignKey(
                on_delete=models.PROTECT, related_name="deliveries_due", to="suppliers.supplier"
            ),
        ),
        migrations.AlterField("calloffcontract", "state_since", models.DateField()),
        migrations.RunSQL(STAYS, CHANGES_AGAIN),
        migrations.RunSQL(NEVER_BELOW_NOTHING, BELOW_NOTHING_AGAIN),
        migrations.RunSQL(
            APPLY.replace("{variations}", OF_VARIATIONS), APPLY.replace("{variations}", "")
        ),
        grants.append_only("contracts_variation"),
        grants.append_only("contracts_delivery"),
    ]
