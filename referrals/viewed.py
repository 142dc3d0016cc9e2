"""Who looked at a request: every view of what is said about a child leaves a line."""

from mdps.core import audit
from mdps.core.models import User
from referrals.models import SupportRequest

VIEWED = "request.viewed"


def viewed(request: SupportRequest, *, by: User) -> None:
    """Write that `by` opened `request`. Every page that shows a whole request calls this."""
    audit.record(VIEWED, request, by=by)
