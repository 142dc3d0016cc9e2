"""One card for each lot: where a supplier stands on it, why, and what can be done now."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from lots.models import Lot, LotVersion
from mdps.core import cells, together
from mdps.core.models import DecisionRecord, User
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Row, Tag
from mdps.core.words import day, listed
from suppliers import own_words
from suppliers.apply import refusals_against_submitting
from suppliers.comply import asked_of
from suppliers.evidence_standing import lapsed_by_lot
from suppliers.leave import refusals_against_leave
from suppliers.models import Admission, Application, Supplier
from suppliers.reinstate import refusals_against_reinstate
from suppliers.removal import open_notice, refusals_against_notice
from suppliers.sections import Card
from suppliers.standing import periods_from
from suppliers.suspend import refusals_against_suspend
from suppliers.words import NOT_ADMITTED

State = Admission.State


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A supplier as `user` sees it on the day `on`: by lot, the version of the criteria that it has
    still to show, and what evidence is not in order; whether `user` may withdraw it from a lot, and
    whether the reasons of decisions are shown."""

    supplier: Supplier
    user: User
    on: dt.date
    asked: Mapping[int, LotVersion]
    lapsed: Mapping[int, list[str]]
    may_leave: bool
    with_reasons: bool


def admissions_of(supplier: Supplier) -> list[Admission]:
    """Its admissions with their decisions, the latest first, and with their suspensions and notices
    of removal. Three queries."""
    return list(
        supplier.admissions.select_related("lot", "application", "decision", "last_decision")
        .prefetch_related("suspensions", "removal_notices")
        .order_by("-admitted_on", "-id")
    )


def cards(
    supplier: Supplier,
    admissions: list[Admission],
    *,
    user: User,
    on: dt.date,
    with_reasons: bool = True,
) -> list[Card]:
    """A card for each lot of the scheme, in their order. Reasons are sealed: to show them asks for
    their keys, and whose they are."""
    latest = {admission.lot_id: admission for admission in reversed(admissions)}
    council = Permission.SUPPLIER_READ in user.permissions
    itself = Supplier.objects.filter(pk=supplier.pk)
    written = (Application.State.DRAFT, *Application.OPEN)
    own = supplier.applications.filter(state__in=written).select_related("lot")
    lots, versions, applications = together.read(Lot.objects.all(), asked_of(itself), own)
    applied = {} if council else {each.lot_id: each for each in applications}
    for lot_id, admission in latest.items():  # what was begun is nothing beside being on the lot
        if admission.state not in Admission.ENDED:
            applied.pop(lot_id, None)
    seen = Seen(
        supplier=supplier,
        user=user,
        on=on,
        asked={version.lot_id: version for version in versions},
        lapsed=lapsed_by_lot(supplier, [admission.lot for admission in admissions], on),
        may_leave=can(user, Permission.APPLICATION_MAKE, on=supplier),
        with_reasons=with_reasons,
    )
    return [
        _applied_card(lot, applied[lot.pk])
        if lot.pk in applied
        else _card(lot, latest.get(lot.pk), seen)
        for lot in lots
    ]


def _applied_card(lot: Lot, application: Application) -> Card:
    """To the provider: its application, and where that stands; a draft leads on to be finished."""
    if application.state == Application.State.DRAFT:
        finish = Action(f"Finish your application for {lot.short}", reverse("join:tasks"))
        begun = [Row("Begun", day(application.started_on))]
        return Card(title=str(lot), tag=own_words.tag(application), rows=begun, actions=[finish])
    link = Cell(application.reference, url=application.get_own_url())
    rows = [Row("Application", link), Row("Submitted", day(application.submitted_on))]
    return Card(title=str(lot), tag=own_words.tag(application), rows=rows)


def _card(lot: Lot, admission: Admission | None, seen: Seen) -> Card:
    actions, held = [], seen.user.permissions
    if admission and admission.state not in Admission.ENDED:
        if Permission.ADMISSION_DECIDE in held:
            actions = _decisions(admission, seen.on)
        if seen.may_leave:
            actions = [*actions, _leaving(admission, seen.on)]
    elif Permission.APPLICATION_MAKE in held:
        own = Permission.SUPPLIER_READ not in held
        actions = [_apply_oneself(lot) if own else _record(seen.supplier, lot)]
    asked = seen.asked.get(lot.pk)
    return Card(
        title=str(lot),
        tag=cells.state_tag(admission) if admission else NOT_ADMITTED,
        rows=[
            *(_rows(admission, seen) if admission else []),
            *([_to_show(asked, seen.user, seen.on)] if asked else []),
        ],
        actions=actions,
    )


