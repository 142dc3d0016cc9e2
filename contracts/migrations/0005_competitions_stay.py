"""Mini-competitions only grow; what was asked for stays once it is open, and no quote comes late.

The triggers hold for a script or a person at a SQL prompt too. A quote may be received at the
moment of the deadline itself, and no later; it is written while its competition is open.
"""

from django.db import migrations

from mdps.core.grants import append_only, never_deleted

ASKED_FOR = (
    "line_id, lot_id, service_id, units, specification, criteria, quality_weight, price_weight, "
    "closes_at, shorter_because, questions_until, standstill_days, starts_on, ends_on"
)
NEW, OLD = (
    ", ".join(f"{record}.{name}" for name in ASKED_FOR.split(", ")) for record in ("NEW", "OLD")
)

STAYS = f"""
CREATE FUNCTION mdps_competition_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.state <> 'draft' AND ({NEW}) IS DISTINCT FROM ({OLD}) THEN
        RAISE EXCEPTION 'what competition % asks for does not change any more', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_competition_stays',
                  TABLE = 'contracts_competition', SCHEMA = 'public';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mdps_competition_stays BEFORE UPDATE ON contracts_competition
    FOR EACH ROW EXECUTE FUNCTION mdps_competition_stays();
"""
UNDO_STAYS = """
DROP TRIGGER mdps_competition_stays ON contracts_competition;
DROP FUNCTION mdps_competition_stays();
"""

IN_TIME = """
CREATE FUNCTION mdps_quote_is_in_time() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.contracts_competition c
        JOIN public.contracts_competitioninvitation i ON i.competition_id = c.id
        WHERE i.id = NEW.invitation_id AND c.state = 'open'
            AND NEW.received_at BETWEEN c.invited_at AND c.closes_at
    ) THEN
        RAISE EXCEPTION 'a quote of invitation % is not received in time', NEW.invitation_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mdps_quote_is_in_time',
                  TABLE = 'contracts_quote', SCHEMA = 'public';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mdps_quote_is_in_time BEFORE INSERT ON contracts_quote
    FOR EACH ROW EXECUTE FUNCTION mdps_quote_is_in_time();
"""
UNDO_IN_TIME = """
DROP TRIGGER mdps_quote_is_in_time ON contracts_quote;
DROP FUNCTION mdps_quote_is_in_time();
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0004_limits")]

    operations = [
        migrations.RunSQL(STAYS, UNDO_STAYS),
        migrations.RunSQL(IN_TIME, UNDO_IN_TIME),
        never_deleted("contracts_competition"),
        append_only(
            "contracts_competitionanswer",
            "contracts_competitioninterest",
            "contracts_competitioninvitation",
            "contracts_competitionquestion",
            "contracts_quote",
            "contracts_quotecontent",
            "contracts_quotedecision",
            "contracts_quotescore",
        ),
    ]
