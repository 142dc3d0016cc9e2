"""What every page knows: where one can go, who one is, and whether this is a demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from mdps.core import about, navigation, notices
from mdps.core.signing_in import factors, session_limits


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of base.html. Costs one query for somebody who is signed in, unless the page has read
    `request.unread_notices` along with something else."""
    user = getattr(request, "user", None)
    context: dict[str, Any] = {
        "council_name": settings.MDPS_COUNCIL,
        "is_demo": settings.MDPS_DEMO,
        "navigation": [],
        "session_seconds": 0,
        "footer_links": about.links(user if user and user.is_authenticated else None),
    }
    if user and user.is_authenticated:
        context["session_seconds"] = session_limits.seconds_left(request)
        if not user.must_change_password and not factors.is_due(request):
            context["navigation"] = navigation.links(user, request.path)
        known = getattr(request, "unread_notices", None)
        context["unread_notices"] = notices.unread(user).count() if known is None else known
    return context
