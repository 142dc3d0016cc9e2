"""Comments on an application among those of the council who look at it."""

from django.db import transaction

from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused
from suppliers.models import Application, AssessmentComment

NOTHING = Refusal("no-text", "Enter a comment.", field="text")


@transaction.atomic
def comment(application: Application, text: str, *, by: User) -> AssessmentComment:
    """Add a comment; it stays, and the applicant does not see it. Takes no locks.

    Raises Forbidden, or Refused if it is empty.
    """
    require(by, Permission.APPLICATION_ASSESS, on=application)
    if not text.strip():
        raise Refused([NOTHING])
    said = AssessmentComment.objects.create(
        application=application, text=text.strip(), by=by, at=clock.now()
    )
    audit.record("application.commented", application, by=by)
    return said
