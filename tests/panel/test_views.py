"""Members' views before the meeting, and declared interests."""

import datetime as dt

import pytest
from django.urls import reverse

from mdps.core import clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel.conflicts import declare
from panel.decide import decide
from panel.give_view import give_view, views_of, void_views
from panel.item_steps import open_item
from panel.models import AgendaItem, MemberView
from tests.build.browsing import signed_in, words
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_member,
    given_an_item,
    given_an_open_item,
    given_it_is_open,
)
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

NOON = clock.noon(TODAY)
WORDS = "Eight sessions are enough, says the school."


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def given_a_view(item: AgendaItem, name: str = "Ann Reed", **options: object) -> MemberView:
    given = {"opinion": "with_changes", "words": WORDS} | options
    return give_view(item, by=given_a_member(name), at=NOON, **given)


def test_a_view_is_changed_until_the_item_opens():
    item = given_an_item()
    given_a_view(item)

    given_a_view(item, opinion="support", words="")

    assert list(MemberView.objects.values_list("opinion", "words")) == [("support", "")]


def test_views_are_hidden_from_one_another_until_the_item_opens():
    item, other = given_an_item(), given_a_member("Bo Lake")
    mine = given_a_view(item)

    hidden = views_of(item, other)
    given_it_is_open(item.meeting)
    item.refresh_from_db()

    assert (hidden, views_of(item, other)) == ([], [mine])


@pytest.mark.parametrize("role", ["panel_administrator", "auditor", "commissioner"])
def test_those_who_do_not_decide_never_see_a_view(role):
    item = given_an_item()
    given_a_view(item)
    given_it_is_open(item.meeting)
    item.refresh_from_db()

    assert views_of(item, given_a(role)) == []


def test_no_page_address_file_or_partial_shows_a_view_before_the_item_opens():
    item = given_an_item()
    given_a_view(item)
    given_a_view(given_an_item(), words=WORDS)
    other, chair = given_a_member("Bo Lake"), given_a_chair()
    meeting = item.meeting

    for person in (other, chair, given_a("panel_administrator"), given_a("auditor")):
        client = signed_in(person)
        addresses = [
            "/",
            item.get_absolute_url(),
            meeting.get_absolute_url(),
            item.request.get_absolute_url(),
            reverse("panel:give-view", args=[item.pk]),
            reverse("panel:attendance", args=[meeting.pk]),
            reverse("panel:list") + "?as=csv",
            reverse("panel:list") + "?as=xlsx",
            reverse("referrals:list") + "?as=csv",
            reverse("panel:meeting-file", args=[meeting.pk]),
        ]
        answers = [client.get(url) for url in addresses]
        live = reverse("panel:live", args=[item.pk])
        answers.append(client.get(live, headers={"HX-Request": "true"}))
        found = [content(answer) for answer in answers]
        assert [
            text for text in found if WORDS in text or "Support with changes</strong>" in text
        ] == []


def content(answer: object) -> str:
    """All of an answer, streamed or not."""
    if answer.streaming:
        return b"".join(answer.streaming_content).decode(errors="replace")
    return answer.content.decode(errors="replace")


def test_once_the_item_is_open_the_desk_shows_the_panel_what_each_thinks():
    item = given_an_item()
    given_a_view(item)
    given_it_is_open(item.meeting)

    pages = {
        role: WORDS in words(signed_in(given_a(role)).get(item.get_absolute_url()))
        for role in ("panel_chair", "panel_member", "panel_administrator", "auditor")
    }

    assert pages == {
        "panel_chair": True,
        "panel_member": True,
        "panel_administrator": False,
        "auditor": False,
    }


def test_the_live_part_says_what_changed_and_is_a_part_only():
    item = given_an_item()
    given_it_is_open(item.meeting)
    client, url = signed_in(given_a("panel_member")), reverse("panel:live", args=[item.pk])
    part = {"HX-Request": "true"}

    changed = client.get(url, {"item": "before", "meeting": "before"}, headers=part)
    again = client.get(changed.context["live_url"], headers=part)

    assert "Somebody changed this item" in words(changed)
    assert (changed.status_code, again.status_code) == (200, 204)
    assert client.get(url).url == item.get_absolute_url()


