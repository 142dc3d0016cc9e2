"""Events and row changes wait for a seal; seals chain them; the database alone writes all three.

The digests are taken over a canonical text that starts with its version. Whoever adds a column to
an event or a row change adds a version 2 for the seals to come; sealed lines keep theirs.
"""

from django.conf import settings
from django.db import migrations

from mdps.core.grants import append_only

APP = settings.DATABASE_APP_ROLE

DIGESTS = """
CREATE FUNCTION mdps_event_digest(e core_auditevent) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(convert_to(jsonb_build_array(
        1, e.id, extract(epoch FROM e.at), extract(epoch FROM e.recorded_at), e.actor_id, e.actor,
        e.action, e.subject_type, e.subject_id, e.subject, e.detail, host(e.address), e.authority,
        e.transaction, extract(epoch FROM e.began_at))::text, 'UTF8'))
$$;

CREATE FUNCTION mdps_change_digest(c core_rowchange) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(convert_to(jsonb_build_array(
        1, c.id, c."table", c.row_id, c.kind, c.before, c.after, to_jsonb(c.withheld),
        c.transaction, extract(epoch FROM c.began_at))::text, 'UTF8'))
$$;

CREATE FUNCTION mdps_seal_head(s core_auditseal) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(s.previous || int8send(s.number)
        || int8send((extract(epoch FROM s.sealed_at) * 1000000)::bigint)
        || int8send(cardinality(s.event_digests))
        || coalesce((SELECT string_agg(d, ''::bytea ORDER BY n)
                     FROM unnest(s.event_digests || s.change_digests) WITH ORDINALITY u(d, n)), ''))
$$;
"""

# A lone transaction number begins again in a new cluster; with the moment it began it does not.
EVENTS = """
CREATE FUNCTION mdps_stamp_event() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_RELID <> 'public.core_auditevent'::regclass THEN
        RAISE EXCEPTION 'misuse of %', TG_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    NEW.recorded_at := statement_timestamp();
    NEW.transaction := pg_current_xact_id()::text::bigint;
    NEW.began_at := transaction_timestamp();
    INSERT INTO public.core_unsealed (event_id) VALUES (NEW.id);
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION mdps_stamp_event() FROM PUBLIC;
CREATE TRIGGER mdps_stamp_event BEFORE INSERT ON core_auditevent
    FOR EACH ROW EXECUTE FUNCTION mdps_stamp_event();
"""

SEALS = """
CREATE FUNCTION mdps_fill_seal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone CONSTANT bytea := decode(repeat('00', 32), 'hex');
BEGIN
    IF TG_RELID <> 'public.core_auditseal'::regclass THEN
        RAISE EXCEPTION 'misuse of %', TG_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- One sealer at a time, and none waits; those who write events are never held up.
    IF NOT pg_try_advisory_xact_lock(hashtext('mdps_fill_seal')) THEN
        RETURN NULL;
    END IF;
    WITH taken AS (
        DELETE FROM public.core_unsealed WHERE id IN (
            SELECT id FROM public.core_unsealed WHERE event_id IS NOT NULL ORDER BY id LIMIT 1000)
        RETURNING id, event_id)
    SELECT coalesce(array_agg(t.event_id ORDER BY t.id), '{}'),
           coalesce(array_agg(CASE WHEN e.id IS NULL THEN gone
                              ELSE public.mdps_event_digest(e) END ORDER BY t.id), '{}')
        INTO NEW.events, NEW.event_digests
        FROM taken t LEFT JOIN public.core_auditevent e ON e.id = t.event_id;
    WITH taken AS (
        DELETE FROM public.core_unsealed WHERE id IN (
            SELECT id FROM public.core_unsealed WHERE change_id IS NOT NULL ORDER BY id LIMIT 1000)
        RETURNING id, change_id)
    SELECT coalesce(array_agg(t.change_id ORDER BY t.id), '{}'),
           coalesce(array_agg(CASE WHEN c.id IS NULL THEN gone
                              ELSE public.mdps_change_digest(c) END ORDER BY t.id), '{}')
        INTO NEW.changes, NEW.change_digests
        FROM taken t LEFT JOIN public.core_rowchange c ON c.id = t.change_id;
    IF cardinality(NEW.events) + cardinality(NEW.changes) = 0 THEN
        RETURN NULL;
    END IF;
    SELECT number, head INTO NEW.number, NEW.previous
        FROM public.core_auditseal ORDER BY number DESC LIMIT 1;
    NEW.number := coalesce(NEW.number, 0) + 1;
    NEW.previous := coalesce(NEW.previous, '');
    NEW.sealed_at := clock_timestamp();
    NEW.head := public.mdps_seal_head(NEW);
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION mdps_fill_seal() FROM PUBLIC;
CREATE TRIGGER mdps_fill_seal BEFORE INSERT ON core_auditseal
    FOR EACH ROW EXECUTE FUNCTION mdps_fill_seal();
"""

