"""The application's database role may work with rows, and with nothing that keeps rows true.

The rights are written by hand and asked of the catalogue: a new table whose migration forgets to
take rights back fails here, and so does one that takes too many.
"""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

EVERYTHING = "DELETE,INSERT,SELECT,UPDATE"
GROWS = "INSERT,SELECT"
STAYS = "INSERT,SELECT,UPDATE"
# Tables on which the application may do less.
LESS = {
    "contracts_awardlimits": GROWS,
    "contracts_cabinetdecision": GROWS,
    "contracts_cabinetrequest": STAYS,
    "contracts_calloffcontract": GROWS,
    "contracts_commitment": GROWS,
    "contracts_competition": STAYS,
    "contracts_competitionanswer": GROWS,
    "contracts_competitioninterest": GROWS,
    "contracts_competitioninvitation": GROWS,
    "contracts_competitionquestion": GROWS,
    "contracts_delivery": GROWS,
    "contracts_historicalexception": GROWS,
    "contracts_invoice": GROWS,
    "contracts_payment": GROWS,
    "contracts_quote": GROWS,
    "contracts_quotecontent": GROWS,
    "contracts_quotedecision": GROWS,
    "contracts_quotescore": GROWS,
    "contracts_directawardauthorisation": GROWS,
    "contracts_limitdecision": GROWS,
    "contracts_routerule": GROWS,
    "contracts_separatenessrecord": GROWS,
    "contracts_separatenessrecord_contracts": GROWS,
    "contracts_packagesafeguard": STAYS,
    "contracts_spotpurchase": GROWS,
    "contracts_standingauthority": GROWS,
    "contracts_standingauthority_lots": GROWS,
    "contracts_variation": GROWS,
    "core_auditevent": GROWS,
    "core_auditseal": GROWS,
    "core_casekey": GROWS,
    "core_datacheck": GROWS,
    "core_decisionrecord": GROWS,
    "core_paper": GROWS,
    "core_privatefile": GROWS,
    "core_quarantinedfile": GROWS,
    "core_reminder": GROWS,
    "core_rowchange": "SELECT",
    "core_runningprocess": STAYS,
    "core_team": STAYS,
    "core_unsealed": "SELECT",
    "core_user": STAYS,
    "django_migrations": "SELECT",
    "keeping_disposal": STAYS,
    "keeping_hold": STAYS,
    "lots_admissionround": STAYS,
    "lots_clause": GROWS,
    "lots_lot": "SELECT",
    "lots_lotinround": "DELETE,INSERT,SELECT",
    "lots_lotrule": GROWS,
    "lots_lotversion": GROWS,
    "lots_requestcategory": "SELECT",
    "lots_scheme": "SELECT",
    "lots_selectioncriterion": GROWS,
    "lots_service": "SELECT",
    "panel_attendance": STAYS,
    "panel_calendarfeed": STAYS,
    "panel_conflict": GROWS,
    "panel_memberview": STAYS,
    "panel_approvalextension": GROWS,
    "panel_approvalterms": GROWS,
    "panel_budget": GROWS,
    "panel_budgetposting": GROWS,
    "panel_custodian": GROWS,
    "panel_decisioncondition": GROWS,
    "panel_packagereview": GROWS,
    "panel_minutescorrection": GROWS,
    "panel_paneldecision": GROWS,
    "panel_reasoncode": "SELECT",
    "panel_panelmeeting": STAYS,
    "panel_panelrules": GROWS,
    "panel_panelseat": STAYS,
    "referrals_deputy": STAYS,
    "referrals_emergencyaccess": GROWS,
    "referrals_narrative": STAYS,
    "referrals_supportrequest": STAYS,
    "reporting_commentary": GROWS,
    "reporting_exemptannex": GROWS,
    "reporting_monitoringaction": GROWS,
    "reporting_monitoringreturn": GROWS,
    "reporting_monitoringround": GROWS,
    "reporting_packagerating": GROWS,
    "reporting_panelhistory": GROWS,
    "reporting_publicform": GROWS,
    "reporting_report": GROWS,
    "reporting_returnquestion": GROWS,
    "reporting_supplierrating": GROWS,
    "suppliers_acceptance": GROWS,
    "suppliers_admission": STAYS,
    "suppliers_admissionsuspension": STAYS,
    "suppliers_application": STAYS,
    "suppliers_assessmentcomment": GROWS,
    "suppliers_clarification": GROWS,
    "suppliers_compliance": GROWS,
    "suppliers_conflictdeclaration": GROWS,
    "suppliers_attendance": STAYS,
    "suppliers_criterionanswer": STAYS,
    "suppliers_engagementevent": STAYS,
    "suppliers_evidence": GROWS,
    "suppliers_evidencecheck": GROWS,
    "suppliers_evidencerequirement": "SELECT",
    "suppliers_invitation": STAYS,
    "suppliers_judgement": GROWS,
    "suppliers_rateline": GROWS,
    "suppliers_priceproposal": STAYS,
    "suppliers_removalnotice": STAYS,
    "suppliers_sharedanswers": STAYS,
    "suppliers_supplier": STAYS,
    "suppliers_extrarate": GROWS,
    "suppliers_volumediscount": GROWS,
    "suppliers_volumeposting": GROWS,
}
# Tables that it may take rows from: what is being written, and what is no record.
MAY_VANISH = {
    "core_notice",
    "core_onetimekey",
    "core_opensession",
    "core_outboxmessage",
    "core_savedfilter",
    "core_usecount",
    "django_session",
    "lots_lotinround",
    "lots_versiondraft",
    "panel_agendaitem",
    "referrals_attachment",
    "referrals_courtdirection",
    "referrals_fundingshare",
    "referrals_instruction",
    "referrals_requestline",
    "suppliers_engagementevent_lots",
    "suppliers_proposedprice",
    "suppliers_provideraccount",
    "suppliers_signup",
    "suppliers_contactinvitation",
    # Who failed to sign in, until the wait is over; second factors, until they are removed.
    "axes_accessattempt",
    "core_cache",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    # Tables of libraries that the project does not use.
    "account_emailaddress",
    "account_emailconfirmation",
    "axes_accessattemptexpiration",
    "axes_accessfailurelog",
    "axes_accesslog",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
}
# The columns that it may write where it may not write all of them.
COLUMNS = {
    "contracts_calloffcontract": {
        "delivered_by_id",
        "ends_on",
        "purchase_order",
        "starts_on",
        "state",
        "state_since",
    },
    "panel_budget": {"amount"},
    "panel_custodian": {"ends_on"},
    "panel_decisioncondition": {"met_by_id", "met_on"},
    "panel_packagereview": {"meeting_id", "outcome", "reasons", "reviewed_by_id", "reviewed_on"},
    "core_casekey": {"destroyed_on", "wrapped", "wrapped_by"},
    "core_paper": {"file_id"},
    "lots_scheme": {"extension_decision_id", "extension_ends", "name", "planned_per_year"},
    "referrals_emergencyaccess": {"finding", "reviewed_at", "reviewed_by_id", "words"},
    "reporting_monitoringaction": {"done_by_id", "done_on", "outcome", "owner_id"},
    "reporting_monitoringreturn": {
        "accepted_by_id",
        "accepted_on",
        "answers",
        "paper_id",
        "state",
        "submitted_by_id",
        "submitted_on",
    },
    "reporting_report": {
        "as_at",
        "attempts",
        "error",
        "figures",
        "figures_sha256",
        "file_id",
        "heartbeat_at",
        "published_at",
        "published_by_id",
        "reviewed_at",
        "reviewed_by_id",
        "sent_back_why",
        "signed_off_at",
        "signed_off_by_id",
        "state",
        "step",
        "steps_all",
        "steps_done",
        "token",
    },
    "suppliers_clarification": {"answer", "answered_by_id", "answered_on", "by_email"},
    "suppliers_extrarate": {"cancelled_on", "effective_to"},
    "suppliers_rateline": {"cancelled_on", "effective_to"},
}

