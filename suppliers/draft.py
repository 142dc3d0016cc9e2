"""Writing applications before they are submitted: which lots, and what is said about each.

The drafts of one supplier are submitted together. Only its own people see them.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from lots.models import Lot, SelectionCriterion
from mdps.core import audit, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask, enforce
from suppliers.apply import refusals_against_apply
from suppliers.criteria import criteria_of
from suppliers.draft_rules import CHANGE, PRICE, PRICES, Price, Writing
from suppliers.locks import lock, lock_supplier
from suppliers.models import Application, CriterionAnswer, ProposedPrice, Supplier
from suppliers.questions import COVERED

State = Application.State


def drafts_of(supplier: Supplier) -> QuerySet[Application]:
    """Its applications that are being written, in the order of the lots."""
    drafts = supplier.applications.filter(state=State.DRAFT)
    return drafts.select_related("lot", "supplier").order_by("lot__number")


@transaction.atomic
def choose_lots(supplier: Supplier, lots: Iterable[Lot], *, by: User, on: dt.date) -> None:
    """Make `lots` those that are being applied for: others are taken out, new ones begun.

    A lot that is taken out and chosen again has its answers back. Locks the supplier.

    Raises Forbidden, or Refused for a lot that it has an application for or is on already.
    """
    require(by, Permission.APPLICATION_MAKE, on=supplier)
    lock_supplier(supplier)
    chosen = {lot.pk: lot for lot in lots}
    drafts = {draft.lot_id: draft for draft in drafts_of(supplier)}
    begun = [lot for pk, lot in chosen.items() if pk not in drafts]
    found = [refusal for lot in begun for refusal in refusals_against_apply(supplier, lot)]
    if found:
        raise Refused(replace(refusal, field="lots") for refusal in found)
    for pk, draft in drafts.items():
        if pk not in chosen:
            states.move(draft, State.WITHDRAWN, by=by)
    for lot in begun:
        _begin(supplier, lot, by=by, on=on)


@transaction.atomic
def describe(
    application: Application, *, statement: str, answers: Mapping[int, str], by: User
) -> None:
    """Save what is offered under the lot, and the answer to each criterion, by its id.

    Another draft that is asked the same, and has no answer yet, gets this one. Locks the supplier
    and the application. Raises Forbidden, or Refused if it is not a draft any more.
    """
    lock_supplier(application.supplier)
    _hold(application, by)
    application.statement = statement.strip()
    application.save(update_fields=["statement"])
    for criterion in criteria_of(application).filter(pk__in=answers):
        text = answers[criterion.pk].strip()
        CriterionAnswer.objects.update_or_create(
            application=application, criterion=criterion, defaults={"text": text}
        )
        if text:
            _fill_in(application, criterion, text)
    audit.record("application.described", application, by=by, lot=application.lot.short)


@transaction.atomic
def propose_prices(
    application: Application, prices: Mapping[int, Decimal | None], *, by: User
) -> None:
    """Save what one unit would cost (GBP ex VAT), by service id; None takes a price out.

    Locks the application. Raises Forbidden, or Refused if it is not a draft any more, a price is
    not a penny or more in whole pence, or none is left.
    """
    _hold(application, by)
    services = list(application.lot.services.all())
    given = {each.pk: prices.get(each.pk) for each in services}
    each_price = [Price(service=each.pk, name=each.name, price=given[each.pk]) for each in services]
    found = [refusal for price in each_price for refusal in ask(PRICE, price)]
    if found := [*found, *ask(PRICES, given)]:
        raise Refused(found)
    proposed = {pk: price for pk, price in given.items() if price is not None}
    application.proposed_prices.exclude(service__in=proposed).delete()
    for pk, unit_price in proposed.items():
        ProposedPrice.objects.update_or_create(
            application=application, service_id=pk, defaults={"unit_price": unit_price}
        )
    audit.record("application.prices_proposed", application, by=by, lot=application.lot.short)


def criteria_asked(draft: Application) -> list[SelectionCriterion]:
    """The criteria of its lot that are asked about it alone; a shared part answers the others."""
    return list(criteria_of(draft).exclude(text__in=COVERED))


def _fill_in(application: Application, criterion: SelectionCriterion, text: str) -> None:
    """Give the same answer where another draft is asked the same and has none: it is asked once."""
    others = drafts_of(application.supplier).exclude(pk=application.pk)
    for draft in others:
        same = criteria_of(draft).filter(text=criterion.text).first()
        if same is None:
            continue
        answered = draft.criterion_answers.filter(criterion=same).exclude(text="")
        if not answered.exists():
            CriterionAnswer.objects.update_or_create(
                application=draft, criterion=same, defaults={"text": text}
            )


def refusals_against_change(application: Application) -> list[Refusal]:
    """Why the application cannot be written any more."""
    return ask(CHANGE, Writing(reference=application.reference, state=application.state))


def _begin(supplier: Supplier, lot: Lot, *, by: User, on: dt.date) -> Application:
    """A draft with the answers that the supplier gave for this lot before, if it ever did."""
    before = supplier.applications.filter(lot=lot).order_by("-id").first()
    draft = Application.objects.create(
        supplier=supplier,
        lot=lot,
        state=State.DRAFT,
        started_on=on,
        statement=before.statement if before else "",
    )
    if before:
        said = dict(before.criterion_answers.values_list("criterion__text", "text"))
        CriterionAnswer.objects.bulk_create(
            CriterionAnswer(application=draft, criterion=each, text=said[each.text])
            for each in criteria_of(draft)
            if each.text in said
        )
        ProposedPrice.objects.bulk_create(
            ProposedPrice(application=draft, service_id=each.service_id, unit_price=each.unit_price)
            for each in before.proposed_prices.all()
        )
    audit.record("application.begun", draft, by=by, lot=lot.short)
    return draft


def _hold(application: Application, by: User) -> None:
    """Lock the application, and be sure that it is a draft."""
    require(by, Permission.APPLICATION_MAKE, on=application.supplier)
    lock(application)
    enforce(CHANGE, Writing(reference=application.reference, state=application.state))
