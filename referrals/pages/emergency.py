"""Opening a request in an emergency, the list of those that were, and their review."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core.lists import Column, ListPage
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission, can
from mdps.core.ui import Cell, Empty, Link, Row
from mdps.core.words import moment
from referrals.emergency import (
    accesses_visible_to,
    hours,
    open_in_emergency,
    refusals_against_reviewing,
    review,
)
from referrals.emergency_section import finding_tag
from referrals.forms.emergency import OpenForm, ReviewForm
from referrals.models import EmergencyAccess

LIST = "referrals:emergencies"


class OpenInEmergency(ActionPage):
    permission = Permission.EMERGENCY_OPEN
    form_class = OpenForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Open a request in an emergency",
            "lead": "For a request that is not yours, when a child cannot wait for whoever has it.",
            "consequences": [
                f"You can read it for {hours()}, and nothing else: you cannot change or decide it.",
                "Whoever raised it, their manager and the auditors are told now, with your name.",
                "Your reason and each time you open it are kept, and somebody else reviews them.",
            ],
            "back": Link("Back to requests", reverse("referrals:list")),
            "cancel": Link("Cancel", reverse("referrals:list")),
            "danger": True,
        }

    def act(self, form: OpenForm) -> str:
        data = form.cleaned_data
        opened = open_in_emergency(data["reference"], reason=data["reason"], by=self.user)
        self.say(f"You can read {opened.request.reference} until {moment(opened.ends_at)}.")
        return opened.request.get_absolute_url()


class Emergencies(ListPage):
    """To auditors and heads of service all; to managers those of their teams."""

    permissions = (Permission.EMERGENCY_REVIEW, Permission.AUDIT_READ)
    title = "Emergency access"
    lead = "Who opened a request that is not theirs, why, and what the review found."
    sort = "-opened_at"
    empty = Empty("Nobody opened a request in an emergency")

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        reviews = can(self.user, Permission.EMERGENCY_REVIEW)
        return (
            Column("Request", lambda each: Cell(each.request.reference)),
            Column("Opened by", lambda each: each.person.name),
            Column("Opened", lambda each: moment(each.opened_at), sort="opened_at"),
            Column("Until", lambda each: moment(each.ends_at)),
            Column("Reason", lambda each: each.reason),
            Column("Review", lambda each: _review(each, reviews=reviews), hint="What was found"),
        )

    def rows(self) -> QuerySet:
        return accesses_visible_to(self.user).select_related("request", "person")


def _review(each: EmergencyAccess, *, reviews: bool) -> Cell:
    """What was found; who may review it is led there."""
    tag = finding_tag(each)
    if not reviews:
        return Cell("", tag=tag, hint=each.words)
    url = reverse("referrals:review-emergency", args=[each.pk])
    return Cell("Review it" if not each.finding else "", url=url, tag=tag, hint=each.words)


class ReviewEmergency(ActionPage):
    permission = Permission.EMERGENCY_REVIEW
    form_class = ReviewForm
    record: EmergencyAccess

    def find(self, pk: int) -> EmergencyAccess:
        found = accesses_visible_to(self.user).select_related("request", "person")
        return get_object_or_404(found, pk=pk)

    def content(self) -> dict[str, Any]:
        each = self.record
        return {
            "title": f"Review why {each.request.reference} was opened",
            "figures": [
                Row("Opened by", f"{each.person.name}, {each.person.role_names}"),
                Row("Opened", moment(each.opened_at)),
                Row("Until", moment(each.ends_at)),
                Row("Reason", each.reason),
            ],
            "refusals": refusals_against_reviewing(each, by=self.user),
            "back": Link("Back to emergency access", reverse(LIST)),
            "cancel": Link("Cancel", reverse(LIST)),
        }

    def act(self, form: ReviewForm) -> str:
        data = form.cleaned_data
        review(self.record, finding=data["finding"], words=data["words"], by=self.user)
        self.say(f"{self.record.person.name} was told what you found.")
        return reverse(LIST)