def test_nothing_is_taken_once_the_item_was_opened():
    item = given_an_open_item()

    with pytest.raises(Refused) as refused:
        given_a_view(item)

    assert codes(refused) == ["item-open"]


def test_an_item_set_aside_stays_open_to_view_and_closed_to_views():
    first, second = given_an_item(), given_an_item()
    given_it_is_open(first.meeting)
    open_item(second, by=given_a_chair())

    with pytest.raises(Refused) as refused:
        given_a_view(first)

    assert codes(refused) == ["item-open"]


@pytest.mark.parametrize(
    ("opinion", "words", "code"),
    [
        ("", "", "no-opinion"),
        ("approve", "", "no-opinion"),
        ("question", " ", "no-words"),
        ("not_support", "", "no-words"),
        ("with_changes", "", "no-words"),
    ],
)
def test_anything_but_support_says_why(opinion, words, code):
    with pytest.raises(Refused) as refused:
        given_a_view(given_an_item(), opinion=opinion, words=words)

    assert codes(refused) == [code]


@pytest.mark.parametrize("part", ["requester", "endorser"])
def test_nobody_gives_a_view_of_their_own(part):
    item = given_an_item()
    person = getattr(item.request, part)
    person.roles = [*person.roles, "panel_member"]
    person.save()
    person = type(person).objects.get(pk=person.pk)

    with pytest.raises(Refused) as refused:
        give_view(item, opinion="support", by=person, at=NOON)

    assert codes(refused) == ["own-request"]


def test_an_edit_of_the_request_voids_the_views_and_a_new_one_is_given():
    item = given_an_item()
    given_a_view(item)

    voided = void_views(item.request, by=item.request.requester, at=NOON)
    given_a_view(item, opinion="support", words="")

    assert voided == 1
    assert list(MemberView.objects.filter(voided_at=None).values_list("opinion", flat=True)) == [
        "support"
    ]


def test_an_interest_bars_from_reading_viewing_and_deciding_and_voids_the_view():
    item, member = given_an_item(), given_a_member("Ann Reed")
    given_a_view(item)
    client = signed_in(member)
    before = client.get(item.request.get_absolute_url()).status_code

    declare(item, words="I worked on it.", by=member, at=NOON)

    given_it_is_open(item.meeting)
    item.refresh_from_db()
    line = item.request.lines.get()
    with pytest.raises(Refused) as viewing:
        given_a_view(item)
    with pytest.raises(Forbidden, match="so you take no part in it"):
        decide(item, line, kind="approve", reasons="Yes.", by=member, on=TODAY)
    assert (before, client.get(item.request.get_absolute_url()).status_code) == (200, 403)
    assert codes(viewing) == ["item-open", "barred"]
    assert MemberView.objects.filter(voided_at=None).count() == 0
    assert "its paper stays closed to you" in words(client.get(item.request.get_absolute_url()))


def test_an_interest_is_declared_once_with_words_and_before_the_item_is_decided():
    item, member = given_an_item(), given_a_member("Ann Reed")
    with pytest.raises(Refused) as silent:
        declare(item, words=" ", by=member, at=NOON)
    declare(item, words="I worked on it.", by=member, at=NOON)

    with pytest.raises(Refused) as again:
        declare(item, words="Again.", by=member, at=NOON)

    assert (codes(silent), codes(again)) == (["no-interest"], ["declared-before"])


def test_an_interest_holds_at_later_meetings_too():
    item, member = given_an_item(), given_a_member("Ann Reed")
    declare(item, words="I worked on it.", by=member, at=NOON)
    later = given_an_item(on=TODAY + dt.timedelta(days=7))
    later.request = item.request

    with pytest.raises(Refused, match="You declared an interest"):
        give_view(AgendaItem.objects.get(pk=item.pk), opinion="support", by=member, at=NOON)


@pytest.mark.parametrize("role", ["panel_administrator", "auditor", "social_worker"])
def test_only_the_panel_gives_views_and_declares(role):
    item, person = given_an_item(), given_a(role)

    with pytest.raises(Forbidden):
        give_view(item, opinion="support", by=person, at=NOON)
    with pytest.raises(Forbidden):
        declare(item, words="I know them.", by=person, at=NOON)
