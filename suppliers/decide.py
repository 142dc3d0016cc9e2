"""What deciding one application means, whoever decides it and in whatever company.

Each is called inside the transaction of the decision, with the application locked and its rules
asked.
"""

import datetime as dt

from mdps.core import audit, notices, states
from mdps.core.models import DecisionRecord, User
from suppliers import follow
from suppliers.hand_over import hand_over
from suppliers.models import Admission, Application
from suppliers.outcome import write_outcome
from suppliers.queries import people_of

State = Application.State


def carry_admission(
    application: Application, decision: DecisionRecord, *, by: User, on: dt.date
) -> Admission:
    """Put the supplier on the lot from the day `on`, write its letter and tell its people.

    The prices it proposed hold from that day.
    """
    supplier, lot = application.supplier, application.lot
    states.move(application, State.ADMITTED, by=by, decision=decision, decided_on=on)
    admission = Admission.objects.create(
        supplier=supplier, lot=lot, application=application, admitted_on=on, decision=decision
    )
    audit.record("admission.made", admission, by=by, decision=decision)
    hand_over(application, by=by, on=on)
    follow.decided(application, admitted=True, by=by, on=on)
    write_outcome(application, decision, admitted=True, by=by)
    notices.tell(
        people_of(supplier),
        f"{supplier.name} is admitted to {lot.short}",
        url=supplier.get_own_url(),
    )
    return admission


def carry_rejection(
    application: Application, decision: DecisionRecord, *, why: str = "", by: User, on: dt.date
) -> None:
    """Close the application, write the supplier's letter and tell its people.

    `why` is what is said to this supplier alone, where one decision is about several.
    """
    supplier, lot = application.supplier, application.lot
    states.move(application, State.REJECTED, by=by, decision=decision, decided_on=on)
    follow.decided(application, admitted=False, by=by, on=on)
    write_outcome(application, decision, admitted=False, why=why, by=by)
    notices.tell(
        people_of(supplier),
        f"{application.reference} for {lot.short} was rejected",
        url=supplier.get_own_url(),
    )
