"""The CHECKs of the database: each says yes of some rows and no of others, and never "unknown".

What each refuses is tried by itself, as the owner, on a copy of its table without the rest of what
is asked of a row.
"""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from keeping.models import Disposal, Hold
from tests.conftest import owner_connection
from tests.sweeps.test_models import OURS
from tests.sweeps.unknown import empty, several, unheld, unknown

pytestmark = pytest.mark.django_db
HASH, NOTHING = "a" * 64, None
DAY, NEXT = "2026-06-01", "2026-06-02"
NOON, LATER = "2026-06-01T12:00Z", "2026-06-01T13:00Z"

# By table and CHECK: the columns, rows that it takes, and rows that it refuses.
ROWS: tuple[tuple[str, str, str, list[tuple], list[tuple]], ...] = (
    ("core_privatefile", "file_has_its_hash", "sha256", [(HASH,)], [("",), ("A" * 64,)]),
    ("core_quarantinedfile", "quarantined_file_has_its_hash", "sha256", [(HASH,)], [("x",)]),
    (
        "core_datacheck",
        "check_says_what_it_found",
        "problems sentences",
        [(0, []), (300, ["One"])],
        [(0, ["One"]), (1, [])],
    ),
    (
        "core_rowchange",
        "row_taken_away_has_no_after",
        "kind after",
        [("D", NOTHING), ("U", "{}")],
        [("D", "{}"), ("U", NOTHING)],
    ),
    (
        "core_auditseal",
        "seal_has_a_digest_for_each_line",
        "number events event_digests changes change_digests",
        [(1, [7], [b"x"], [], [])],
        [(1, [7], [], [], []), (1, [], [], [], [b"x"]), (0, [], [], [], [])],
    ),
    (
        "lots_scheme",
        "scheme_term_runs_forward",
        "operational_from initial_term_ends statutory_end",
        [(DAY, DAY, DAY), (DAY, NEXT, NEXT)],
        [(NEXT, DAY, NEXT), (DAY, NEXT, DAY)],
    ),
    (
        "lots_scheme",
        "scheme_amounts_are_not_negative",
        "cap cabinet_threshold planned_per_year",
        [(0, 0, 0)],
        [(-1, 0, 0), (0, "-0.01", 0), (0, 0, -1)],
    ),
    (
        "lots_scheme",
        "scheme_extension_has_decision",
        "initial_term_ends extension_ends extension_decision_id",
        [(DAY, NOTHING, NOTHING), (DAY, NEXT, 1)],
        [(DAY, NOTHING, 1), (DAY, NEXT, NOTHING), (DAY, DAY, 1)],
    ),
    (
        "lots_scheme",
        "mdps_extension_two_years",
        "initial_term_ends extension_ends",
        [("2027-05-31", NOTHING), ("2027-05-31", "2029-05-31")],
        [("2027-05-31", "2029-06-01")],
    ),
    (
        "lots_selectioncriterion",
        "points_are_a_scale",
        "least_points most_points",
        [(NOTHING, NOTHING), (0, 5), (5, 5)],
        [(0, NOTHING), (NOTHING, 5), (6, 5), (0, 0)],
    ),
    (
        "suppliers_judgement",
        "judgement_has_its_judge",
        "judged_by_id judged_at",
        [(NOTHING, NOTHING), (1, NOON)],
        [(1, NOTHING), (NOTHING, NOON)],
    ),
    (
        "suppliers_clarification",
        "clarification_answered_whole",
        "asked_on answered_on answered_by_id answer",
        [(DAY, NOTHING, NOTHING, ""), (DAY, DAY, 1, "Yes.")],
        [(DAY, NOTHING, 1, "Yes."), (NEXT, DAY, 1, "Yes."), (DAY, DAY, 1, "")],
    ),
    (
        "suppliers_contactinvitation",
        "contact_invitation_expires_later",
        "invited_at expires_at",
        [(NOON, LATER)],
        [(NOON, NOON)],
    ),
    (
        "suppliers_contactinvitation",
        "contact_is_accepted_or_withdrawn",
        "accepted_at withdrawn_at",
        [(NOTHING, NOTHING), (NOON, NOTHING), (NOTHING, NOON)],
        [(NOON, NOON)],
    ),
    (
        "suppliers_evidence",
        "evidence_renews_another",
        "id renews_id",
        [(1, NOTHING), (2, 1)],
        [(1, 1)],
    ),
    (
        "suppliers_evidencerequirement",
        "requirement_wants_something",
        "wanted minimum",
        [(1, NOTHING), (1, "0.01")],
        [(0, NOTHING), (1, 0)],
    ),
    (
        "suppliers_invitation",
        "ended_invitation_has_its_day",
        "state raised_on ended_on",
        [("sent", DAY, NOTHING), ("expired", DAY, DAY)],
        [("expired", DAY, NOTHING), ("declined", NEXT, DAY)],
    ),
    (
        "suppliers_signup",
        "sign_up_expires_later",
        "asked_at expires_at",
        [(NOON, LATER)],
        [(LATER, NOON)],
    ),
    (
        "suppliers_admission",
        "admission_that_ended_has_its_day",
        "state admitted_on ended_on",
        [("admitted", DAY, NOTHING), ("admitted", DAY, NEXT), ("removed", DAY, DAY)],
        [("removed", DAY, NOTHING), ("withdrawn", DAY, NOTHING), ("removed", NEXT, DAY)],
    ),
    (
        "suppliers_admission",
        "suspended_after_it_was_admitted",
        "admitted_on suspended_on",
        [(DAY, NOTHING), (DAY, DAY)],
        [(NEXT, DAY)],
    ),
    (
        "suppliers_admissionsuspension",
        "ended_suspension_has_its_day",
        "end_decision_id resumes_on",
        [(NOTHING, NOTHING), (NOTHING, DAY), (1, DAY)],
        [(1, NOTHING)],
    ),
    (
        "suppliers_removalnotice",
        "statement_has_time",
        "given_on statement_until",
        [(DAY, DAY)],
        [(NEXT, DAY)],
    ),
    (
        "suppliers_removalnotice",
        "cancelled_notice_says_why",
        "state cancelled_because",
        [("given", ""), ("cancelled", "Put right.")],
        [("cancelled", ""), ("given", "Put right.")],
    ),
    (
        "suppliers_volumeposting",
        "volume_is_of_a_scheme_year",
        "scheme_year",
        [(2022,)],
        [(22,), (20222,)],
    ),
    (
        "referrals_supportrequest",
        "case_reference_is_no_name",
        "case_reference",
        [("LCS-4821937",), ("LCS4821937",), ("DISPOSED-00012",)],
        [("Jo Bloggs",), ("",), ("LCS-4821937 Jo",), ("DISPOSED-1",)],
    ),
    (
        "referrals_supportrequest",
        "year_of_birth_is_a_year",
        "year_of_birth",
        [(NOTHING,), (2015,)],
        [(15,), (2101,)],
    ),
    (
        "referrals_supportrequest",
        "endorsed_by_somebody_on_a_day",
        "endorser_id endorsed_on",
        [(NOTHING, NOTHING), (1, DAY)],
        [(1, NOTHING), (NOTHING, DAY)],
    ),
    (
        "referrals_supportrequest",
        "submitted_after_it_was_begun",
        "created_on submitted_on",
        [(DAY, NOTHING), (DAY, DAY)],
        [(NEXT, DAY)],
    ),
    (
        "referrals_supportrequest",
        "decided_request_was_endorsed",
        "state endorsed_on is_carried_over",
        [("submitted", NOTHING, False), ("decided", DAY, False), ("decided", NOTHING, True)],
        [("endorsed", NOTHING, False), ("on_agenda", NOTHING, False), ("decided", NOTHING, False)],
    ),
    (
        "referrals_supportrequest",
        "returned_request_says_why",
        "state return_reason",
        [("draft", ""), ("returned", "k1:x")],
        [("returned", "")],
    ),
    (
        "referrals_requestline",
        "line_amounts_are_not_negative",
        "unit_estimate requested_amount full_amount",
        [(0, 0, NOTHING), (0, 0, 0)],
        [(-1, 0, NOTHING), (0, "-0.01", NOTHING), (0, 0, -1)],
    ),
    (
        "panel_agendaitem",
        "item_has_a_place_and_time",
        "position minutes",
        [(1, 1)],
        [(0, 1), (1, 0)],
    ),
    (
        "panel_agendaitem",
        "open_item_was_opened",
        "state opened_at",
        [("waiting", NOTHING), ("open", NOON)],
        [("open", NOTHING)],
    ),
    (
        "panel_attendance",
        "who_left_had_come",
        "arrived_at left_at",
        [(NOTHING, NOTHING), (NOON, NOTHING), (NOON, LATER)],
        [(NOTHING, LATER)],
    ),
    ("panel_paneldecision", "decision_replaces_another", "id supersedes_id", [(2, 1)], [(1, 1)]),
    (
        "panel_packagereview",
        "reviewed_after_it_was_brought",
        "brought_on reviewed_on",
        [(DAY, NOTHING), (DAY, DAY)],
        [(NEXT, DAY)],
    ),
    (
        "panel_budget",
        "budget_is_of_a_financial_year",
        "financial_year",
        [("2026-27",)],
        [("2026",), ("26/27",), ("",)],
    ),
    (
        "contracts_standingauthority",
        "authority_is_for_something",
        "highest_value",
        [("0.01",)],
        [(0,), (-1,)],
    ),
    (
        "contracts_cabinetdecision",
        "cabinet_decides_on_something",
        "highest_value",
        [("0.01",)],
        [(0,), (-1,)],
    ),
    (
        "contracts_cabinetrequest",
        "cabinet_is_asked_for_something",
        "value reasons",
        [("0.01", "k1:x")],
        [(0, "k1:x"), ("0.01", "")],
    ),
    (
        "contracts_cabinetrequest",
        "noticed_request_has_its_day",
        "state notice_on earliest_on",
        [("raised", NOTHING, NOTHING), ("noticed", DAY, NEXT)],
        [("noticed", DAY, NOTHING), ("noticed", NOTHING, NEXT), ("noticed", DAY, DAY)],
    ),
    (
        "contracts_competition",
        "open_competition_has_invited",
        "state invited_at closes_at",
        [("draft", NOTHING, NOON), ("open", NOON, LATER), ("ended", NOTHING, NOON)],
        [("open", NOTHING, LATER), ("awarded", NOTHING, LATER), ("open", NOON, NOON)],
    ),
    (
        "contracts_competition",
        "quotes_are_opened_after_the_deadline",
        "state closes_at opened_at opened_by_id",
        [("open", NOON, NOTHING, NOTHING), ("opened", NOON, LATER, 1)],
        [("opened", NOON, NOTHING, 1), ("opened", NOON, NOON, 1), ("open", NOON, LATER, NOTHING)],
    ),
    (
        "contracts_variation",
        "dates_ran_forward_before",
        "was_starts_on was_ends_on",
        [(DAY, DAY)],
        [(NEXT, DAY)],
    ),
    (
        "keeping_disposal",
        "disposal_is_decided_by_somebody_else",
        "state proposed_by_id proposed_on decided_by_id decided_on decided_because",
        [
            ("proposed", 1, DAY, NOTHING, NOTHING, ""),
            ("disposed", 1, DAY, 2, DAY, "Due."),
        ],
        [
            ("disposed", 1, DAY, 2, NOTHING, "Due."),
            ("disposed", 1, DAY, 1, DAY, "Due."),
            ("disposed", 1, DAY, NOTHING, DAY, "Due."),
        ],
    ),
    (
        "keeping_hold",
        "hold_is_lifted_by_somebody",
        "placed_on lifted_on lifted_by_id",
        [(DAY, NOTHING, NOTHING), (DAY, DAY, 1)],
        [(DAY, NOTHING, 1), (DAY, DAY, NOTHING), (NEXT, DAY, 1)],
    ),
    (
        "reporting_report",
        "report_figures_have_their_hash",
        "figures figures_sha256",
        [(NOTHING, ""), ("{}", HASH)],
        [("{}", ""), (NOTHING, HASH), ("{}", "x")],
    ),
    (
        "reporting_report",
        "published_report_has_its_day",
        "state published_at published_by_id",
        [("draft", NOTHING, NOTHING), ("published", NOON, 1)],
        [("published", NOTHING, 1), ("published", NOON, NOTHING)],
    ),
    ("reporting_report", "report_versions_begin_with_one", "version", [(1,)], [(0,)]),
    ("reporting_publicform", "public_form_has_its_hash", "figures_sha256", [(HASH,)], [("",)]),
    (
        "reporting_panelhistory",
        "history_is_of_a_financial_year",
        "financial_year",
        [("2021-22",)],
        [("2021",)],
    ),
    (
        "reporting_monitoringreturn",
        "accepted_after_it_was_submitted",
        "submitted_on accepted_on",
        [(NOTHING, NOTHING), (DAY, DAY)],
        [(NOTHING, DAY), (NEXT, DAY)],
    ),
)


