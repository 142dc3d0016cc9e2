"""Admitting a supplier to a lot, by a decision record (CR 3)."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from mdps.core import audit, decisions, notices, states
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from suppliers import follow
from suppliers.admit_rules import ADMIT, Deciding
from suppliers.hand_over import hand_over
from suppliers.locks import lock
from suppliers.models import Admission, Application, Judgement
from suppliers.queries import people_of


def facts(application: Application, *, by: User, on: dt.date) -> Deciding:
    """What the rules of deciding ask about, as it stands now."""
    failed = application.judgements.filter(outcome=Judgement.Outcome.FAIL)
    reaching = Admission.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=on),
        supplier=application.supplier_id,
        lot=application.lot_id,
    ).first()
    return Deciding(
        reference=application.reference,
        state=application.state,
        assessor=application.assessor_id,
        decider=by.pk,
        on=on,
        assessed_on=application.assessed_on,
        failed=tuple(failed.values_list("criterion__text", flat=True).order_by("criterion")),
        admitted_until=(reaching.ended_on or dt.date.max) if reaching else None,
    )


def refusals_against_admit(application: Application, *, by: User, on: dt.date) -> list[Refusal]:
    """Why `by` cannot admit the supplier on the day `on`."""
    return ask(ADMIT, facts(application, by=by, on=on))


@transaction.atomic
def admit(
    application: Application, *, consultation: Consultation, by: User, on: dt.date
) -> Admission:
    """Admit the supplier to the lot from the day `on`, and tell its people.

    Locks the application, so it is decided once. The prices it proposed hold from that day.

    Raises Forbidden, or Refused with every reason: not assessed, assessed by the same person,
    a criterion failed, on the lot already, or consulted after the decision.
    """
    require(by, Permission.ADMISSION_DECIDE, on=application)
    lock(application)
    supplier, lot = application.supplier, application.lot
    found = refusals_against_admit(application, by=by, on=on)
    if found := [*found, *decisions.refusals_against(consultation, on)]:
        raise Refused(found)
    decision = decisions.record(
        DecisionRecord.Kind.ADMISSION,
        f"Admit {supplier.name} to {lot.short}",
        consultation,
        authority="CR 3",
        by=by,
        on=on,
    )
    states.move(application, Application.State.ADMITTED, by=by, decision=decision, decided_on=on)
    admission = Admission.objects.create(
        supplier=supplier, lot=lot, application=application, admitted_on=on, decision=decision
    )
    audit.record("admission.made", admission, by=by, decision=decision)
    hand_over(application, by=by, on=on)
    follow.decided(application, admitted=True, by=by, on=on)
    notices.tell(
        people_of(supplier),
        f"{supplier.name} is admitted to {lot.short}",
        url=supplier.get_own_url(),
    )
    return admission
