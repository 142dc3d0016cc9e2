"""Disposal: two people, nothing readable left, and no total changed."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from contracts.end import terminate
from contracts.models import CallOffContract, Commitment
from keeping import dispose
from keeping.cases import about, whose_time_is_over
from keeping.hold import lift, place
from keeping.models import Disposal
from keeping.propose import propose
from keeping.sweep_up import remove
from mdps.core import clock, files, papers
from mdps.core.cases import keys
from mdps.core.cases.sealed import DISPOSED
from mdps.core.letters import from_json
from mdps.core.models import AuditEvent, OutboxMessage, Paper, PrivateFile
from mdps.core.rules import Refused
from panel.models import PanelDecision
from referrals.models import Narrative, SupportRequest
from reporting.figures.plain import one_moment
from reporting.freeze import canonical
from reporting.kinds import KINDS
from reporting.models import Report
from reporting.periods import Period
from tests.build.contracts import TODAY, given_a_running_call_off, given_an_officer
from tests.build.people import given_a
from tests.build.referrals import given_a_request

pytestmark = pytest.mark.django_db

DUE = dt.date(2048, 1, 1)
YEAR = Period(dt.date(2026, 6, 1), dt.date(2027, 6, 1))
LOOKED = "Nothing in it is needed any more."


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MDPS_FILES = tmp_path
    return tmp_path


def given_a_case_that_is_over() -> CallOffContract:
    """A contract that was ended, with its request, decision and minutes."""
    contract = given_a_running_call_off()
    terminate(contract, reasons="Moved away.", by=given_an_officer(), on=TODAY)
    return contract


def given_a_file_of(contract: CallOffContract) -> PrivateFile:
    """A document of the case."""
    key = contract.line.request.case_key_id
    return files.store(b"%PDF-", name="jamie.pdf", content_type="application/pdf", case_key=key)


def case_of(contract: CallOffContract) -> str:
    return contract.line.request.case_reference


def given_a_proposal(contract: CallOffContract) -> Disposal:
    by = given_a("panel_administrator")
    return propose(case_of(contract), reason=LOOKED, by=by, on=DUE)


def codes(refused) -> list[str]:
    return [each.code for each in refused.value.refusals]


def figures() -> str:
    """Every report of the year, as it is frozen."""
    at = clock.noon(dt.date(2027, 6, 2))
    with one_moment():
        return "".join(
            canonical(KINDS[kind].figures(YEAR, at)).decode()
            for kind in (Report.Kind.ANNUAL_CABINET, Report.Kind.PANEL_ACTIVITY)
        )


def test_a_case_is_due_on_its_day_and_not_before():
    contract = given_a_case_that_is_over()

    early = DUE - dt.timedelta(days=1)
    assert [case for case, _ in whose_time_is_over(early)] == []
    assert [case for case, _ in whose_time_is_over(DUE)] == [case_of(contract)]


def test_what_runs_is_held_or_is_not_due_is_not_proposed():
    running = given_a_running_call_off()
    place(case_of(running), kind="inquiry", reason="Asked.", by=proposer(), on=TODAY)

    with pytest.raises(Refused) as refused:
        propose(case_of(running), reason="", by=proposer(), on=TODAY)
    assert codes(refused) == ["not-due", "running", "held", "no-reason"]
    with pytest.raises(Refused) as refused:
        propose("LCS-9999999", reason=LOOKED, by=proposer(), on=TODAY)
    assert codes(refused)[0] == "no-case"


def proposer():
    return given_a("panel_administrator")


def test_a_case_is_proposed_once():
    contract = given_a_case_that_is_over()
    given_a_proposal(contract)

    with pytest.raises(Refused) as refused:
        given_a_proposal(contract)
    assert codes(refused) == ["proposed"]


def test_nobody_approves_what_they_proposed():
    contract = given_a_case_that_is_over()
    both = given_a("panel_administrator", "head_of_service", name="Both")
    disposal = propose(case_of(contract), reason=LOOKED, by=both, on=DUE)

    for act in (dispose.approve, dispose.refuse):
        with pytest.raises(Refused) as refused:
            act(disposal, reason="Yes.", by=both, on=DUE)
        assert codes(refused) == ["same-person"]


def test_a_hold_that_came_meanwhile_stops_it_until_it_is_lifted():
    disposal = given_a_proposal(given_a_case_that_is_over())
    hold = place(
        disposal.case_reference, kind="litigation", reason="A claim.", by=proposer(), on=DUE
    )
    with pytest.raises(Refused) as refused:
        dispose.approve(disposal, reason="Yes.", by=given_a("head_of_service"), on=DUE)
    assert codes(refused) == ["held"]

    lift(hold, by=given_a("head_of_service"), on=DUE)
    assert dispose.approve(disposal, reason="Yes.", by=given_a("head_of_service"), on=DUE)


def test_a_refused_disposal_changes_nothing():
    contract = given_a_case_that_is_over()
    dispose.refuse(
        given_a_proposal(contract), reason="A brother asks.", by=given_a("head_of_service"), on=DUE
    )

    keys.forget()
    assert Narrative.objects.get(request=contract.line.request).need != DISPOSED
    assert about(case_of(contract), on=DUE).proposed_already is False


def test_disposal_leaves_nothing_readable_and_every_total(folder):
    contract, other = given_a_case_that_is_over(), given_a_request(case_reference="LCS-1111111")
    request, ledger = contract.line.request, list(Commitment.objects.values())
    stored = given_a_file_of(contract)
    before, views = figures(), AuditEvent.objects.count()
    reference = case_of(contract)

    done = dispose.approve(
        given_a_proposal(contract), reason="Looked at.", by=given_a("head_of_service"), on=DUE
    )
    remove(OutboxMessage.objects.get(topic="remove-files").payload)

    keys.forget()
    assert figures() == before
    assert list(Commitment.objects.values()) == ledger
    assert Narrative.objects.get(request=request).need == DISPOSED
    assert {each.reasons for each in PanelDecision.objects.filter(line=contract.line)} == {DISPOSED}
    request = SupportRequest.objects.get(pk=request.pk)
    assert (request.case_reference, request.year_of_birth) == (done.tombstone, None)
    assert (done.state, done.case_reference, done.requests) == ("disposed", done.tombstone, 1)
    assert done.files == 1
    assert (folder / stored.path).exists() is False
    assert AuditEvent.objects.count() > views
    assert Narrative.objects.get(request=other).need != DISPOSED
    assert lies_somewhere(reference) == []


def test_the_minutes_are_laid_out_anew_without_the_child():
    contract = given_a_case_that_is_over()
    key = contract.line.request.case_key_id
    about_it = list(Paper.objects.filter(case_keys__contains=[key]))
    for paper in about_it:
        papers.make({"paper": paper.pk})
    dispose.approve(
        given_a_proposal(contract), reason="Looked at.", by=given_a("head_of_service"), on=DUE
    )

    keys.forget()
    for paper in Paper.objects.filter(pk__in=[each.pk for each in about_it]):
        assert paper.file is None
        assert DISPOSED in str(from_json(paper.document))
        papers.make({"paper": paper.pk})
        assert files.read(Paper.objects.get(pk=paper.pk).file)[:5] == b"%PDF-"


def lies_somewhere(words: str) -> list[str]:
    """The tables that hold these words readably."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT EXISTS (SELECT FROM "{table}" t WHERE t::text ILIKE %s)', [f"%{words}%"]
            )
            found += [table] * cursor.fetchone()[0]
    return found


def test_from_the_list_to_the_disposal_on_the_pages(client):
    contract = given_a_case_that_is_over()
    with clock.at(DUE):
        client.force_login(proposer())
        assert case_of(contract) in client.get(reverse("keeping:due")).content.decode()
        given = {"case_reference": case_of(contract), "reason": LOOKED}
        proposed = client.post(reverse("keeping:propose"), given)
        client.force_login(given_a("head_of_service"))
        assert "Dispose of this case" in client.get(proposed.url).content.decode()
        pk = Disposal.objects.get().pk
        done = client.post(reverse("keeping:approve", args=[pk]), {"reason": "Looked at."})

    assert (done.status_code, Disposal.objects.get().state) == (302, "disposed")
