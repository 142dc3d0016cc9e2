"""The cap and the threshold change by Cabinet's decision alone; the figures that held at first.

The trigger on a decision's INSERT is the only writer of the two columns, as the ledger's is of
what is committed: it runs as the owner, and nobody may call it. It refuses a decision whose
call-in is not over, one that was recorded against other figures than those in force, and with the
CHECK `mdps_cap` a cap below what is committed, also for a script or a person at a SQL prompt.
"""

import datetime as dt
from decimal import Decimal

from django.db import migrations

from mdps.core.grants import append_only

FIRST_DAY = dt.date(2022, 6, 1)

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
UNDO = """
DROP TRIGGER mdps_apply_limits ON contracts_limitdecision;
DROP FUNCTION mdps_apply_limits();
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
    dependencies = [("contracts", "0003_what_was_awarded_stays"), ("lots", "0003_the_scheme")]

    operations = [
        migrations.RunSQL(LIMITS, UNDO),
        migrations.RunPython(first_rows, migrations.RunPython.noop),
        append_only("contracts_awardlimits", "contracts_limitdecision", "contracts_routerule"),
    ]
