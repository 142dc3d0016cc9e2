"""Each award and increase says of what it is made: so many units at this discount for that much.

What was awarded before is one part, at no discount; its units count in the year of its award.
"""

from django.db import migrations, models

SUMS = """
CREATE FUNCTION mdps_amount_of(parts jsonb) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(sum((part ->> 'amount')::numeric), 0) FROM jsonb_array_elements(parts) AS part
$$;
CREATE FUNCTION mdps_units_of(parts jsonb) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(sum((part ->> 'units')::bigint), 0)::bigint
    FROM jsonb_array_elements(parts) AS part
$$;
"""
NO_SUMS = "DROP FUNCTION mdps_amount_of(jsonb); DROP FUNCTION mdps_units_of(jsonb);"

ONE_PART = """
DROP TRIGGER mdps_append_only ON contracts_variation;
UPDATE contracts_variation SET parts = jsonb_build_array(jsonb_build_object(
    'units', units, 'amount', amount::text, 'percent', '0.00')) WHERE kind = 'increase';
CREATE TRIGGER mdps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contracts_variation
    FOR EACH STATEMENT EXECUTE FUNCTION mdps_refuse();
UPDATE contracts_calloffcontract SET parts = jsonb_build_array(jsonb_build_object(
    'units', units, 'amount', value::text, 'percent', '0.00'));
"""

# What is ordered of each call-off now: of one that is over, what was delivered.
ORDERED = """
INSERT INTO suppliers_volumeposting (supplier_id, service_id, scheme_year, units, source, "on", by_id)
SELECT c.supplier_id, c.service_id,
    extract(year FROM c.awarded_on - interval '5 months')::smallint, counted.units,
    'CO-' || to_char(c.id, 'FM00000'), c.awarded_on, c.awarded_by_id
FROM contracts_calloffcontract c
CROSS JOIN LATERAL (SELECT CASE
    WHEN c.state = 'unawarded' THEN 0
    WHEN c.state IN ('completed', 'terminated') THEN
        (SELECT coalesce(sum(d.units), 0) FROM contracts_delivery d WHERE d.contract_id = c.id)
    ELSE c.units + (
        SELECT coalesce(sum(v.units), 0) FROM contracts_variation v WHERE v.contract_id = c.id)
    END AS units) counted
WHERE counted.units <> 0
ORDER BY c.id;
"""
COUNTED_NOT = """
DROP TRIGGER mdps_append_only ON suppliers_volumeposting;
DELETE FROM suppliers_volumeposting;
CREATE TRIGGER mdps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON suppliers_volumeposting
    FOR EACH STATEMENT EXECUTE FUNCTION mdps_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0014_spot_purchases_found"),
        ("suppliers", "0010_volume_discounts"),
    ]

    operations = [
        migrations.AddField(
            "calloffcontract",
            "parts",
            models.JSONField(
                default=list,
                help_text="Units at each volume discount, with what the council commits",
            ),
        ),
        migrations.AddField(
            "variation",
            "parts",
            models.JSONField(default=list, help_text="Of an increase, as those of a contract"),
        ),
        migrations.RunSQL(SUMS, NO_SUMS),
        migrations.RunSQL(ONE_PART, migrations.RunSQL.noop),
        migrations.RunSQL(ORDERED, COUNTED_NOT),
    ]