CHANGES = """
CREATE FUNCTION mdps_keep_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' AS $$
DECLARE
    -- The key, the columns that are not followed, those whose content is kept nowhere else.
    unfollowed CONSTANT text[] := TG_ARGV[1]::text[];
    secret CONSTANT text[] := TG_ARGV[2]::text[];
    was jsonb := to_jsonb(OLD) - unfollowed;
    became jsonb;
    changed text[];
    kept bigint;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        became := to_jsonb(NEW) - unfollowed;
        IF was = became THEN
            RETURN NULL;
        END IF;
        SELECT array_agg(key ORDER BY key) INTO changed
            FROM jsonb_each(was) WHERE value IS DISTINCT FROM became -> key;
        SELECT jsonb_object_agg(key, was -> key), jsonb_object_agg(key, became -> key)
            INTO was, became FROM unnest(changed) key WHERE key <> ALL (secret);
    ELSE
        SELECT array_agg(key ORDER BY key) INTO changed FROM jsonb_object_keys(was) key;
        was := was - secret;
    END IF;
    INSERT INTO public.core_rowchange
            ("table", row_id, kind, before, after, withheld, transaction, began_at)
        VALUES (TG_TABLE_NAME, to_jsonb(OLD) ->> TG_ARGV[0], left(TG_OP, 1),
            coalesce(was, '{}'), CASE WHEN TG_OP = 'UPDATE' THEN coalesce(became, '{}') END,
            ARRAY(SELECT key FROM unnest(changed) key WHERE key = ANY (secret)),
            pg_current_xact_id()::text::bigint, transaction_timestamp())
        RETURNING id INTO kept;
    INSERT INTO public.core_unsealed (change_id) VALUES (kept);
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION mdps_keep_change() FROM PUBLIC;
"""

RIGHTS = f"""
REVOKE ALL ON core_rowchange, core_unsealed FROM PUBLIC, {APP};
GRANT SELECT ON core_rowchange, core_unsealed TO {APP};
CREATE TRIGGER mdps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON core_rowchange
    FOR EACH STATEMENT EXECUTE FUNCTION mdps_refuse();
"""


UNDO = """
DROP TRIGGER mdps_append_only ON core_rowchange;
DROP FUNCTION mdps_keep_change() CASCADE;
DROP TRIGGER mdps_fill_seal ON core_auditseal;
DROP FUNCTION mdps_fill_seal();
DROP TRIGGER mdps_stamp_event ON core_auditevent;
DROP FUNCTION mdps_stamp_event();
DROP FUNCTION mdps_event_digest, mdps_change_digest, mdps_seal_head;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_rows_stay")]

    operations = [
        migrations.RunSQL(DIGESTS + EVENTS + SEALS + CHANGES + RIGHTS, UNDO),
        append_only("core_auditseal"),
    ]
