"""Telling people: a line on their notices page, and an e-mail where they want one, after commit.

A notice names the record by its reference and says where to look. Nothing about a child.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import BigIntegerField, QuerySet
from django.template.loader import render_to_string

from mdps.core import clock, outbox, words
from mdps.core.models import Notice, User
from mdps.core.together import HowMany, Often

LINE = 200

_silent = False


@dataclass(frozen=True)
class News:
    """What one person is told; `url` is the page to look at."""

    person: User
    subject: str
    url: str


def tell(people: Iterable[User], subject: str, *, url: str) -> None:
    """Tell each of `people` once that `subject` happened, as tell_each does."""
    everybody = {person.pk: person for person in people}
    tell_each(News(person, subject, url) for person in everybody.values())


def tell_each(news: Iterable[News]) -> None:
    """Tell people different things of one act; those whose account is closed are told nothing.

    By e-mail too: at once, with the next digest, or not, as each of them chose. To be called
    inside the transaction of the act: if it rolls back, nobody is told. At most two statements.
    """
    if _silent:
        return
    now = clock.now()
    told = Notice.objects.bulk_create(
        Notice(
            to=each.person,
            subject=words.shortened(each.subject, LINE),
            url=each.url,
            created_at=now,
            waits_for_digest=bool(each.person.email) and each.person.mail == User.Mail.DAILY,
        )
        for each in news
        if each.person.is_active
    )
    at_once = [each for each in told if each.to.email and each.to.mail == User.Mail.AT_ONCE]
    outbox.put_each("email", [{"notice": each.pk} for each in at_once])


def unread(by: User) -> QuerySet[Notice]:
    """What `by` was told and has not looked at."""
    return Notice.objects.filter(to=by, read_at=None)


UNREAD = Often(lambda by: HowMany(unread(by)), {"by": BigIntegerField()})


@contextmanager
def silence() -> Iterator[None]:
    """Nobody is told of what happens inside. For loading demonstration data about past years."""
    global _silent
    before, _silent = _silent, True
    try:
        yield
    finally:
        _silent = before


def is_silent() -> bool:
    """Whether what happens now is told to nobody: it is long past."""
    return _silent


@outbox.sender("email")
def send_email(payload: dict[str, Any]) -> None:
    """Send the e-mail of a notice: its subject and a link, nothing else.

    To a closed account nothing is sent, also if it was told before it was closed. A worker that is
    killed after the mail server took the e-mail and before that is recorded sends it again; both
    then have one Message-ID, by which a mail server or a reader knows the second.
    """
    notice = Notice.objects.select_related("to").get(pk=payload["notice"])
    if not notice.to.is_active:
        return
    body = render_to_string(
        "emails/notice.txt", {"notice": notice, "link": outbox.link(notice.url)}
    )
    EmailMessage(
        notice.subject,
        body,
        settings.DEFAULT_FROM_EMAIL,
        [notice.to.email],
        headers={"Message-ID": f"<notice-{notice.pk}@{urlsplit(settings.MDPS_SITE_URL).hostname}>"},
    ).send()
