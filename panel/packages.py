"""Packages of support near their end: brought back by contracts, reviewed by the panel.

Contracts' daily task calls `bring_back`, once for each contract and end. The review stands on the
agenda of whichever meeting is next until a meeting says what becomes of it.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import RoleKey
from mdps.core.rules import Refusal, Refused, ask
from mdps.core.words import day
from panel.approvals import terms_on
from panel.conflicts import part_in
from panel.impartial_rules import RULES as IMPARTIAL
from panel.impartial_rules import PartFacts
from panel.models import PackageReview, PanelMeeting
from referrals.models import RequestLine

Outcome = PackageReview.Outcome
NO_MEETING = Refusal(
    "no-meeting", "No panel meeting is planned. It is reviewed at the next one that is."
)


@dataclass(frozen=True, kw_only=True)
class ReviewFacts(PartFacts):
    """A review that is to be held in a meeting."""

    contract: str
    was_held: bool
    meeting: str
    in_progress: bool
    outcome: str
    reasons: str


def meeting_is_in_progress(facts: ReviewFacts) -> Refusal | None:
    """Reviews are held in a meeting in progress."""
    if not facts.in_progress:
        return Refusal(
            "meeting-not-open", f"{facts.meeting} is not in progress. Review it at the next one."
        )
    return None


def is_held_once(facts: ReviewFacts) -> Refusal | None:
    """A review has one outcome."""
    if facts.was_held:
        return Refusal("reviewed", f"{facts.contract} was reviewed already. Refresh the page.")
    return None


def outcome_is_chosen(facts: ReviewFacts) -> Refusal | None:
    """It ends, goes on, or changes."""
    if facts.outcome not in Outcome:
        return Refusal(
            "no-outcome",
            f"Choose what becomes of {facts.contract}: let it end, continue it or change it.",
            field="outcome",
        )
    return None


def reasons_are_given(facts: ReviewFacts) -> Refusal | None:
    """The panel says why (CR ¶14)."""
    if not facts.reasons.strip():
        return Refusal("no-reasons", "Enter the reasons.", "CR ¶14", field="reasons")
    return None


RULES = (
    meeting_is_in_progress,
    is_held_once,
    *IMPARTIAL,
    outcome_is_chosen,
    reasons_are_given,
)


def review_weeks(on: dt.date) -> int:
    """So many weeks before its end a package comes back, by the terms of the day `on`."""
    return terms_on(on).review_weeks


@transaction.atomic
def bring_back(
    line: RequestLine, *, contract_reference: str, ends_on: dt.date, on: dt.date
) -> bool:
    """Put the contract of `line` that ends on `ends_on` before the panel; whether it is new.

    Safe to repeat, also by two at once: a contract comes back once for each end it has. The
    panel's administrators and the requester are told.
    """
    _, is_new = PackageReview.objects.get_or_create(
        contract_reference=contract_reference,
        ends_on=ends_on,
        defaults={"line": line, "brought_on": on},
    )
    if is_new:
        request = line.request
        audit.record(
            "package.brought_back", request, by=None, contract=contract_reference, ends_on=ends_on
        )
        notices.tell(
            [request.requester, *User.objects.holding(RoleKey.PANEL_ADMINISTRATOR)],
            f"{contract_reference} of {request.reference} ends on {day(ends_on)} and comes back "
            "to the panel",
            url=request.get_absolute_url(),
        )
    return is_new


def open_reviews() -> QuerySet[PackageReview]:
    """The reviews that wait for a meeting, the earliest end first."""
    return (
        PackageReview.objects.filter(outcome="")
        .select_related("line__service", "line__request")
        .order_by("ends_on", "id")
    )


def reviews_of(meeting: PanelMeeting) -> QuerySet[PackageReview]:
    """What the meeting reviewed, in the order in which it did."""
    return meeting.package_reviews.select_related("line__service", "line__request").order_by("id")


@transaction.atomic
def review(
    package: PackageReview,
    meeting: PanelMeeting,
    *,
    outcome: str,
    reasons: str,
    by: User,
    on: dt.date,
) -> None:
    """Record in `meeting` what becomes of the package; requester and commissioners are told.

    Locks the meeting, then the review. Raises Forbidden, or Refused.
    """
    require(by, Permission.PANEL_DECIDE)
    meeting = PanelMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    package.refresh_from_db(from_queryset=PackageReview.objects.select_for_update(of=("self",)))
    if refusals := ask(RULES, _facts(package, meeting, outcome, reasons, by=by)):
        raise Refused(refusals)
    package.outcome, package.reasons = outcome, reasons.strip()
    package.meeting, package.reviewed_by, package.reviewed_on = meeting, by, on
    package.save(update_fields=["outcome", "reasons", "meeting", "reviewed_by", "reviewed_on"])
    request = package.line.request
    audit.record(
        "package.reviewed",
        request,
        by=by,
        contract=package.contract_reference,
        outcome=package.get_outcome_display(),
    )
    notices.tell(
        [request.requester, *User.objects.holding(RoleKey.COMMISSIONER)],
        f"The panel reviewed {package.contract_reference}: {package.get_outcome_display().lower()}",
        url=request.get_absolute_url(),
    )


def refusals_against_reviewing(
    package: PackageReview, meeting: PanelMeeting, *, by: User
) -> list[Refusal]:
    """Why `by` cannot review it at `meeting`, whatever the outcome; empty means they can."""
    return ask(RULES, _facts(package, meeting, Outcome.END, "A reason", by=by))


def _facts(
    package: PackageReview, meeting: PanelMeeting, outcome: str, reasons: str, *, by: User
) -> ReviewFacts:
    request = package.line.request
    return ReviewFacts(
        **vars(part_in(request, by)),
        contract=package.contract_reference,
        was_held=bool(package.outcome),
        meeting=f"The panel meeting of {day(meeting.held_on)}",
        in_progress=meeting.state == PanelMeeting.State.OPEN,
        outcome=outcome,
        reasons=reasons,
    )
