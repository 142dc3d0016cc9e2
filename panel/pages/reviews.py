"""Reviewing a package that ends soon, in a meeting."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission
from mdps.core.rules import Refused
from mdps.core.ui import Cell, Link, Row
from mdps.core.words import day
from panel import packages
from panel.approval_forms import ReviewForm
from panel.models import PackageReview, PanelMeeting
from panel.queries import next_meeting
from referrals.queries import requests_visible_to


class ReviewPackage(ActionPage):
    """Everybody who reads the panel's papers sees it; those who decide have the form."""

    permissions = (Permission.PANEL_READ,)
    permission = Permission.PANEL_DECIDE
    form_class = ReviewForm

    def find(self, pk: int) -> PackageReview:
        visible = PackageReview.objects.filter(line__request__in=requests_visible_to(self.user))
        return get_object_or_404(
            visible.select_related("line__service", "line__request", "meeting"), pk=pk
        )

    def check_permission(self) -> None:
        decides = self.request.method == "POST"
        (ActionPage if decides else Page).check_permission(self)

    def content(self) -> dict[str, Any]:
        review, meeting = self.record, self._meeting()
        request = review.line.request
        against = (
            packages.refusals_against_reviewing(review, meeting, by=self.user) if meeting else []
        )
        return {
            "title": f"Review {review.contract_reference}",
            "caption": request.reference,
            "refusals": against,
            "figures": [
                Row("Request", Cell(request.reference, url=request.get_absolute_url())),
                Row("Service", review.line.service.name),
                Row("Ends on", day(review.ends_on)),
                *self._outcome(),
            ],
            "cancel": Link("Panel meetings", reverse("panel:list")),
        }

    def _outcome(self) -> list[Row]:
        review = self.record
        if not review.outcome:
            return []
        return [
            Row("Outcome", f"{review.get_outcome_display()}, on {day(review.reviewed_on)}"),
            Row("Reasons", review.reasons),
        ]

    def _meeting(self) -> PanelMeeting | None:
        return self.record.meeting or next_meeting(clock.today())

    def act(self, form: ReviewForm) -> str:
        meeting = self._meeting()
        if meeting is None:
            raise Refused([packages.NO_MEETING])
        given = form.cleaned_data
        packages.review(
            self.record,
            meeting,
            outcome=given["outcome"],
            reasons=given["reasons"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{self.record.contract_reference} is reviewed.")
        return meeting.get_absolute_url()
