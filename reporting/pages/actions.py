"""What can be done with a report, by whom: each step with what stands against it."""

from dataclasses import dataclass

from django.urls import reverse

from mdps.core import clock
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.ui import Action
from reporting.models import Report
from reporting.retry import refusals_against_retrying
from reporting.step_rules import COMMENT, PUBLISH, REVIEW, SEND_BACK, SIGN_OFF
from reporting.steps import Rules, refusals_against

State = Report.State


@dataclass(frozen=True)
class Offer:
    """A step that a state offers to those who hold the permission."""

    words: str
    url: str
    permission: Permission
    rules: Rules


OFFERS = {
    State.DRAFT: (
        Offer("Mark as reviewed", "reporting:review", Permission.REPORT_REVIEW, REVIEW),
        Offer("Write the commentary", "reporting:comment", Permission.REPORT_MAKE, COMMENT),
    ),
    State.REVIEWED: (
        Offer("Sign off this report", "reporting:sign-off", Permission.REPORT_SIGN_OFF, SIGN_OFF),
        Offer("Send it back", "reporting:send-back", Permission.REPORT_SIGN_OFF, SEND_BACK),
    ),
    State.SIGNED_OFF: (
        Offer("Publish this report", "reporting:publish", Permission.REPORT_MAKE, PUBLISH),
    ),
}


def actions(report: Report, user: User) -> list[Action]:
    """The steps that are next, with why they cannot be taken where they cannot."""
    if report.state == State.FAILED:
        return _again(report, user)
    today = clock.today()
    return [
        Action(
            offer.words,
            reverse(offer.url, args=[report.pk]),
            refusals_against(offer.rules, report, by=user, on=today),
        )
        for offer in OFFERS.get(State(report.state), ())
        if offer.permission in user.permissions
    ]


def _again(report: Report, user: User) -> list[Action]:
    if Permission.REPORT_MAKE not in user.permissions:
        return []
    against = refusals_against_retrying(report)
    return [Action("Try again", reverse("reporting:retry", args=[report.pk]), against)]
