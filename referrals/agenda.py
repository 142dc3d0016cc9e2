"""Where a request stands with the panel: written here for the panel.

Called inside the panel's transaction, by actions that have asked their own permission and
that tell people, since only the panel knows the day of the meeting.
"""

import datetime as dt

from django.db import transaction

from mdps.core import states
from mdps.core.models import User
from referrals.models import SupportRequest

State = SupportRequest.State


@transaction.atomic
def put_on(request: SupportRequest, *, by: User, on: dt.date) -> None:
    """An endorsed request goes on an agenda. Raises WrongState if it is not endorsed.

    From now on the panel's members may read what it says (referrals.queries).
    """
    first = request.before_panel_on or on
    states.move(request, State.ON_AGENDA, by=by, state_since=on, before_panel_on=first)


@transaction.atomic
def take_off(request: SupportRequest, *, by: User, on: dt.date) -> None:
    """A request leaves an agenda undecided (deferred, say) and waits for another meeting."""
    states.move(request, State.ENDORSED, by=by, state_since=on)


@transaction.atomic
def decided(request: SupportRequest, *, by: User, on: dt.date) -> None:
    """The panel has decided every line of a request that is on its agenda."""
    states.move(request, State.DECIDED, by=by, state_since=on)


@transaction.atomic
def bring_back(request: SupportRequest, *, by: User, on: dt.date) -> None:
    """The panel takes up again what it decided or deferred, to correct it in the same meeting."""
    states.move(request, State.ON_AGENDA, by=by, state_since=on)
