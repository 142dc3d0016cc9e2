"""Public pages, public forms and exports: how often is too often."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse

from mdps.core import clock, rates
from mdps.core.models import UseCount, User
from tests.build.browsing import signed_in
from tests.build.people import given_a
from tests.sweeps.drawn import problems

pytestmark = pytest.mark.django_db
THREE = rates.Rate("test", 3, 10, "things were done")
NOON = dt.datetime(2026, 6, 2, 12, tzinfo=dt.UTC)


def request_of(person: User | None = None, address: str = "192.0.2.1"):
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.user = person or AnonymousUser()
    return request


def use(times: int, **of: object) -> None:
    for _ in range(times):
        rates.use(THREE, request_of(**of))


def test_one_more_than_the_most_is_refused_with_the_time_to_wait() -> None:
    with clock.at(NOON + dt.timedelta(minutes=3, seconds=30)):
        use(3)
        with pytest.raises(rates.TooMany) as refused:
            use(1)
    assert (refused.value.seconds, str(refused.value)) == (
        390,
        "More than 3 things were done in 10 minutes. Wait 7 minutes, then try again.",
    )


def test_the_next_stretch_begins_anew() -> None:
    with clock.at(NOON + dt.timedelta(minutes=9, seconds=59)):
        use(3)
    with clock.at(NOON + dt.timedelta(minutes=10)):
        use(3)
    assert list(UseCount.objects.order_by("begins_at").values_list("count", flat=True)) == [3, 3]


def test_each_account_and_each_address_has_its_own_count() -> None:
    use(3, person=given_a("auditor"))
    use(3, person=given_a("leadership"))
    use(3, address="192.0.2.2")
    use(3)
    assert UseCount.objects.count() == 4
    named = " ".join(UseCount.objects.values_list("who", flat=True))
    assert ("192.0" in named, "account" in named) == (False, False)


def test_a_day_later_the_counts_are_forgotten() -> None:
    with clock.at(NOON):
        use(1)
    with clock.at(NOON + dt.timedelta(days=1)):
        kept = rates.forget()
    with clock.at(NOON + dt.timedelta(days=1, seconds=1)):
        gone = rates.forget()
    assert (kept, gone) == (0, 1)


def test_exports_beyond_the_most_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "EXPORT", rates.Rate("export", 1, 10, "files were asked for"))
    browser, url = signed_in(given_a("auditor")), reverse("suppliers:list")
    b"".join(browser.get(f"{url}?as=csv").streaming_content)
    refused = browser.get(f"{url}?as=xlsx")
    looked = browser.get(url)
    assert (refused.status_code, looked.status_code) == (429, 200)
    assert 1 <= int(refused.headers["Retry-After"]) <= 600
    assert "More than 1 files were asked for in 10 minutes." in refused.text
    assert problems(refused.text) == []


def test_a_public_form_is_counted_when_it_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "PUBLIC_FORM", rates.Rate("form", 1, 60, "forms were sent"))
    client, url = Client(), reverse("join:account")
    got = [client.post(url, {}).status_code for _ in range(2)]
    assert (got, client.get(url).status_code) == ([200, 429], 200)
