"""Withdrawing an application before it is decided."""

import datetime as dt

from django.db import transaction

from mdps.core import states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from suppliers import follow
from suppliers.locks import lock
from suppliers.models import Application


@transaction.atomic
def withdraw(application: Application, *, by: User, on: dt.date) -> None:
    """Withdraw the application; the supplier may apply again.

    Locks the application. Raises Forbidden, or WrongState if it is decided or withdrawn.
    """
    require(by, Permission.APPLICATION_MAKE, on=application.supplier)
    lock(application)
    states.move(application, Application.State.WITHDRAWN, by=by)
    follow.decided(application, admitted=False, by=by, on=on)
