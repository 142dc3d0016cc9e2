"""What people are told of a round: that it closes soon, and that it has closed. Once each."""

import datetime as dt

from django.db import transaction

from lots.models import AdmissionRound
from mdps.core import clock, notices, reminders
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.roles import holders_of
from mdps.core.words import count, moment
from suppliers.models import Application

SOON = dt.timedelta(days=3)
LATE = dt.timedelta(days=7)  # a round that closed longer ago is no news any more


def remind(*, at: dt.datetime) -> None:
    """Tell providers with a draft that a round closes within three days, and those who assess
    that one has closed. However often it is called, each is told once.
    """
    live = AdmissionRound.objects.filter(cancelled_at=None)
    for each in live.filter(opens_at__lte=at, closes_at__gt=at, closes_at__lte=at + SOON):
        _closes_soon(each)
    for each in live.filter(closes_at__lte=at, closes_at__gt=at - LATE):
        _has_closed(each)


@transaction.atomic
def _closes_soon(of_round: AdmissionRound) -> None:
    if not reminders.first_time("round-closes-soon", of_round, _last_day(of_round)):
        return
    drafts = Application.objects.filter(
        state=Application.State.DRAFT, lot__in=of_round.lots.all()
    ).select_related("lot")
    for draft in drafts:
        people = User.objects.filter(provider_account__supplier=draft.supplier_id)
        said = f"The round for {draft.lot.short} closes on {moment(of_round.closes_at)}"
        notices.tell(people, said, url=draft.get_own_url())


@transaction.atomic
def _has_closed(of_round: AdmissionRound) -> None:
    if not reminders.first_time("round-closed", of_round, _last_day(of_round)):
        return
    made = count(of_round.applications.count(), "application")
    assessors = User.objects.holding(*holders_of(Permission.APPLICATION_ASSESS))
    said = f"{of_round.title} is closed with {made} to assess"
    notices.tell(assessors, said, url=of_round.get_absolute_url())


def _last_day(of_round: AdmissionRound) -> dt.date:
    return of_round.closes_at.astimezone(clock.LONDON).date()