@pytest.fixture
def owner() -> Iterator[psycopg.Cursor]:
    """A cursor of the owner in this test's database; nothing of it stays."""
    with owner_connection(connection.settings_dict["NAME"]) as opened:
        yield opened.cursor()
        opened.rollback()


def takes(cursor: psycopg.Cursor, table: str, name: str, columns: list[str], row: tuple) -> bool:
    """Whether a copy of the table, with this CHECK alone, takes a row of these columns."""
    cursor.execute("SAVEPOINT tried")
    cursor.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conname = %s AND conrelid = %s::regclass",
        [name, table],
    )
    [definition] = cursor.fetchone() or [""]
    named = sql.SQL(", ").join(map(sql.Identifier, columns))
    cursor.execute(
        sql.SQL("CREATE TEMP TABLE tried AS SELECT {} FROM {} WITH NO DATA").format(
            named, sql.Identifier(table)
        )
    )
    cursor.execute(sql.SQL("ALTER TABLE tried ADD {}").format(sql.SQL(definition)))
    places = sql.SQL(", ").join([sql.Placeholder()] * len(row))
    try:
        cursor.execute(sql.SQL("INSERT INTO tried VALUES ({})").format(places), row)
        return True
    except psycopg.errors.CheckViolation:
        return False
    finally:
        cursor.execute("ROLLBACK TO tried")


