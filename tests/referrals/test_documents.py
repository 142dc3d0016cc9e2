"""The documents of a request: private, saved and never shown, for those who read its narrative."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mdps.core import audit, clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from referrals.attach import MOST, attach, detach
from referrals.models import Attachment, SupportRequest
from referrals.submit import submit
from tests.build.browsing import posted, signed_in, words
from tests.build.people import given_a
from tests.build.referrals import (
    DAY,
    a_pdf,
    given_a_manager_of,
    given_a_request,
    given_a_social_worker,
    given_a_submitted_request,
)

pytestmark = pytest.mark.django_db


def attached(request: SupportRequest) -> Attachment:
    return attach(request, kind="order", upload=a_pdf(), by=request.requester, on=DAY)


def read(answer: Any) -> Any:
    """The answer, to its end where it is a file."""
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


def address(attachment: Attachment) -> str:
    return reverse("referrals:document", args=[attachment.request_id, attachment.pk])


def test_it_is_saved_and_never_shown_in_the_browser():
    attachment = attached(given_a_request())

    answer = signed_in(attachment.request.requester).get(address(attachment))

    assert answer["Content-Disposition"] == 'attachment; filename="order.pdf"'
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_only_those_who_read_about_the_child_find_it():
    attachment = attached(given_a_request())
    request = attachment.request
    submit(request, by=request.requester, on=DAY)
    people = {
        "requester": request.requester,
        "manager": given_a_manager_of(request),
        "colleague": given_a_social_worker("A colleague"),
        "auditor": given_a("auditor"),
        "administrator": given_a("panel_administrator"),
    }

    found = {
        who: read(signed_in(person).get(address(attachment))).status_code
        for who, person in people.items()
    }

    assert found == {
        "requester": 200,
        "manager": 200,
        "colleague": 404,
        "auditor": 404,
        "administrator": 404,
    }


def test_a_document_of_another_request_is_not_found_under_ones_own():
    attachment = attached(given_a_request())
    mine = given_a_request(by=given_a_social_worker("A colleague"))

    url = reverse("referrals:document", args=[mine.pk, attachment.pk])

    assert signed_in(mine.requester).get(url).status_code == 404


def test_its_own_name_is_never_audited():
    attachment = attached(given_a_request())
    read(signed_in(attachment.request.requester).get(address(attachment)))

    events = list(audit.trail(attachment.request))[-2:]
    assert [(event.action, event.detail) for event in events] == [
        ("request.document_added", {"kind": "Court order"}),
        ("request.document_read", {"page": "referrals:document"}),
    ]


def test_it_goes_while_the_request_is_written_and_stays_after():
    attachment = attached(given_a_request())
    detach(attachment, by=attachment.request.requester, on=DAY)
    assert Attachment.objects.count() == 0

    stays = attached(given_a_request())
    submit(stays.request, by=stays.request.requester, on=DAY)
    with pytest.raises(Refused):
        detach(stays, by=stays.request.requester, on=DAY)
    with pytest.raises(Refused):
        attached(given_a_submitted_request())


def test_only_its_requester_adds_one():
    with pytest.raises(Forbidden):
        attach(given_a_request(), kind="plan", upload=a_pdf(), by=given_a("team_manager"), on=DAY)


def test_there_is_room_for_ten():
    request = given_a_request()
    for _ in range(MOST):
        attached(request)

    with pytest.raises(Refused, match="A request holds at most 10 documents"):
        attached(request)


def test_one_is_added_and_removed_on_the_pages():
    request = given_a_request()
    browser = signed_in(request.requester)
    add = reverse("referrals:add-document", args=[request.pk])

    with clock.at(DAY):
        program = SimpleUploadedFile("run.pdf", b"MZ\x90\x00" + bytes(80))
        refused = browser.post(add, {"kind": "order", "file": program})
        assert "The content of the file is not what its name, ending in .pdf, says." in words(
            refused
        )
        led_to = posted(browser.post(add, {"kind": "order", "file": a_pdf()}))
        assert "You have added 1 document" in words(browser.get(led_to))
        remove = [request.pk, request.attachments.get().pk]
        posted(browser.post(reverse("referrals:remove-document", args=remove), {}))
        assert "No documents yet" in words(browser.get(led_to))