def _apply_oneself(lot: Lot) -> Action:
    """The provider writes its application on the task list, for several lots at once.

    Nothing stands against it here: who has applied, or is on the lot, has another card.
    """
    url = f"{reverse('join:choose-lots')}?lot={lot.pk}"
    return Action(f"Apply for {lot.short}", url, secondary=True)


def _record(supplier: Supplier, lot: Lot) -> Action:
    """A commissioner records an application that came on paper or through the portal."""
    return Action(
        f"Record an application for {lot.short}",
        f"{reverse('suppliers:apply', args=[supplier.pk])}?lot={lot.pk}",
        refusals_against_submitting(supplier, lot),
        secondary=True,
    )


def _decisions(admission: Admission, on: dt.date) -> list[Action]:
    """What a commissioning manager may decide next."""
    lot, suspended = admission.lot.short, admission.state == State.SUSPENDED
    notice = open_notice(admission)
    about_removal = (
        Action("See the notice of removal", notice.get_absolute_url(), secondary=True)
        if notice
        else Action(
            f"Give notice of removal from {lot}",
            reverse("suppliers:give-notice", args=[admission.pk]),
            refusals_against_notice(admission, days=settings.MDPS_STATEMENT_DAYS, on=on),
            warning=True,
        )
    )
    suspend_it = Action(
        f"Suspend from {lot}",
        reverse("suppliers:suspend", args=[admission.pk]),
        refusals_against_suspend(admission, on=on),
        secondary=True,
    )
    reinstate_it = Action(
        f"Reinstate on {lot}",
        reverse("suppliers:reinstate", args=[admission.pk]),
        refusals_against_reinstate(admission, on=on),
    )
    planned = not suspended and reinstate_it.possible
    return [
        *([reinstate_it] if suspended or planned else []),
        *([suspend_it] if suspend_it.possible or not suspended else []),
        about_removal,
    ]


def _leaving(admission: Admission, on: dt.date) -> Action:
    return Action(
        f"Withdraw from {admission.lot.short}",
        reverse("suppliers:leave", args=[admission.pk]),
        refusals_against_leave(admission, on=on),
        secondary=True,
    )


def _rows(admission: Admission, seen: Seen) -> list[Row]:
    application = admission.application
    council = Permission.SUPPLIER_READ in seen.user.permissions
    url = application.get_absolute_url() if council else application.get_own_url()
    rows = [
        Row("Application", Cell(application.reference, url=url)),
        _decided("Admitted", admission.decision, seen),
    ]
    if last := admission.last_decision:
        rows.append(_decided(last.get_kind_display(), last, seen))
    if admission.state not in Admission.ENDED:
        rows += [*_suspensions(admission, seen.on), *_lapsed(admission, seen.lapsed)]
        if admission.ended_on:
            rows.append(Row("Withdrawn", f"From {day(admission.ended_on)}, by its own wish"))
    if notice := open_notice(admission):
        rows.append(Row("Notice of removal", Cell(notice.reference, url=notice.get_absolute_url())))
    return rows


def _to_show(version: LotVersion, user: User, on: dt.date) -> Row:
    """Until when it shows that it meets newer criteria; to the council with who else has to."""
    until = version.transition_until
    late = Tag("Overdue", "red") if until and until < on else None
    council = Permission.SUPPLIER_READ in user.permissions
    url = version.get_absolute_url() if council else reverse("join:evidence")
    return Row(
        "To show",
        Cell(f"Version {version.number} of the criteria, by {day(until)}", url=url, tag=late),
    )


def _suspensions(admission: Admission, on: dt.date) -> list[Row]:
    """The suspensions that run or are to come, with their days."""
    return [
        Row(
            f"{each.get_kind_display()} suspension",
            f"From {day(each.starts_on)}" + (f" to {day(each.until)}" if each.until else ""),
        )
        for each in periods_from(admission, on)
    ]


def _lapsed(admission: Admission, lapsed: Mapping[int, list[str]]) -> list[Row]:
    """What evidence is not in order, so that nothing new is awarded under this lot."""
    found = lapsed.get(admission.lot_id, [])
    said = (
        f"{listed(found)}. Nothing new is awarded under {admission.lot.short} until it is renewed."
    )
    return [Row("Evidence not in order", said)] if found else []


def _decided(what: str, decision: DecisionRecord, seen: Seen) -> Row:
    """What was decided when, and why."""
    words = day(decision.decided_on)
    if seen.with_reasons:
        words += f"\n{decision.reasons}"
    return Row(what, Cell(words, hint=f"{decision.reference}, {decision.authority}"))
