"""Pages for those who run the service: by a token that monitoring holds, or by a system
administrator. To everybody else they do not exist.
"""

import secrets
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mdps.core.permissions import Permission, can

View = Callable[[HttpRequest], HttpResponse]


def operators_only(view: View) -> View:
    """Answer only to `Authorization: Bearer <MDPS_OPERATOR_TOKEN>` and to system administrators."""

    @login_not_required
    @never_cache
    @require_safe
    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        if not (holds_the_token(request) or is_administrator(request)):
            raise Http404
        return view(request)

    return asked


def holds_the_token(request: HttpRequest) -> bool:
    """Whether the request carries the token; without one in the settings nobody does."""
    wanted = f"Bearer {settings.MDPS_OPERATOR_TOKEN}"
    given = request.headers.get("Authorization", "")
    return bool(settings.MDPS_OPERATOR_TOKEN) and secrets.compare_digest(
        given.encode(), wanted.encode()
    )


def is_administrator(request: HttpRequest) -> bool:
    """Whether a system administrator is signed in."""
    user = request.user
    return user.is_authenticated and can(user, Permission.ACCOUNTS_MANAGE)
