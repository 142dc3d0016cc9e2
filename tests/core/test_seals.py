"""Sealing: the trail is chained without holding anybody up, and whatever is done to it is found."""

from contextlib import nullcontext
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from mdps.core import anchors, audit, clock, seal_audit, verify_audit
from mdps.core.anchors import Anchor
from mdps.core.models import AuditEvent, AuditSeal, RowChange, Team, Unsealed
from tests.build.people import given_a, given_a_team
from tests.core.racing import at_once

# What somebody with the owner's rights can do, and what is then said. Three seals: events 1 to 3
# in the first, 4 and 5 with a row change in the second, 6 in the third; 7 waits. {x} is a number.
UNLOCK = "ALTER TABLE core_auditevent DISABLE TRIGGER USER"
UNLOCK_SEALS = "ALTER TABLE core_auditseal DISABLE TRIGGER USER"
UNLOCK_CHANGES = "ALTER TABLE core_rowchange DISABLE TRIGGER USER"
TAMPERED = {
    "edited": (
        [UNLOCK, "UPDATE core_auditevent SET actor = 'Nobody' WHERE id = {2}"],
        ["Event {2} (team.named of Two) is not as it was in seal 1."],
    ),
    "a moment edited": (
        [UNLOCK, "UPDATE core_auditevent SET recorded_at = now() WHERE id = {2}"],
        ["Event {2} (team.named of Two) is not as it was in seal 1."],
    ),
    "removed": (
        [UNLOCK, "DELETE FROM core_auditevent WHERE id = {4}"],
        ["Event {4} of seal 2 is gone."],
    ),
    "re-ordered": (
        [
            UNLOCK,
            "UPDATE core_auditevent SET id = 0 WHERE id = {1}",
            "UPDATE core_auditevent SET id = {1} WHERE id = {3}",
            "UPDATE core_auditevent SET id = {3} WHERE id = 0",
        ],
        [
            "Event {1} (team.named of Three) is not as it was in seal 1.",
            "Event {3} (team.named of One) is not as it was in seal 1.",
        ],
    ),
    "cut off": (
        [
            UNLOCK,
            UNLOCK_SEALS,
            "DELETE FROM core_auditevent WHERE id >= {6}",
            "DELETE FROM core_auditseal WHERE number = 3",
            "DELETE FROM core_unsealed",
        ],
        [
            "Seal 3 was anchored on {when} as {head}, and the database has no such seal: the chain"
            " was cut off or made anew."
        ],
    ),
    "cut off before it was sealed": (
        [UNLOCK, "DELETE FROM core_auditevent WHERE id = {7}"],
        ["Event {7} waited for a seal and is gone."],
    ),
    "smuggled in": (
        [
            UNLOCK,
            "INSERT INTO core_auditevent (id, at, recorded_at, actor, action, subject_type,"
            " subject_id, subject, detail) VALUES (0, now(), now(), 'x', 'x', 'x', 1, 'x', '{{}}')",
        ],
        ["Event 0 stands outside every seal and does not wait for one."],
    ),
    "smuggled in to be sealed": (
        [
            UNLOCK,
            "INSERT INTO core_auditevent (id, at, recorded_at, actor, action, subject_type,"
            " subject_id, subject, detail) VALUES (0, '2020-01-01', '2020-01-01', 'x', 'x', 'x', 1,"
            " 'x', '{{}}')",
            "INSERT INTO core_unsealed (event_id) VALUES (0)",
            seal_audit.SEAL,
        ],
        [
            "Event 0 says it was recorded more than 6 hours before others that were sealed before"
            " it; seal 4 came too late for it."
        ],
    ),
    "a seal edited": (
        [UNLOCK_SEALS, "UPDATE core_auditseal SET sealed_at = now() WHERE number = 2"],
        ["Seal 2 is not as it was made."],
    ),
    "a seal edited with its head": (
        [
            UNLOCK_SEALS,
            "UPDATE core_auditseal SET sealed_at = now() WHERE number = 1",
            "UPDATE core_auditseal s SET head = mdps_seal_head(s) WHERE number = 1",
        ],
        ["Seal 2 does not hold the head of the seal before it.", "Seal 1 {not anchored}"],
    ),
    "a seal taken out": (
        [UNLOCK_SEALS, "DELETE FROM core_auditseal WHERE number = 1"],
        [
            "Seal 2 does not follow on: one before it is gone, or was put in.",
            "Seal 2 does not hold the head of the seal before it.",
            "Seal 3 does not follow on: one before it is gone, or was put in.",
            "Event {1} stands outside every seal and does not wait for one.",
            "Event {2} stands outside every seal and does not wait for one.",
            "Event {3} stands outside every seal and does not wait for one.",
            "Seal 1 {not anchored}",
        ],
    ),
    "the whole chain made anew": (
        [
            UNLOCK,
            UNLOCK_SEALS,
            "UPDATE core_auditevent SET actor = 'Nobody' WHERE id = {2}",
            "DELETE FROM core_auditseal",
            "INSERT INTO core_unsealed (event_id) SELECT id FROM core_auditevent WHERE id < {7}",
            "INSERT INTO core_unsealed (change_id) SELECT id FROM core_rowchange",
            "ALTER TABLE core_auditseal ENABLE TRIGGER USER",
            seal_audit.SEAL,
        ],
        ["Seal 1 {not anchored}", "Seal 2 {not anchored}", "Seal 3 {not anchored}"],
    ),
    "a change of a row edited": (
        [UNLOCK_CHANGES, "UPDATE core_rowchange SET before = '{{}}'"],
        ["Row change {change} (core_team {team}) is not as it was in seal 2."],
    ),
    "a change of a row removed": (
        [UNLOCK_CHANGES, "DELETE FROM core_rowchange"],
        ["Row change {change} of seal 2 is gone."],
    ),
    "nothing": ([], []),
}


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path: Path) -> Path:
    settings.MDPS_ANCHORS = tmp_path / "anchors"
    return settings.MDPS_ANCHORS


