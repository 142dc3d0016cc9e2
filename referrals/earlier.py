"""Asked for before? Earlier requests for the same case and the same kind of support."""

import datetime as dt

from django.db.models import QuerySet

from referrals.models import SupportRequest

State = SupportRequest.State


def earlier_than(request: SupportRequest, *, on: dt.date) -> QuerySet[SupportRequest]:
    """Other requests of the case and kind of support, submitted within 12 months up to `on`.

    Both ends count: on 1 June 2026 one that was submitted on 1 June 2025 is found, one of
    31 May 2025 is not. Drafts and what was withdrawn were not asked for.
    """
    return (
        SupportRequest.objects.filter(
            case_reference=request.case_reference,
            category=request.category_id,
            submitted_on__gte=a_year_before(on),
            submitted_on__lte=on,
        )
        .exclude(pk=request.pk)
        .exclude(state__in=(State.DRAFT, State.WITHDRAWN))
    )


def a_year_before(on: dt.date) -> dt.date:
    """The same day a year earlier; of 29 February the 28th."""
    try:
        return on.replace(year=on.year - 1)
    except ValueError:
        return on.replace(year=on.year - 1, day=28)
