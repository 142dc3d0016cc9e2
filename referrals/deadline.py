"""By when a request must be met: the one day that lists sort by and count down to."""

import datetime as dt

from referrals.models import CourtDirection, SupportRequest


def deadline_of(request: SupportRequest) -> dt.date:
    """The earlier of the day it is needed by and the court's filing date. At most one query."""
    court = CourtDirection.objects.filter(request=request).first()
    return min(request.needed_by, court.filing_on) if court else request.needed_by