def named(*names: str) -> list[int]:
    """The ids of events about a team, one for each name that it is given."""
    return [audit.record("team.named", Team(pk=1, name=name), by=None).pk for name in names]


@pytest.fixture
def sealed_trail(transactional_db: None) -> dict[str, object]:
    """Six events and a row change in three seals, and a seventh event that waits."""
    events = []
    for batch in (["One", "Two", "Three"], ["Four", "Five"], ["Six"], ["Seven"]):
        for name in batch:
            events.append(audit.record("team.named", Team(pk=1, name=name), by=None).pk)
        if "Four" in batch:
            team = given_a_team("North")
            Team.objects.filter(pk=team.pk).update(name="South")
        if "Seven" not in batch:
            seal_audit.seal()
    return {
        "events": events,
        "change": RowChange.objects.get().pk,
        "team": team.pk,
        "anchors": anchors.read(anchors.file()),
    }


def test_whatever_is_done_to_the_trail_is_found(sealed_trail, become_owner: None) -> None:
    kept: list[Anchor] = sealed_trail["anchors"]
    events: list[int] = sealed_trail["events"]
    told = {"change": sealed_trail["change"], "team": sealed_trail["team"]}
    told |= {"head": kept[2].head, "when": kept[2].since}

    def filled(text: str) -> str:
        for anchor in kept:
            if text == f"Seal {anchor.number} {{not anchored}}":
                return (
                    f"Seal {anchor.number} was anchored on {anchor.since} as {anchor.head}, and "
                    "the database has no such seal: the chain was cut off or made anew."
                )
        return text.format(0, *events, **told)

    found = {}
    for name, (statements, _) in TAMPERED.items():
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(filled(statement))
            found[name] = list(verify_audit.problems(kept))
            transaction.set_rollback(True)
    assert found == {
        name: [filled(sentence) for sentence in sentences]
        for name, (_, sentences) in TAMPERED.items()
    }


@pytest.mark.django_db
def test_each_seal_holds_what_came_since_the_last_and_is_anchored() -> None:
    first, second = named("a", "b")
    one = seal_audit.seal()
    [third] = named("c")
    assert seal_audit.unsealed() == 1
    two = seal_audit.seal()

    assert [seal.events for seal in AuditSeal.objects.order_by("number")] == [
        [first, second],
        [third],
    ]
    assert (one.lines, two.lines, seal_audit.unsealed()) == (2, 1, 0)
    heads = [Anchor.of(seal) for seal in AuditSeal.objects.order_by("number")]
    assert anchors.read(anchors.file()) == [*one.anchors, *two.anchors] == heads


@pytest.mark.django_db
def test_where_nothing_waits_no_seal_is_made() -> None:
    assert (seal_audit.seal().lines, AuditSeal.objects.count()) == (0, 0)
    assert not anchors.file().exists()


@pytest.mark.django_db
def test_more_than_a_thousand_lines_take_several_seals() -> None:
    AuditEvent.objects.bulk_create(
        AuditEvent(at=clock.now(), actor="x", action="x", subject_type="x", subject_id=1)
        for _ in range(1001)
    )
    seal_audit.seal()
    assert [len(each.events) for each in AuditSeal.objects.order_by("number")] == [1000, 1]
    assert list(verify_audit.problems(anchors.read(anchors.file()))) == []


@pytest.mark.django_db
def test_an_anchor_that_a_fault_kept_from_the_file_is_written_with_the_next() -> None:
    named("a")
    seal_audit.seal()
    named("b")
    with connection.cursor() as cursor:
        cursor.execute(seal_audit.SEAL)  # and then the worker is killed
    with anchors.file().open("a") as file:
        file.write("2 0123abc")  # or while it writes
    named("c")
    done = seal_audit.seal()
    assert [each.number for each in done.anchors] == [2, 3]
    assert [each.number for each in anchors.read(anchors.file())] == [1, 2, 3]


