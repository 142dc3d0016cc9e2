"""Setting a budget's amount, and saying who answers for it and until when."""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction

from mdps.core import audit, notices
from mdps.core.models import Team, User
from mdps.core.permissions import Permission, can, require
from mdps.core.rules import Refused, ask, enforce
from panel import budgets
from panel.keep_budgets_rules import (
    AMOUNT_RULES,
    CUSTODY_RULES,
    END_RULES,
    AmountFacts,
    CustodyFacts,
    EndFacts,
)
from panel.models import Budget, Custodian


@transaction.atomic
def set_amount(
    *, fund: str, year: str, team: Team | None = None, amount: Decimal, by: User
) -> Budget:
    """What `fund` has in the financial year (of `team`, or in general), GBP ex VAT.

    A budget that is there is changed; the audit trail keeps the earlier amount. Locks it. Raises
    Forbidden, or Refused below what is reserved, committed and spent already.
    """
    require(by, Permission.BUDGET_MANAGE)
    budget, is_new = Budget.objects.get_or_create(
        fund=fund, financial_year=year, team=team, defaults={"amount": amount}
    )
    budget = budgets.lock([budget])[budget.pk]
    balance = budgets.balances([budget])[budget.pk]
    enforce(
        AMOUNT_RULES,
        AmountFacts(budget=budget.reference, amount=amount, used=balance.amount - balance.left),
    )
    was = None if is_new else budget.amount
    if not is_new and budget.amount != amount:
        budget.amount = amount
        budget.save(update_fields=["amount"])
    if was != amount:
        audit.record("budget.set", budget, by=by, amount=amount, was=was or "")
    return budget


@transaction.atomic
def name_custodian(
    budget: Budget,
    *,
    person: User,
    body: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    by: User,
) -> Custodian:
    """Make `person` answer for the budget from `starts_on` to `ends_on`, both included.

    `body` is on whose behalf. No two at a time: the database refuses it too. They are told.
    Raises Forbidden, or Refused.
    """
    require(by, Permission.BUDGET_MANAGE)
    budgets.lock([budget])
    facts = CustodyFacts(
        budget=budget.reference,
        person=person.name,
        person_may=can(person, Permission.BUDGET_READ),
        body=body,
        starts_on=starts_on,
        ends_on=ends_on,
        others=tuple(
            (each.person.name, each.starts_on, each.ends_on)
            for each in budget.custodians.select_related("person")
        ),
    )
    enforce(CUSTODY_RULES, facts)
    try:
        with transaction.atomic():
            custodian = Custodian.objects.create(
                budget=budget,
                person=person,
                body=body.strip(),
                starts_on=starts_on,
                ends_on=ends_on,
            )
    except IntegrityError as error:
        taken = (("Somebody", starts_on, ends_on),)
        raise Refused(
            ask(CUSTODY_RULES, CustodyFacts(**{**vars(facts), "others": taken}))
        ) from error
    audit.record("budget.custodian_named", budget, by=by, person=person.name, starts_on=starts_on)
    notices.tell(
        [person],
        f"You are custodian of the {budget.reference}",
        url=budget.get_absolute_url(),
    )
    return custodian


@transaction.atomic
def end_custody(custodian: Custodian, *, ends_on: dt.date, by: User) -> None:
    """Their last day is `ends_on`. Raises Forbidden, or Refused before their first day."""
    require(by, Permission.BUDGET_MANAGE)
    budget = budgets.lock([custodian.budget])[custodian.budget_id]
    custodian.refresh_from_db()
    enforce(
        END_RULES,
        EndFacts(
            person=custodian.person.name,
            starts_on=custodian.starts_on,
            was=custodian.ends_on,
            ends_on=ends_on,
        ),
    )
    custodian.ends_on = ends_on
    custodian.save(update_fields=["ends_on"])
    audit.record(
        "budget.custodian_ended", budget, by=by, person=custodian.person.name, ends_on=ends_on
    )
