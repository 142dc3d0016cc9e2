"""Call-offs of a supplier that is suspended for safeguarding: an owner and a choice for each.

The choice is due on the day of the suspension. What is chosen is recorded here; a transfer or an
end is then made on the call-off itself, and waits for the owner until it is.
"""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from contracts.models import CallOffContract, PackageSafeguard
from contracts.safeguard_rules import CHOOSE, GIVE, OPEN, Choosing
from contracts.telling import tell, tell_requester, tell_supplier
from mdps.core import audit, notices, reminders
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, can, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, ask, enforce
from suppliers.hearing import on_reinstated, on_suspended
from suppliers.models import AdmissionSuspension

Choice = PackageSafeguard.Choice
REINSTATED = DecisionRecord.Kind.REINSTATEMENT
SAID = {
    Choice.CONTINUE: "continues with safeguards",
    Choice.PAUSE: "is to be paused",
    Choice.TRANSFER: "is to be transferred to another supplier",
    Choice.END: "is to be ended",
}


def live_call_offs(suspension: AdmissionSuspension) -> QuerySet[CallOffContract]:
    """What the supplier is still to deliver under the lot, begun or not."""
    admission = suspension.admission
    return CallOffContract.objects.filter(
        delivered_by=admission.supplier, lot=admission.lot, state__in=CallOffContract.LIVE
    )


@on_suspended
def open_choices(suspension: AdmissionSuspension, by: User, on: dt.date) -> None:
    """Give each live call-off an owner who chooses today, and tell its social worker.

    Inside the transaction of the suspension. The owner is who awarded it, or who suspends where
    that account is closed. Of an administrative suspension nothing follows.
    """
    if suspension.kind != AdmissionSuspension.Kind.SAFEGUARDING:
        return
    found = live_call_offs(suspension).select_related("awarded_by", "line__request__requester")
    for contract in found.order_by("pk"):
        owner = contract.awarded_by if _may_own(contract.awarded_by) else by
        PackageSafeguard.objects.create(
            suspension=suspension, contract=contract, owner=owner, due_on=on
        )
        audit.record("safeguard.opened", contract, by=by, owner=owner.name)
        tell_requester(contract, "needs a decision today: its supplier is suspended")
        tell([owner], contract, "needs your decision today: its supplier is suspended")


@on_reinstated
def close_choices(suspension: AdmissionSuspension, by: User, on: dt.date) -> None:
    """Say that the suspension has ended to who was told that it began: social workers and owners.

    Inside the transaction of the reinstatement. What was chosen stays on record.
    """
    said = "is no longer touched by a suspension: its supplier is reinstated"
    live = suspension.packages.filter(contract__state__in=CallOffContract.LIVE)
    for each in live.select_related("contract__line__request__requester", "owner").order_by("pk"):
        tell_requester(each.contract, said)
        tell([each.owner], each.contract, said)


def refusals_against_choose(safeguard: PackageSafeguard) -> list[Refusal]:
    """Why nothing can be chosen for the call-off any more."""
    return ask(OPEN, _facts(safeguard))


@transaction.atomic
def choose(safeguard: PackageSafeguard, *, choice: str, reason: str, by: User, on: dt.date) -> None:
    """Choose what becomes of the call-off, with the reason. A later choice replaces it.

    The social worker is told what was chosen, by reference only, and the supplier of a pause and
    of its end. Locks the safeguard.

    Raises Forbidden, or Refused where the call-off or the suspension has ended, or no reason is
    given.
    """
    require(by, Permission.CONTRACT_AWARD, on=safeguard.contract)
    _lock(safeguard)
    enforce(CHOOSE, _facts(safeguard, choice=choice, reason=reason.strip()))
    was = safeguard.choice
    safeguard.choice, safeguard.reason = choice, reason.strip()
    safeguard.chosen_by, safeguard.chosen_on = by, on
    safeguard.save(update_fields=["choice", "reason", "chosen_by", "chosen_on"])
    chosen = Choice(choice)
    audit.record("safeguard.chosen", safeguard.contract, by=by, choice=chosen.label, was=was)
    tell_requester(safeguard.contract, SAID[chosen])
    if Choice.PAUSE in (choice, was):
        paused = choice == Choice.PAUSE
        tell_supplier(safeguard.contract, "is paused" if paused else "is no longer paused")


@transaction.atomic
def give_to(safeguard: PackageSafeguard, *, owner: User, by: User) -> None:
    """Make `owner` the one who chooses. Locks the safeguard.

    Raises Forbidden, or Refused if that person cannot act on call-offs.
    """
    require(by, Permission.CONTRACT_AWARD, on=safeguard.contract)
    _lock(safeguard)
    if safeguard.owner_id == owner.pk:
        return
    enforce(GIVE, _facts(safeguard, owner=owner))
    safeguard.owner = owner
    safeguard.save(update_fields=["owner"])
    audit.record("safeguard.given", safeguard.contract, by=by, owner=owner.name)
    tell([owner], safeguard.contract, "needs your decision: its supplier is suspended")


def undecided(on: dt.date) -> QuerySet[PackageSafeguard]:
    """Choices that were due before the day `on` and are not made, of call-offs that still live."""
    return open_safeguards().filter(choice="", due_on__lt=on)


def open_safeguards() -> QuerySet[PackageSafeguard]:
    """Of call-offs under which something is still to be delivered.

    Those of a supplier that is reinstated need no choice any more; those of one that is removed do.
    """
    live = PackageSafeguard.objects.filter(contract__state__in=CallOffContract.LIVE)
    return live.exclude(suspension__end_decision__kind=REINSTATED).select_related(
        "contract__service", "contract__delivered_by", "owner"
    )


def escalate(on: dt.date) -> int:
    """Tell owner and commissioning managers of choices that the day went by without; once each.

    One transaction each. Safe to run twice and after missed days.
    """
    managers = list(User.objects.holding(*holders_of(Permission.ADMISSION_DECIDE)))
    return sum(_escalate(each, managers) for each in undecided(on))


@transaction.atomic
def _escalate(safeguard: PackageSafeguard, managers: list[User]) -> bool:
    if not reminders.first_time("safeguard-overdue", safeguard, safeguard.due_on):
        return False
    notices.tell(
        [safeguard.owner, *managers],
        f"{safeguard.contract.reference}: what becomes of it is overdue, its supplier is suspended",
        url=safeguard.get_absolute_url(),
    )
    return True


def _may_own(person: User) -> bool:
    return can(person, Permission.CONTRACT_AWARD)


def _lock(safeguard: PackageSafeguard) -> None:
    locked = PackageSafeguard.objects.select_for_update(of=("self",)).select_related(
        "contract", "owner"
    )
    safeguard.refresh_from_db(from_queryset=locked)


def _facts(
    safeguard: PackageSafeguard, *, choice: str = "", reason: str = "", owner: User | None = None
) -> Choosing:
    person, ended_by = owner or safeguard.owner, safeguard.suspension.end_decision
    return Choosing(
        reference=safeguard.contract.reference,
        choice=choice,
        chosen=safeguard.choice,
        reason=reason,
        is_live=safeguard.contract.state in CallOffContract.LIVE,
        is_reinstated=bool(ended_by and ended_by.kind == REINSTATED),
        owner=person.name,
        owner_may=_may_own(person),
    )
