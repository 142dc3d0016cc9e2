import pytest
from django.db import IntegrityError, transaction

from mdps.core import audit
from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from mdps.core.states import WrongState
from referrals.draft import edit
from referrals.endorse import endorse
from referrals.endorse_rules import Endorsement, has_been_submitted, raised_by_somebody_else
from referrals.models import SupportRequest
from referrals.send_back import send_back
from referrals.submit import submit
from tests.build.people import given_a, given_a_team
from tests.build.referrals import (
    DAY,
    given_a_manager_of,
    given_a_request,
    given_a_submitted_request,
)

pytestmark = pytest.mark.django_db


def test_an_endorsed_request_names_its_endorser_and_tells_whom_it_concerns():
    request = given_a_submitted_request()
    manager, administrator = given_a_manager_of(request), given_a("panel_administrator")
    Notice.objects.all().delete()

    endorse(request, by=manager, on=DAY)

    request.refresh_from_db()
    assert (request.state, request.endorser, request.endorsed_on) == ("endorsed", manager, DAY)
    assert set(Notice.objects.values_list("to", "subject")) == {
        (request.requester_id, f"{request.reference} was endorsed"),
        (administrator.pk, f"{request.reference} was endorsed"),
    }


def test_a_manager_of_another_team_may_not_endorse():
    stranger = given_a("team_manager", name="Elsewhere", team=given_a_team("Another team"))

    with pytest.raises(Forbidden, match="only its manager or their deputy can endorse it"):
        endorse(given_a_submitted_request(), by=stranger, on=DAY)


def test_a_manager_does_not_endorse_what_they_raised():
    manager = given_a("team_manager", team=given_a_team())
    request = given_a_request(by=manager)
    submit(request, by=manager, on=DAY)

    for act in (
        lambda: endorse(request, by=manager, on=DAY),
        lambda: send_back(request, reason="No", by=manager, on=DAY),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert [each.code for each in refused.value.refusals] == ["own-request"]


def test_the_database_refuses_an_endorsement_by_the_requester():
    request = given_a_submitted_request()

    with pytest.raises(IntegrityError, match="endorsed_by_somebody_else"), transaction.atomic():
        SupportRequest.objects.filter(pk=request.pk).update(endorser=request.requester)


def test_a_returned_request_is_changed_and_submitted_again():
    request = given_a_submitted_request()
    manager = given_a_manager_of(request)

    send_back(request, reason="Say what was tried.", by=manager, on=DAY)
    assert (request.state, request.return_reason) == ("returned", "Say what was tried.")

    request = edit(request, need="Counselling was tried.", by=request.requester, on=DAY)
    submit(request, by=request.requester, on=DAY)
    endorse(request, by=manager, on=DAY)

    request.refresh_from_db()
    assert (request.state, request.return_reason) == ("endorsed", "")


def test_a_request_is_not_returned_without_a_reason():
    request = given_a_submitted_request()

    with pytest.raises(Refused) as refused:
        send_back(request, reason=" ", by=given_a_manager_of(request), on=DAY)

    assert [each.field for each in refused.value.refusals] == ["reason"]


def test_the_reason_is_in_no_notice_and_in_no_audit_line():
    request = given_a_submitted_request()

    send_back(request, reason="A private remark", by=given_a_manager_of(request), on=DAY)

    said = [str(each.detail) for each in audit.trail(request)]
    said += Notice.objects.values_list("subject", flat=True)
    assert [each for each in said if "private" in each or "LCS-" in each] == []


def test_of_two_managers_one_is_first():
    request = given_a_submitted_request()
    as_the_other_sees_it = SupportRequest.objects.get(pk=request.pk)
    endorse(request, by=given_a_manager_of(request), on=DAY)

    with pytest.raises(WrongState, match="changed while you were looking at it"):
        send_back(as_the_other_sees_it, reason="Wait", by=given_a_manager_of(request), on=DAY)


@pytest.mark.parametrize("state", [state for state in SupportRequest.State if state != "submitted"])
def test_nothing_but_a_submitted_request_waits_for_a_manager(state):
    assert has_been_submitted(Endorsement(state, 1, 2)).code == "not-submitted"


def test_a_submitted_request_of_somebody_else_may_be_endorsed():
    facts = Endorsement("submitted", 1, 2)
    assert (has_been_submitted(facts), raised_by_somebody_else(facts)) == (None, None)
