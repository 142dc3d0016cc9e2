"""Sending an assessed application back to be assessed again, before it is decided."""

import datetime as dt

from django.db import transaction

from mdps.core import notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused
from suppliers.comment import comment
from suppliers.locks import lock
from suppliers.models import Application

State = Application.State
NO_REASON = Refusal("no-reason", "Enter what has to be looked at again.", field="reason")


@transaction.atomic
def reassess(application: Application, *, reason: str, by: User, on: dt.date) -> None:
    """Send the application back to its assessor with a reason, which is kept as a comment.

    The council's time goes on; what was judged stays until it is judged again. Locks the
    application.

    Raises Forbidden, Refused without a reason, or WrongState if it is not assessed.
    """
    require(by, Permission.APPLICATION_ASSESS, on=application)
    lock(application)
    if not reason.strip():
        raise Refused([NO_REASON])
    states.move(application, State.UNDER_ASSESSMENT, by=by, assessed_on=None)
    comment(application, reason, by=by)
    if application.assessor and application.assessor != by:
        notices.tell(
            [application.assessor],
            f"{application.reference}: to be assessed again",
            url=application.get_absolute_url(),
        )
