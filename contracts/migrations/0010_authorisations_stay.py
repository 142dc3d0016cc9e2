"""What awards rest on only grows; the cap and the threshold change by Cabinet's decision alone.

The trigger on a decision's INSERT is the only writer of the two columns, as the ledger's is of
what is committed: it runs as the owner, and nobody may call it. It refuses a decision whose
call-in is not over, one that was recorded against other figures than those in force, and with the
CHECK `mdps_cap` a cap below what is committed, also for a script or a person at a SQL prompt.
"""

import datetime as dt
from decimal import Decimal

from django.conf import settings
from django.db import migrations

from mdps.core import grants

APP = settings.DATABASE_APP_ROLE
CHANGING = "state, state_since, starts_on, ends_on, delivered_by_id, purchase_order"
BEFORE = (
    "line_id, supplier_id, lot_id, service_id, units, unit_price, value, awarded_on, "
    "awarded_by_id, standing_authority_id, cabinet_decision_id, reason, comparison"
)
FIXED = f"{BEFORE}, route, authorisation_id, separateness_id, bespoke"
FIRST_DAY = dt.date(2022, 6, 1)


def stays(columns: str) -> str:
    """The trigger's function, which lets none of these columns change."""
    new, old = (
        ", ".join(f"{record}.{name}" for name in columns.split(", ")) for record in ("NEW", "OLD")
    )
    return f"""
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


LIMITS = """
CREATE FUNCTION mdps_apply_limits() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_RELID <> 'public.contracts_limitdecision'::regclass THEN
        RAISE EXCEPTION 'misuse of %', TG_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.effective_from > (clock_timestamp() AT TIME ZONE 'Europe/London')::date
        OR NEW.recorded_on > (clock_timestamp() AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'decision % cannot be acted on before %', NEW.minute, NEW.effective_from
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mdps_limits_in_call_in',
                  TABLE = 'contracts_limitdecision', SCHEMA = 'public';
    END IF;
    UPDATE public.lots_scheme
        SET cap = NEW.cap, cabinet_threshold = NEW.cabinet_threshold
        WHERE id = NEW.scheme_id AND cap = NEW.was_cap
            AND cabinet_threshold = NEW.was_threshold;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the limits of scheme % are others by now', NEW.scheme_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mdps_limits_changed',
                  TABLE = 'contracts_limitdecision', SCHEMA = 'public';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER mdps_apply_limits AFTER INSERT ON contracts_limitdecision
    FOR EACH ROW EXECUTE FUNCTION mdps_apply_limits();
REVOKE EXECUTE ON FUNCTION mdps_apply_limits() FROM PUBLIC;
"""
UNDO_LIMITS = """
DROP TRIGGER mdps_apply_limits ON contracts_limitdecision;
DROP FUNCTION mdps_apply_limits();
"""

# At most two years more (CR 2), also for a script.
TWO_YEARS = """
ALTER TABLE lots_scheme ADD CONSTRAINT mdps_extension_two_years
    CHECK (extension_ends <= (initial_term_ends + interval '2 years')::date);
"""


def first_rows(apps, schema_editor):
    """The figures and routes that held from the scheme's first day."""
    apps.get_model("contracts", "AwardLimits").objects.create(
        effective_from=FIRST_DAY,
        direct_award_above=Decimal("25000.00"),
        notice_days=28,
        call_in_days=5,
        together_months=12,
    )
    rule = apps.get_model("contracts", "RouteRule")
    rule.objects.bulk_create(
        rule(lot=lot, route=route, from_value=Decimal("0.00"), effective_from=FIRST_DAY)
        for lot in apps.get_model("lots", "Lot").objects.all()
        for route in ("direct", "competition")
    )


class Migration(migrations.Migration):
    dependencies = [("contracts", "0009_authorisations_and_limits")]

    operations = [
        migrations.RunPython(first_rows, migrations.RunPython.noop),
        migrations.RunSQL(stays(FIXED), stays(BEFORE)),
        migrations.RunSQL(LIMITS, UNDO_LIMITS),
        migrations.RunSQL(
            TWO_YEARS, "ALTER TABLE lots_scheme DROP CONSTRAINT mdps_extension_two_years;"
        ),
        grants.append_only("contracts_directawardauthorisation"),
        grants.append_only("contracts_separatenessrecord"),
        grants.append_only("contracts_separatenessrecord_contracts"),
        grants.append_only("contracts_routerule"),
        grants.append_only("contracts_awardlimits"),
        grants.append_only("contracts_limitdecision"),
        grants.never_deleted("contracts_cabinetrequest"),
    ]
