"""A social worker's rating of a package that has ended: four marks and perhaps one sentence."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from contracts.models import CallOffContract
from mdps.core import audit, notices, reminders
from mdps.core.models import User
from mdps.core.permissions import Permission, about, require
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.words import shortened
from reporting.models import PackageRating
from reporting.monitoring.package_rules import OVER, RULES, RatingPackage

# Who is asked is asked for so long after the end.
ASKED_FOR = dt.timedelta(days=183)
MARKS = ((4, "Very good"), (3, "Good"), (2, "Fair"), (1, "Poor"))
QUESTIONS = (
    ("delivered", "Did they deliver what was agreed?"),
    ("punctual", "Did they keep to times?"),
    ("contact", "Did they keep in touch with you?"),
    ("outcome", "Did it make a difference?"),
)
LINE = 300


@about(Permission.PACKAGE_RATE)
def rates_its_own(user: User, contract: CallOffContract) -> str | None:
    """Who asked for a package rates it, or a manager of the team for them."""
    request = contract.line.request
    manages = Permission.REQUEST_ENDORSE in user.permissions and user.team_id == request.team_id
    if request.requester_id == user.pk or manages:
        return None
    return "You can rate the packages that you or your team asked for."


def ended_packages(user: User) -> QuerySet[CallOffContract]:
    """Packages that have ended, of the requests of `user`; of the whole team to its manager."""
    if Permission.PACKAGE_RATE not in user.permissions:
        return CallOffContract.objects.none()
    own = Q(line__request__requester=user)
    if Permission.REQUEST_ENDORSE in user.permissions and user.team_id:
        own |= Q(line__request__team=user.team_id)
    return CallOffContract.objects.filter(own, state__in=OVER).select_related(
        "service", "delivered_by", "line__request", "package_rating"
    )


def to_rate(user: User, on: dt.date) -> QuerySet[CallOffContract]:
    """What `user` asked for, has ended within half a year of the day `on`, and is not rated."""
    return ended_packages(user).filter(
        line__request__requester=user, package_rating=None, state_since__gt=on - ASKED_FOR
    )


def refusals_against_rating(contract: CallOffContract) -> list[Refusal]:
    """Why the package cannot be rated."""
    return ask(RULES, _facts(contract))


@transaction.atomic
def rate_package(
    contract: CallOffContract,
    *,
    marks: Mapping[str, int],
    remark: str = "",
    by: User,
    on: dt.date,
) -> PackageRating:
    """Rate an ended package once: a mark from 1 to 4 for each of QUESTIONS. Locks the call-off.

    Raises Forbidden, or Refused before it has ended or when it is rated already.
    """
    require(by, Permission.PACKAGE_RATE, on=contract)
    held = CallOffContract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    enforce(RULES, _facts(held))
    rating = PackageRating.objects.create(
        contract=held,
        **{key: marks[key] for key, _ in QUESTIONS},
        remark=shortened(remark.strip(), LINE),
        rated_by=by,
        rated_on=on,
    )
    audit.record("package.rated", held, by=by)
    return rating


def ask_for_ratings(on: dt.date) -> int:
    """Ask for the rating of what has ended, each once; return how many were asked for.

    One transaction each, safe to run twice and after missed days.
    """
    ended = CallOffContract.objects.filter(
        state__in=OVER, package_rating=None, state_since__gt=on - ASKED_FOR, state_since__lte=on
    )
    return sum(_ask(each) for each in ended.select_related("line__request__requester"))


@transaction.atomic
def _ask(contract: CallOffContract) -> bool:
    if not reminders.first_time("rate-package", contract, contract.state_since):
        return False
    said = f"{contract.reference} has ended: say in under a minute how it went"
    url = reverse("monitoring:rate-package", args=[contract.pk])
    notices.tell([contract.line.request.requester], said, url=url)
    return True


def _facts(contract: CallOffContract) -> RatingPackage:
    rating = PackageRating.objects.filter(contract=contract).select_related("rated_by").first()
    return RatingPackage(
        reference=contract.reference,
        state=contract.state,
        rated_by=rating.rated_by.name if rating else "",
    )