FORBIDDEN = """
UPDATE lots_scheme SET committed = 0
UPDATE lots_scheme SET committed = committed, name = 'x'
UPDATE lots_scheme SET cap = 99000000
UPDATE lots_scheme SET operational_from = '2021-01-01'
UPDATE lots_scheme SET initial_term_ends = '2040-05-31'
UPDATE lots_scheme SET statutory_end = '2040-05-31'
UPDATE lots_service SET lot_id = NULL
UPDATE lots_lotversion SET effective_from = '2022-06-01'
UPDATE lots_selectioncriterion SET text = 'x'
DELETE FROM lots_clause
UPDATE lots_lotrule SET opening = 'rounds'
DELETE FROM lots_admissionround
UPDATE lots_lotinround SET lot_id = lot_id
DELETE FROM lots_lot
UPDATE lots_scheme SET cabinet_threshold = 99000000
INSERT INTO lots_scheme (committed) VALUES (-1000)
INSERT INTO lots_scheme (cap) VALUES (99000000)
MERGE INTO lots_scheme s USING (SELECT 1) x ON true WHEN MATCHED THEN UPDATE SET committed = 0
DELETE FROM lots_scheme
UPDATE contracts_commitment SET amount = 0
DELETE FROM contracts_commitment
TRUNCATE contracts_commitment
SELECT * FROM contracts_commitment FOR UPDATE
UPDATE contracts_calloffcontract SET cabinet_decision_id = NULL
UPDATE contracts_calloffcontract SET value = 1
UPDATE contracts_variation SET amount = 0
UPDATE contracts_delivery SET units = 1
DELETE FROM contracts_calloffcontract
UPDATE contracts_standingauthority SET highest_value = 99000000
DELETE FROM contracts_standingauthority_lots
UPDATE contracts_directawardauthorisation SET highest_value = 99000000
UPDATE contracts_separatenessrecord SET highest_value = 99000000
UPDATE contracts_routerule SET to_value = NULL
UPDATE contracts_awardlimits SET direct_award_above = 99000000
UPDATE contracts_cabinetdecision SET highest_value = 99000000
UPDATE contracts_limitdecision SET cap = 99000000
DELETE FROM contracts_limitdecision
DELETE FROM contracts_cabinetrequest
DELETE FROM contracts_competition
UPDATE contracts_quote SET received_at = received_at
UPDATE contracts_quotecontent SET unit_price = 1
UPDATE contracts_quotescore SET points = 5
TRUNCATE contracts_cabinetdecision
TRUNCATE core_decisionrecord
DELETE FROM core_decisionrecord
ALTER TABLE lots_scheme DISABLE TRIGGER ALL
ALTER TABLE core_auditevent DISABLE TRIGGER ALL
ALTER TABLE contracts_limitdecision DISABLE TRIGGER mdps_apply_limits
UPDATE panel_paneldecision SET reasons = 'x'
UPDATE panel_budgetposting SET reserved = 0
UPDATE panel_decisioncondition SET words = 'x'
UPDATE panel_packagereview SET ends_on = '2040-01-01'
UPDATE panel_budget SET financial_year = '2040-41'
UPDATE panel_custodian SET starts_on = '2021-01-01'
UPDATE panel_reasoncode SET words = 'x'
DELETE FROM panel_budget
DELETE FROM panel_custodian
UPDATE panel_conflict SET words = 'x'
UPDATE panel_panelrules SET least_members = 1
DELETE FROM panel_memberview
DELETE FROM panel_attendance
UPDATE core_decisionrecord SET reasons = 'x'
UPDATE suppliers_judgement SET outcome = 'pass'
UPDATE suppliers_clarification SET question = 'x'
DELETE FROM suppliers_conflictdeclaration
UPDATE suppliers_evidence SET expires_on = '2040-01-01'
UPDATE suppliers_evidencecheck SET outcome = 'verified'
UPDATE suppliers_evidencerequirement SET stops_awards = false
UPDATE suppliers_rateline SET unit_price = 1
DELETE FROM suppliers_rateline
DELETE FROM suppliers_admission
DELETE FROM suppliers_admissionsuspension
DELETE FROM suppliers_removalnotice
DELETE FROM contracts_packagesafeguard
DELETE FROM suppliers_application
DELETE FROM referrals_supportrequest
DELETE FROM core_user
DELETE FROM django_migrations
UPDATE reporting_monitoringreturn SET figures = '{}'
DELETE FROM reporting_monitoringreturn
UPDATE reporting_monitoringaction SET due_on = '2040-01-01'
UPDATE core_privatefile SET sha256 = ''
UPDATE core_paper SET document = '{}'
DELETE FROM core_reminder
UPDATE core_auditevent SET actor_id = NULL
DELETE FROM core_auditevent
TRUNCATE core_auditevent
INSERT INTO core_rowchange DEFAULT VALUES
UPDATE core_rowchange SET before = '{}'
DELETE FROM core_rowchange
UPDATE core_auditseal SET previous = head
DELETE FROM core_auditseal
INSERT INTO core_unsealed (event_id) VALUES (1)
DELETE FROM core_unsealed
ALTER TABLE core_user DISABLE TRIGGER mdps_changes
ALTER TABLE contracts_commitment DISABLE TRIGGER ALL
ALTER TABLE contracts_commitment DISABLE TRIGGER mdps_apply_commitments
ALTER TABLE lots_scheme DROP CONSTRAINT mdps_cap
DROP TRIGGER mdps_apply_commitments ON contracts_commitment
DROP TABLE contracts_commitment
CREATE RULE x AS ON INSERT TO contracts_commitment DO INSTEAD NOTHING
CREATE OR REPLACE FUNCTION mdps_refuse() RETURNS trigger LANGUAGE sql AS 'SELECT 1'
CREATE TABLE public.mine (id int)
CREATE TEMPORARY TABLE mine (scheme_id bigint, amount numeric)
CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'
CREATE SCHEMA mine
SET ROLE mdps_owner
SET SESSION AUTHORIZATION mdps_owner
SET session_replication_role = replica
ALTER ROLE mdps_app SUPERUSER
GRANT mdps_owner TO mdps_app
ALTER DEFAULT PRIVILEGES FOR ROLE mdps_owner GRANT ALL ON TABLES TO mdps_app
""".strip().splitlines()

