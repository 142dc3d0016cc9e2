"""The public page: the lots, what one must show for each, and how to apply."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from lots.models import LotVersion
from lots.opening import Now, now_of
from lots.queries import Kind, in_force, lots_with_services
from mdps.core import clock
from mdps.core.permissions import Permission
from mdps.core.public_pages import PublicPage
from mdps.core.ui import Link, Section

STEPS = (
    "Make an account with your e-mail address and confirm it.",
    "Say who you are: a sole trader, a company, a charity, a community interest company or a "
    "public body.",
    "Choose one or more lots and answer our questions. What several lots ask, you answer once. "
    "You can stop at any time and come back.",
    "Submit. We decide within 10 working days, and may ask you a question first.",
)
AT_HAND = (
    "the insurer and the amount of your insurances",
    "your registration number with the Information Commissioner",
    "the number and date of your enhanced DBS check, and your professional registration",
    "two references",
    "your prices, without VAT",
)


class Lots(PublicPage):
    template_name = "suppliers/joining/lots.html"

    def content(self) -> dict[str, Any]:
        lots, versions = list(lots_with_services()), in_force(clock.today())
        openings = now_of(lots, clock.now())
        return {
            "title": "Become a provider of services for children and families",
            "lead": f"{settings.MDPS_COUNCIL} buys assessments, therapy, mentoring and family "
            "support from providers on three lots. Each lot says below when you can apply; you "
            "can apply for one or for several. Sole traders are welcome.",
            "steps": STEPS,
            "at_hand": AT_HAND,
            **self._ways_in(),
            "sections": [_lot(openings[lot.pk], versions) for lot in lots],
        }

    def _ways_in(self) -> dict[str, Link | None]:
        """Nobody but a provider applies; the council's own people read the page."""
        if not self.user.is_authenticated:
            account = Link("Make an account", reverse("join:account"))
            return {"start": account, "sign_in": Link("Sign in", reverse("sign-in"))}
        applies = Permission.ORGANISATION_READ in self.user.permissions
        return {"start": Link("Apply", reverse("join:tasks")) if applies else None, "sign_in": None}


def _lot(opening: Now, versions: Mapping[tuple[int, str], LotVersion]) -> Section:
    """What is bought under the lot, and what one must show to be admitted."""
    lot = opening.lot
    criteria = versions.get((lot.pk, Kind.CRITERIA))
    return Section(
        str(lot),
        "suppliers/joining/lot.html",
        {
            "lot": lot,
            "services": [service.name for service in lot.services.all()],
            "criteria": list(criteria.criteria.all()) if criteria else [],
            "accepted": [
                {"title": Kind(kind).label, "clauses": list(versions[lot.pk, kind].clauses.all())}
                for kind in (Kind.SPECIFICATION, Kind.STANDARDS)
                if (lot.pk, kind) in versions
            ],
            "opening": opening.sentence,
        },
        id=f"lot-{lot.number}",
    )
