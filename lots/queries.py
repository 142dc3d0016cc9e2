"""Reading the scheme, its lots, and what holds on them on a day or at a moment."""

import datetime as dt

from django.db.models import Prefetch, Q, QuerySet

from lots.models import AdmissionRound, Clause, Lot, LotRule, LotVersion, Scheme, Service

Kind = LotVersion.Kind


def current_scheme(schemes: QuerySet[Scheme] | None = None) -> Scheme:
    """The scheme the council runs. There is one. `schemes` says how it is read: perhaps locked."""
    found = Scheme.objects.all() if schemes is None else schemes
    return found.order_by("-operational_from").first()  # type: ignore[return-value]


def lots_with_services() -> QuerySet[Lot]:
    """The lots in order, each with its services. Two queries."""
    return Lot.objects.prefetch_related(
        Prefetch("services", Service.objects.select_related("category"))
    )


def version_on(lot: Lot, kind: str, on: dt.date) -> LotVersion | None:
    """The version of `kind` that is in force on the lot on the day `on`, with its lot."""
    versions = LotVersion.objects.filter(lot=lot, kind=kind, effective_from__lte=on)
    return versions.select_related("lot").order_by("-effective_from", "-number").first()


def criteria_on(lot: Lot, on: dt.date) -> LotVersion | None:
    """The version of the selection criteria by which an application of that day is judged."""
    return version_on(lot, Kind.CRITERIA, on)


def specification_on(lot: Lot, on: dt.date) -> LotVersion | None:
    """The specification in force on the day `on`; None while the lot has none."""
    return version_on(lot, Kind.SPECIFICATION, on)


def standards_on(lot: Lot, on: dt.date) -> LotVersion | None:
    """The minimum service standards in force on the day `on`; None while the lot has none.

    Its `clauses` are the standards, in the order of their numbers.
    """
    return version_on(lot, Kind.STANDARDS, on)


def newest(lot: Lot, kind: str) -> LotVersion | None:
    """The latest version of `kind`, in force or to come."""
    return LotVersion.objects.filter(lot=lot, kind=kind).order_by("-number").first()


def in_force(on: dt.date) -> dict[tuple[int, str], LotVersion]:
    """Every lot's versions on the day `on`, by lot and kind, with their rows. Three queries."""
    versions = (
        LotVersion.objects.filter(effective_from__lte=on)
        .order_by("lot_id", "kind", "-effective_from", "-number")
        .distinct("lot_id", "kind")
        .select_related("lot")
        .prefetch_related("criteria", Prefetch("clauses", Clause.objects.order_by("number")))
    )
    return {(version.lot_id, version.kind): version for version in versions}


def rule_on(lot: Lot, on: dt.date) -> LotRule | None:
    """The rule by which the lot can be applied for on the day `on`; None before the first one."""
    return rules_on(on).get(lot.pk)


def rules_on(on: dt.date) -> dict[int, LotRule]:
    """The same of every lot, by its id. One query."""
    rules = LotRule.objects.filter(effective_from__lte=on)
    found = rules.order_by("lot_id", "-effective_from", "-id").distinct("lot_id")
    return {rule.lot_id: rule for rule in found}


def rounds_that_end_after(at: dt.datetime) -> QuerySet[AdmissionRound]:
    """Rounds that are open at the moment `at` or open later, the next first. The closing moment of
    a round is outside it."""
    live = AdmissionRound.objects.filter(Q(cancelled_at=None), closes_at__gt=at)
    return live.prefetch_related("lots").order_by("opens_at", "id")
