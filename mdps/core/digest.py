"""The daily e-mail for those who want one: all notices since the last, by reference and link.

Beat asks at 7:30 in London, every day of the year; whoever has nothing waiting gets nothing. A
second run on the same day finds nothing that waits, and two at once never take the same person.
"""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from mdps.core import audit, outbox
from mdps.core.models import Notice, User
from mdps.core.words import count

MOST_LISTED = 50


@transaction.atomic
def choose(mail: str, *, by: User) -> None:
    """From now on `by` gets notices by e-mail as `mail` says; twice is the same as once.

    What waits for a digest goes with the next one, or with none where they want no e-mail.
    """
    by.refresh_from_db(from_queryset=User.objects.select_for_update(no_key=True))
    if by.mail == mail:
        return
    by.mail = User.Mail(mail)
    by.save(update_fields=["mail"])
    if mail == User.Mail.NONE:
        Notice.objects.filter(to=by, waits_for_digest=True).update(waits_for_digest=False)
    audit.record("user.mail_chosen", by, by=by, mail=by.get_mail_display().lower())


def collect() -> int:
    """Put a digest into the outbox for everybody for whom something waits; how many people."""
    waiting = Notice.objects.filter(waits_for_digest=True, to__is_active=True)
    people = waiting.order_by("to").values_list("to", flat=True).distinct()
    return sum(_collect(person) for person in people)


@transaction.atomic
def _collect(person: int) -> bool:
    """Take what waits for one person, unless another worker is taking it."""
    waiting = Notice.objects.select_for_update(skip_locked=True)
    held = list(waiting.filter(to=person, waits_for_digest=True).order_by("id"))
    if not held:
        return False
    ids = [notice.pk for notice in held]
    Notice.objects.filter(pk__in=ids).update(waits_for_digest=False)
    outbox.put("digest", person=person, notices=ids)
    return True


@outbox.sender("digest")
def send_digest(payload: dict[str, Any]) -> None:
    """Send one person's digest: the subjects and links of their notices, nothing else."""
    person = User.objects.get(pk=payload["person"])
    if not person.is_active or not person.email:
        return
    found = list(Notice.objects.filter(pk__in=payload["notices"], to=person).order_by("id"))
    shown = found[:MOST_LISTED]
    body = render_to_string(
        "emails/digest.txt",
        {
            "lines": [(notice.subject, outbox.link(notice.url)) for notice in shown],
            "more": len(found) - len(shown),
            "all": outbox.link("/notices/"),
        },
    )
    subject = f"{count(len(found), 'notice')} since your last e-mail"
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email])