APPEND_ONLY = """
UPDATE contracts_commitment SET amount = 1
DELETE FROM contracts_commitment
TRUNCATE contracts_commitment CASCADE
DELETE FROM contracts_calloffcontract
UPDATE contracts_standingauthority SET ends_on = ends_on
DELETE FROM contracts_standingauthority_lots
UPDATE contracts_cabinetdecision SET highest_value = highest_value
UPDATE contracts_limitdecision SET cap = cap
DELETE FROM contracts_separatenessrecord
UPDATE contracts_quotecontent SET unit_price = unit_price
DELETE FROM contracts_quote
DELETE FROM core_auditevent
TRUNCATE core_auditevent
UPDATE core_auditseal SET number = number
DELETE FROM core_rowchange
DELETE FROM core_decisionrecord
DELETE FROM core_privatefile
UPDATE suppliers_judgement SET outcome = outcome
UPDATE suppliers_acceptance SET version_id = version_id
DELETE FROM suppliers_compliance
UPDATE lots_lotversion SET number = number
DELETE FROM lots_selectioncriterion
DELETE FROM suppliers_evidence
DELETE FROM suppliers_evidencecheck
DELETE FROM reporting_panelhistory
UPDATE reporting_publicform SET figures = figures
DELETE FROM reporting_publicform
UPDATE reporting_exemptannex SET file_id = file_id
DELETE FROM reporting_exemptannex
UPDATE reporting_monitoringround SET due_on = due_on
UPDATE reporting_supplierrating SET grade = grade
DELETE FROM reporting_packagerating
DELETE FROM panel_paneldecision
UPDATE panel_budgetposting SET spent = spent
DELETE FROM panel_approvalextension
TRUNCATE lots_scheme CASCADE
""".strip().splitlines()