@pytest.mark.django_db
def test_an_anchor_that_was_cut_off_anywhere_is_written_again_whole() -> None:
    named("a")
    seal_audit.seal()
    named("b")
    seal_audit.seal()
    whole = anchors.file().read_bytes()
    last_line = whole.index(b"\n") + 1
    for end in range(last_line, len(whole)):
        anchors.file().write_bytes(whole[:end])
        anchors.write_missing()
        assert anchors.file().read_bytes() == whole


@pytest.mark.django_db
def test_nothing_is_built_upon_a_chain_that_is_not_the_one_that_was_anchored() -> None:
    named("a")
    seal_audit.seal()
    anchors.file().write_text(f"9 {'0' * 64} 2026-06-01T12:00:00+00:00\n")
    named("b")
    with pytest.raises(seal_audit.Broken, match=r"Seal 9.* is not in the database"):
        seal_audit.seal()
    assert seal_audit.unsealed() == 1


@pytest.mark.django_db
def test_the_application_cannot_say_what_a_seal_holds() -> None:
    [event] = named("a")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_auditseal (number, sealed_at, previous, head, events, event_digests,"
            " changes, change_digests) VALUES (7, '2020-01-01', 'x', 'x', '{5}', '{x}', '{}', '{}')"
        )
    seal = AuditSeal.objects.get()
    assert (seal.number, seal.events, bytes(seal.previous)) == (1, [event], b"")
    assert list(verify_audit.problems([])) == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_writers_and_two_sealers_seal_each_event_once() -> None:
    def writes(number: int) -> None:
        for _ in range(20):
            audit.record("team.named", Team(pk=number, name="x"), by=None)

    def seals() -> None:
        for _ in range(10):
            seal_audit.seal()

    done = at_once(*[partial(writes, number) for number in range(1, 9)], seals, seals)
    assert done == [None] * 10
    seal_audit.seal()
    sealed = [event for seal in AuditSeal.objects.all() for event in seal.events]
    written = list(AuditEvent.objects.order_by("id").values_list("pk", flat=True))
    assert len(written) == 160
    assert sorted(sealed) == written
    assert Unsealed.objects.count() == 0
    assert list(verify_audit.problems(anchors.read(anchors.file()))) == []


def said(*arguments: str, status: int = 0) -> list[str]:
    printed = StringIO()
    with pytest.raises(SystemExit) if status else nullcontext() as ended:
        call_command("verify_audit", *arguments, stdout=printed)
    assert (ended.value.code if ended else 0) == status
    return printed.getvalue().splitlines()


@pytest.mark.django_db
def test_the_commands_say_what_was_sealed_and_whether_it_is_whole(tmp_path: Path) -> None:
    named("a")
    printed = StringIO()
    call_command("seal_audit", stdout=printed)
    [anchor] = anchors.read(anchors.file())
    assert printed.getvalue().splitlines() == ["1 line sealed.", f"Head: {anchor}"]
    whole = said()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text(f"{anchor}\n2 {'0' * 64}\n")
    cut = said("--anchors", str(elsewhere), status=1)

    extent = "1 event and 0 row changes in 1 seal, 0 waiting for one;"
    head = f"Head: {anchor.number} {anchor.head}"
    assert whole == [f"{extent} 1 anchor compared.", head, "All is as it was written."]
    assert cut == [
        f"Seal 2 was anchored as {'0' * 64}, and the database has no such seal: the chain was cut"
        " off or made anew.",
        f"{extent} 2 anchors compared.",
        head,
        "Not as it was written.",
    ]


@pytest.mark.django_db
def test_without_anchors_it_says_what_it_cannot_tell() -> None:
    assert said()[1].startswith("Without anchors nobody can tell whether the end was cut off")


@pytest.mark.django_db
def test_a_file_that_holds_no_anchors_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("bread\n")
    with pytest.raises(CommandError, match="line 1, is no anchor: bread"):
        call_command("verify_audit", "--anchors", str(tmp_path / "list"))


@pytest.mark.django_db
def test_an_event_knows_the_transaction_that_it_shares_with_its_changes() -> None:
    team = given_a_team("North")
    Team.objects.filter(pk=team.pk).update(name="South")
    event = audit.record("team.named", team, by=given_a("auditor"))
    event.refresh_from_db()
    change = RowChange.objects.get(table="core_team")
    assert (event.transaction, event.began_at) == (change.transaction, change.began_at)
    assert (change.row_id, change.kind) == (str(team.pk), "U")
    assert (change.before, change.after) == ({"name": "North"}, {"name": "South"})
