"""Actions after a return: who does what until when, and that it is done."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet

from mdps.core import audit, notices, reminders
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.words import day
from reporting.models import MonitoringAction, MonitoringReturn
from reporting.monitoring.act_rules import FINISH, OPEN, SET, Finishing, Setting
from reporting.monitoring.answer import lock
from suppliers.models import Supplier
from suppliers.queries import people_of


def owners(supplier: Supplier) -> QuerySet[User]:
    """Who can own an action about the supplier: commissioners, and its own people."""
    commissioners = User.objects.holding(*holders_of(Permission.MONITORING_MANAGE))
    people = Q(pk__in=commissioners.values("pk")) | Q(pk__in=people_of(supplier).values("pk"))
    return User.objects.filter(people, is_active=True).order_by("name", "pk")


@transaction.atomic
def set_action(
    record: MonitoringReturn, *, text: str, owner: User, due_on: dt.date, by: User, on: dt.date
) -> MonitoringAction:
    """Set an action with its owner and its last day; the owner is told. Locks the return.

    Raises Forbidden, or Refused where it says nothing, is due in the past, or has no fit owner.
    """
    require(by, Permission.MONITORING_MANAGE)
    lock(record)
    may = owners(record.supplier).filter(pk=owner.pk).exists()
    facts = Setting(text=text.strip(), owner=owner.name, owner_may=may, due_on=due_on, on=on)
    enforce(SET, facts)
    action = MonitoringAction.objects.create(
        of_return=record, text=text.strip(), owner=owner, due_on=due_on, set_by=by, set_on=on
    )
    audit.record(
        "monitoring.action_set",
        record,
        by=by,
        task=action.reference,
        owner=owner.name,
        due=day(due_on),
    )
    _tell([owner], action, f"{action.reference} is yours to do by {day(due_on)}")
    return action


def refusals_against_finish(action: MonitoringAction, *, by: User) -> list[Refusal]:
    """Why `by` cannot say that the action is done."""
    return ask(OPEN, _finishing(action, "", by))


@transaction.atomic
def finish(action: MonitoringAction, *, outcome: str, by: User, on: dt.date) -> None:
    """Say that an action is done, and how; who set it is told. Locks the action.

    Raises Forbidden, or Refused where it is done already, or is somebody else's.
    """
    require(by, Permission.RETURN_COMPLETE, on=action.of_return)
    held = MonitoringAction.objects.select_for_update(of=("self",)).select_related(
        "of_return__supplier", "owner", "set_by"
    )
    action.refresh_from_db(from_queryset=held)
    enforce(FINISH, _finishing(action, outcome.strip(), by))
    action.done_on, action.done_by, action.outcome = on, by, outcome.strip()
    action.save(update_fields=["done_on", "done_by", "outcome"])
    audit.record("monitoring.action_done", action.of_return, by=by, task=action.reference)
    _tell([action.set_by], action, f"{action.reference} is done")


def overdue(on: dt.date) -> Q:
    """Actions that were due before the day `on` and are not done."""
    return Q(done_on=None, due_on__lt=on)


def remind(on: dt.date) -> int:
    """Tell owner and setter of actions that are due on the day `on` or overdue, once each; return
    how many. One transaction each, safe to run twice and after missed days.
    """
    due = MonitoringAction.objects.filter(done_on=None, due_on__lte=on)
    found = due.select_related("of_return__supplier", "owner", "set_by").order_by("id")
    return sum(_remind(each, on) for each in found)


@transaction.atomic
def _remind(action: MonitoringAction, on: dt.date) -> bool:
    late = action.due_on < on
    kind = f"monitoring-action-{'overdue' if late else 'today'}"
    if not reminders.first_time(kind, action, action.due_on):
        return False
    if late:
        _tell([action.owner, action.set_by], action, f"{action.reference} is overdue")
    else:
        _tell([action.owner], action, f"{action.reference} is due today")
    return True


def _tell(people: list[User], action: MonitoringAction, said: str) -> None:
    about = f"Action {said}, after the monitoring of {action.of_return.supplier}"
    notices.tell(people, about, url=action.of_return.get_absolute_url())


def _finishing(action: MonitoringAction, outcome: str, by: User) -> Finishing:
    return Finishing(
        reference=action.reference,
        owner=action.owner.name,
        done_on=action.done_on,
        outcome=outcome,
        is_own=action.owner_id == by.pk,
        is_officer=Permission.MONITORING_MANAGE in by.permissions,
    )