@pytest.mark.django_db
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_is_refused(statement: str) -> None:
    with (
        pytest.raises(DatabaseError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert caught.value.__cause__.sqlstate == "42501", caught.value


@pytest.mark.django_db  # what is refused leaves nothing: no other copy of the database is needed
@pytest.mark.parametrize("statement", APPEND_ONLY)
def test_even_the_owner_is_refused(as_owner, statement: str) -> None:
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        as_owner(statement)


@pytest.mark.django_db
def test_a_grant_to_oneself_has_no_effect() -> None:
    with connection.cursor() as cursor:
        cursor.execute("GRANT UPDATE ON lots_scheme TO mdps_app")  # only warns
        cursor.execute("SELECT has_column_privilege('lots_scheme', 'committed', 'UPDATE')")
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
def test_the_application_owns_nothing_and_administers_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user, current_user")
        assert cursor.fetchone() == ("mdps_app", "mdps_app")
        cursor.execute(
            "SELECT count(*) FROM pg_shdepend"
            " WHERE refobjid = 'mdps_app'::regrole AND deptype = 'o'"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,"
            " pg_has_role('mdps_app', 'mdps_owner', 'MEMBER')"
            " FROM pg_roles WHERE rolname = 'mdps_app'"
        )
        assert cursor.fetchone() == (False,) * 6


@pytest.mark.django_db
def test_rights_on_tables_are_exactly_these() -> None:
    kinds = "'SELECT','INSERT','UPDATE','DELETE','TRUNCATE','TRIGGER','REFERENCES'"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT relname, string_agg(kind, ',' ORDER BY kind)"
            f" FROM pg_class, unnest(ARRAY[{kinds}]) kind"
            f" WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            f" AND has_table_privilege(oid, kind) GROUP BY 1"
        )
        rights = dict(cursor.fetchall())
    assert {table: may for table, may in rights.items() if may != EVERYTHING} == LESS
    assert {table for table, may in rights.items() if "DELETE" in may} == MAY_VANISH


@pytest.mark.django_db
def test_rights_on_columns_are_exactly_these() -> None:
    """Of the tables on which the application may not do a thing to every column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, kind, array_agg(attname::text)"
            " FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid,"
            " unnest(ARRAY['INSERT','UPDATE']) kind"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            " AND attnum > 0 AND NOT attisdropped"
            " AND NOT has_table_privilege(pg_class.oid, kind)"
            " AND has_column_privilege(pg_class.oid, attnum, kind) GROUP BY 1, 2"
        )
        rights = {(table, kind): set(columns) for table, kind, columns in cursor.fetchall()}
    assert rights == {(table, "UPDATE"): columns for table, columns in COLUMNS.items()}


@pytest.mark.django_db
def test_no_function_lends_the_owners_rights_to_whoever_calls_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc"
            " WHERE prosecdef AND pronamespace = 'public'::regnamespace"
            " AND (has_function_privilege(oid, 'EXECUTE')"
            " OR NOT coalesce(proconfig::text LIKE '%search_path=%', false))"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db(transaction=True)
def test_the_ledgers_function_refuses_to_hang_on_another_table(as_owner) -> None:
    database = connection.settings_dict["NAME"]
    as_owner(  # even where somebody gave back what the migrations took
        "GRANT EXECUTE ON FUNCTION mdps_apply_commitments() TO mdps_app",
        f'GRANT TEMPORARY ON DATABASE "{database}" TO mdps_app',
    )
    with pytest.raises(DatabaseError, match="misuse"), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE mine (scheme_id bigint, contract_id bigint, amount numeric);"
            "CREATE TRIGGER x AFTER INSERT ON mine REFERENCING NEW TABLE AS new_lines"
            " FOR EACH STATEMENT EXECUTE FUNCTION mdps_apply_commitments();"
            "INSERT INTO mine VALUES (1, 1, -100)"
        )
