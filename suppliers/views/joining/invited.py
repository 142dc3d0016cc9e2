"""What somebody sees who was invited to join, and declining. The link is the key; no account."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.public_pages import PublicForm, PublicPage
from mdps.core.rules import ask
from mdps.core.ui import Link, Row
from mdps.core.words import day
from suppliers import follow, links
from suppliers.invite import answering, decline
from suppliers.invite_rules import ANSWER
from suppliers.models import Invitation


def find_invitation(token: str) -> Invitation:
    """The invitation that the link leads to; raises Http404 where nobody here signed it."""
    invitation = links.record_of(Invitation, token)
    if invitation is None:
        raise Http404
    return invitation


class Invited(PublicPage):
    template_name = "suppliers/joining/invited.html"

    def find(self, token: str) -> Invitation:
        return find_invitation(token)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        follow.opened(self.record)
        return super().get(request, *args, **kwargs)  # type: ignore[return-value]

    def content(self) -> dict[str, Any]:
        invitation, token = self.record, links.token(self.record)
        against = ask(ANSWER, answering(invitation, clock.today()))
        start = f"{reverse('join:account')}?invitation={token}"
        return {
            "title": "You are invited to apply",
            "lead": f"{settings.MDPS_COUNCIL} would like you to apply to provide services under "
            f"{invitation.lot}.",
            "figures": [
                Row("For", invitation.provider_name),
                Row("Lot", str(invitation.lot)),
                Row("Open until", f"{day(invitation.expires_on)}, that day included"),
            ],
            "refusals": against,
            "start": Link("Make an account", reverse("join:account") if against else start),
            "links": [
                Link("See the lots and how to apply", reverse("join:lots")),
                Link("I have an account: sign in", reverse("sign-in")),
                *([] if against else [Link("Decline", reverse("join:decline", args=[token]))]),
            ],
        }


class Decline(PublicForm):
    def find(self, token: str) -> Invitation:
        return find_invitation(token)

    def content(self) -> dict[str, Any]:
        return {
            "title": "Decline the invitation",
            "consequences": [
                "We do not remind you of it again.",
                "You can still apply at any time, without an invitation.",
            ],
            "submit": "Decline",
            "cancel": Link("Go back", reverse("join:invitation", args=[links.token(self.record)])),
        }

    def act(self, form: PageForm) -> str:
        decline(self.record, on=clock.today())
        self.say("You declined the invitation. Thank you for telling us.")
        return reverse("join:lots")
