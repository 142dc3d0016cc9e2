"""The trigger that keeps what was awarded: which columns of a call-off never change."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION mdps_contract_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF ({new}) IS DISTINCT FROM ({old}) THEN
        RAISE EXCEPTION 'what was awarded with contract % does not change any more', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_contract_stays',
                  TABLE = 'contracts_calloffcontract', SCHEMA = 'public';
    END IF;
    RETURN NEW;
END $$;
"""
AWARDED = (
    "line_id, supplier_id, lot_id, service_id, units, unit_price, value, awarded_on, "
    "awarded_by_id, standing_authority_id, cabinet_decision_id, reason, comparison, route, "
    "authorisation_id, separateness_id, bespoke"
)


def also_stay(columns: str, *, besides: str) -> migrations.RunSQL:
    """`columns` never change any more, as those `besides` them."""
    return migrations.RunSQL(_stay(f"{besides}, {columns}"), _stay(besides))


def _stay(columns: str) -> str:
    new, old = (
        ", ".join(f"{record}.{name}" for name in columns.split(", ")) for record in ("NEW", "OLD")
    )
    return FUNCTION.format(new=new, old=old)
