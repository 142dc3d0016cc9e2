"""What was submitted cannot be taken away, not even past the actions."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError

from referrals.models import SupportRequest
from referrals.send_back import send_back
from tests.build.referrals import (
    DAY,
    given_a_manager_of,
    given_a_request,
    given_a_submitted_request,
)

pytestmark = pytest.mark.django_db


def remove_a_line_past_the_actions(request: SupportRequest) -> None:
    with transaction.atomic():
        request.lines.first().delete()


def test_a_line_of_a_draft_can_be_taken_away():
    request = given_a_request()

    remove_a_line_past_the_actions(request)

    assert request.lines.count() == 0


def test_a_line_of_a_submitted_request_cannot():
    with pytest.raises(IntegrityError, match="belongs to a request that was submitted"):
        remove_a_line_past_the_actions(given_a_submitted_request())


def test_a_line_of_a_returned_request_can_be_taken_away_again():
    request = given_a_submitted_request()
    send_back(request, reason="Too much.", by=given_a_manager_of(request), on=DAY)

    remove_a_line_past_the_actions(request)

    assert request.lines.count() == 0


def test_a_request_takes_no_line_along():
    with pytest.raises(ProtectedError):
        given_a_request().delete()


def test_a_request_cannot_be_deleted_past_its_parts_either():
    request = SupportRequest.objects.filter(pk=given_a_request(lines=()).pk)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        request._raw_delete(request.db)


def test_the_budgets_of_a_draft_can_be_taken_away_and_of_a_submitted_request_not():
    given_a_request().funding.all().delete()
    request = given_a_submitted_request()

    with pytest.raises(IntegrityError, match="that was submitted stays"), transaction.atomic():
        request.funding.all().delete()
