"""Parts sum to what was agreed, and stay what they were with the award."""

from django.db import migrations, models

FIXED = (
    "line_id, supplier_id, lot_id, service_id, units, unit_price, value, awarded_on, "
    "awarded_by_id, standing_authority_id, cabinet_decision_id, reason, comparison, route, "
    "authorisation_id, separateness_id, bespoke"
)


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


def sums_to(amount: str) -> models.Q:
    parts = models.F("parts")
    return models.Q(
        **{
            "units": models.Func(
                parts, function="mdps_units_of", output_field=models.IntegerField()
            ),
            amount: models.Func(
                parts, function="mdps_amount_of", output_field=models.DecimalField()
            ),
        }
    )


IS_INCREASE = models.Q(kind="increase")


class Migration(migrations.Migration):
    dependencies = [("contracts", "0015_parts")]

    operations = [
        migrations.AddConstraint(
            "calloffcontract",
            models.CheckConstraint(condition=sums_to("value"), name="parts_make_the_contract"),
        ),
        migrations.AddConstraint(
            "variation",
            models.CheckConstraint(
                condition=IS_INCREASE & sums_to("amount") | ~IS_INCREASE & models.Q(parts=[]),
                name="parts_make_the_increase",
            ),
        ),
        migrations.RunSQL(stays(f"{FIXED}, parts"), stays(FIXED)),
    ]
