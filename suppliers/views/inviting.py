"""Invitations to join: the list with its figures, one of them, and raising one."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django_filters import ChoiceFilter, ModelChoiceFilter

from lots.models import Lot
from mdps.core import cells, clock, timeline
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import DayFilter, ListFilter, SearchFilter
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Cell, Empty, Identity, Link, Row, Section
from mdps.core.words import count, day
from suppliers.forms import InviteForm
from suppliers.invite import invite
from suppliers.models import Invitation
from suppliers.reach import invited
from suppliers.views.tabs import TABS

BECAME = [("joined", "Joined"), ("open", "Open"), ("not_joined", "Ended without an admission")]


class InvitationFilter(ListFilter):
    provider_name = SearchFilter("provider_name", label="Provider")
    lot = ModelChoiceFilter(queryset=Lot.objects.all(), label="Lot", empty_label="Any lot")
    state = ChoiceFilter(choices=Invitation.State.choices, label="State", empty_label="Any state")
    reason = ChoiceFilter(choices=Invitation.Reason.choices, label="Why", empty_label="Any reason")

    became = ChoiceFilter(
        choices=BECAME, label="What became of it", empty_label="Anything", method="that_became"
    )
    since = DayFilter(field_name="raised_on", lookup_expr="gte", label="Raised from")
    until = DayFilter(field_name="raised_on", lookup_expr="lte", label="Raised to")

    class Meta:
        model = Invitation
        fields: list[str] = []

    def that_became(self, invitations: QuerySet, name: str, value: str) -> QuerySet:
        """As suppliers.reach counts them."""
        if value == "not_joined":
            return invitations.exclude(state__in=(*Invitation.OPEN, Invitation.State.JOINED))
        states = Invitation.OPEN if value == "open" else [Invitation.State.JOINED]
        return invitations.filter(state__in=states)


class Invitations(ListPage):
    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    title = "Invitations to join"
    sort = "-raised_on"
    columns = (
        Column("Invitation", lambda each: Cell(each.reference, url=each.get_absolute_url())),
        Column("Provider", lambda each: each.provider_name),
        Column("Lot", lambda each: each.lot.short),
        Column("Why", lambda each: Cell(each.get_reason_display(), hint=each.request_reference)),
        Column("State", cells.state),
        Column("Raised", lambda each: cells.date(each.raised_on), sort="raised_on"),
        Column("Open until", lambda each: cells.date(each.expires_on)),
    )
    filterset_class = InvitationFilter
    empty = Empty(
        "Nobody has been invited yet",
        "Invite a provider that a court named, or that a lot needs. Each is followed here.",
    )

    def rows(self) -> QuerySet:
        return Invitation.objects.select_related("lot")

    def content(self) -> dict[str, Any]:
        new = Link("Invite a provider", reverse("suppliers:invite"))
        may = can(self.user, Permission.INVITATION_RAISE)
        return super().content() | {
            "primary": new if may else None,
            "lead": _figures(self.filtered),
        }


def _figures(invitations: QuerySet[Invitation]) -> str:
    """What became of those on the list, in one sentence."""
    found = invited(invitations)
    if not found.raised:
        return ""
    joined = f"{count(found.raised, 'invitation')}: {found.joined} admitted, {found.open} open, "
    joined += f"{found.not_joined} ended without an admission."
    if found.share is None:
        return joined
    return f"{joined} Of those that have ended, {found.share}% joined."


class InvitationPage(Page):
    permissions = (Permission.SUPPLIER_READ,)
    record: Invitation

    def find(self, pk: int) -> Invitation:
        invitations = Invitation.objects.select_related(
            "lot", "raised_by", "supplier", "application__supplier", "application__lot"
        )
        visible = invitations if can(self.user, Permission.SUPPLIER_READ) else invitations.none()
        return get_object_or_404(visible, pk=pk)

    def content(self) -> dict[str, Any]:
        invitation = self.record
        return {
            "title": f"Invitation of {invitation.provider_name}",
            "breadcrumbs": [Link("Invitations", reverse("suppliers:invitations"))],
            "identity": Identity(
                reference=invitation.reference,
                title=str(invitation),
                tag=cells.state_tag(invitation),
                holder=f"Raised by {invitation.raised_by}",
                facts=[
                    Row("Raised", day(invitation.raised_on)),
                    Row("Open until", day(invitation.expires_on)),
                ],
            ),
            "sections": [_details(invitation)],
            "events": timeline.events(invitation),
        }


def _details(invitation: Invitation) -> Section:
    supplier, application = invitation.supplier, invitation.application
    rows = [
        Row("Provider", invitation.provider_name),
        Row("E-mail address", invitation.email),
        Row("Lot", str(invitation.lot)),
        Row("Why", invitation.get_reason_display()),
        Row("Request", invitation.request_reference or "None"),
        Row(
            "Supplier",
            Cell(supplier.name, url=supplier.get_absolute_url()) if supplier else "Not registered",
        ),
        Row(
            "Application",
            Cell(application.reference, url=application.get_absolute_url())
            if application
            else "None yet",
        ),
    ]
    return Section("Details", "components/summary_list.html", {"rows": rows}, id="details")


# What a link to the form may say already.
GIVEN = ("provider_name", "lot", "reason", "request_reference")


class InvitePage(ActionPage):
    permission = Permission.INVITATION_RAISE
    form_class = InviteForm

    def form_options(self) -> dict[str, Any]:
        asked = self.request.GET
        initial = {name: asked[name] for name in GIVEN if name in asked}
        return {"initial": initial}

    def content(self) -> dict[str, Any]:
        return {
            "title": "Invite a provider to join",
            "lead": "The provider gets an e-mail with a link, and a reminder after 14 and after "
            "42 days. The link can be used for 60 days.",
            "cancel": Link("Cancel", self.way_back),
        }

    @property
    def way_back(self) -> str:
        reads = can(self.user, Permission.SUPPLIER_READ)
        return reverse("suppliers:invitations" if reads else "home")

    def act(self, form: InviteForm) -> str:
        given = {name: form.cleaned_data[name] for name in form.fields if name != "one_time_key"}
        invitation = invite(**given, by=self.user, on=clock.today())
        self.say(f"{invitation.provider_name} is invited: {invitation.reference}.")
        return self.way_back