def test_each_takes_what_is_right_and_refuses_what_is_wrong(owner: psycopg.Cursor) -> None:
    wrong = []
    for table, name, columns, good, bad in ROWS:
        for row in (*good, *bad):
            if takes(owner, table, name, columns.split(), row) is not (row in good):
                wrong.append((name, row))
    assert wrong == []


def test_no_check_is_ever_unknown_and_so_lets_a_row_in() -> None:
    assert (len(several()) > 100, unknown()) == (True, {})


def test_each_check_says_yes_of_some_rows_and_no_of_others() -> None:
    assert empty() == {}


def test_a_field_with_choices_holds_one_of_them() -> None:
    assert unheld(OURS) == []


@pytest.mark.django_db(transaction=True)
def test_a_field_that_takes_another_word_is_noticed(as_owner) -> None:
    as_owner("ALTER TABLE keeping_hold DROP CONSTRAINT keeping_hold_kind_check")
    assert unheld([Hold, Disposal]) == ["keeping.Hold.kind"]


@pytest.mark.django_db(transaction=True)
def test_a_check_that_a_null_makes_unknown_is_noticed(as_owner) -> None:
    as_owner(
        "ALTER TABLE keeping_hold ADD CONSTRAINT lifted_later CHECK"
        " (lifted_by_id IS NULL OR lifted_on >= placed_on)",
        "ALTER TABLE keeping_hold ADD CONSTRAINT says_nothing CHECK (placed_on = placed_on)",
    )
    assert list(unknown()) == ["keeping_hold.lifted_later"]
    assert empty() == {"keeping_hold.says_nothing": ["IS FALSE"]}
