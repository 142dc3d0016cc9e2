"""Who may see which supplier, and who stood where on a day.

A suspended admission still is one: `admission_on` returns it, and `is_open_for_awards` says
no. `admitted_on` and the prices leave it out.
"""

import datetime as dt

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from lots.models import Lot, Service
from mdps.core.models import User
from mdps.core.permissions import Permission
from suppliers.models import (
    Admission,
    AdmissionSuspension,
    Application,
    Evidence,
    EvidenceCheck,
    PriceProposal,
    RemovalNotice,
    Supplier,
)

LOCK = """
SELECT * FROM suppliers_admission
WHERE supplier_id = %s AND lot_id = %s AND state NOT IN ('removed', 'withdrawn')
FOR SHARE
"""
SOON = dt.timedelta(days=60)
# The admissions of a supplier by the number of their lot: what a list says of each.
PLACES = ArraySubquery(
    Admission.objects.filter(supplier=OuterRef("pk"))
    .order_by("lot__number", "id")
    .values(said=JSONObject(lot="lot__number", state="state", ended_on="ended_on"))
)


def suppliers_visible_to(user: User) -> QuerySet[Supplier]:
    """All of them to the council's people; to a provider its own organisation only."""
    if Permission.SUPPLIER_READ in user.permissions:
        return Supplier.objects.all()
    return Supplier.objects.filter(accounts__user=user)


def own_supplier(user: User) -> Supplier | None:
    """The organisation that the account acts for; None where it acts for none."""
    return Supplier.objects.filter(accounts__user=user).first()


def applications_visible_to(user: User) -> QuerySet[Application]:
    """The applications of the suppliers that the user may see; drafts only to the supplier's own
    people."""
    if Permission.SUPPLIER_READ in user.permissions:
        return Application.objects.filter(submitted_on__isnull=False)
    return Application.objects.filter(supplier__accounts__user=user)


def evidence_visible_to(user: User) -> QuerySet[Evidence]:
    """The evidence of the suppliers that the user may see, verified or not."""
    if Permission.SUPPLIER_READ in user.permissions:
        return Evidence.objects.all()
    return Evidence.objects.filter(supplier__accounts__user=user)


def verified() -> QuerySet[Evidence]:
    """Evidence that somebody of the council has verified; the rest proves nothing."""
    return Evidence.objects.filter(check_made__outcome=EvidenceCheck.Outcome.VERIFIED)


def admissions_visible_to(user: User) -> QuerySet[Admission]:
    """The admissions of the suppliers that the user may see."""
    if Permission.SUPPLIER_READ in user.permissions:
        return Admission.objects.all()
    return Admission.objects.filter(supplier__accounts__user=user)


def home_of(supplier: Supplier, user: User) -> str:
    """The page on which `user` sees the supplier."""
    council = Permission.SUPPLIER_READ in user.permissions
    return supplier.get_absolute_url() if council else supplier.get_own_url()


def people_of(supplier: Supplier) -> QuerySet[User]:
    """Those who sign in for the supplier, to be told what happens to it."""
    return User.objects.filter(provider_account__supplier=supplier)


def open_for_awards(on: dt.date) -> Q:
    """Admissions under which a call-off may be awarded on the day `on` (CR 3, CR 4).

    From the day of a suspension or removal nothing more is awarded under it.
    """
    return (
        Q(~Exists(suspensions_on(on).filter(admission=OuterRef("pk"))), admitted_on__lte=on)
    ) & (Q(ended_on=None) | Q(ended_on__gt=on))


def suspensions_on(on: dt.date) -> QuerySet[AdmissionSuspension]:
    """The suspensions that run on the day `on`."""
    running = Q(resumes_on=None) | Q(resumes_on__gt=on)
    return AdmissionSuspension.objects.filter(running, starts_on__lte=on)


def standing_on(on: dt.date) -> QuerySet[Admission]:
    """Who was on which lot on the day `on`, suspended or not: their last day is included.

    Each is fetched with its suspensions, so that `admission.standing_on(on)` asks nothing more.
    """
    reaching = Q(ended_on=None) | Q(ended_on__gte=on)
    return (
        Admission.objects.filter(reaching, admitted_on__lte=on)
        .select_related("supplier", "lot", "decision", "last_decision")
        .prefetch_related("suspensions")
    )


def notices_visible_to(user: User) -> QuerySet[RemovalNotice]:
    """The notices of removal of the suppliers that the user may see."""
    if Permission.SUPPLIER_READ in user.permissions:
        return RemovalNotice.objects.all()
    return RemovalNotice.objects.filter(admission__supplier__accounts__user=user)


def proposals_visible_to(user: User) -> QuerySet[PriceProposal]:
    """The price proposals of the suppliers that the user may see."""
    if Permission.SUPPLIER_READ in user.permissions:
        return PriceProposal.objects.all()
    return PriceProposal.objects.filter(supplier__accounts__user=user)


def admission_on(supplier: Supplier, lot: Lot, on: dt.date) -> Admission | None:
    """The supplier's admission to the lot on the day `on`, suspended ones included.

    Ask `admission.is_open_for_awards(on)` before anything is awarded under it.
    """
    return (
        Admission.objects.filter(supplier=supplier, lot=lot, admitted_on__lte=on)
        .filter(Q(ended_on=None) | Q(ended_on__gte=on))
        .first()
    )


def admitted_services(supplier: Supplier, on: dt.date) -> QuerySet[Service]:
    """The services of the lots that the supplier is on on the day `on`, suspended or not."""
    lots = standing_on(on).filter(supplier=supplier).values("lot")
    return Service.objects.filter(lot__in=lots).order_by("lot__number", "name")


def admitted_on(lot: Lot, on: dt.date) -> QuerySet[Supplier]:
    """Suppliers to whom a call-off under the lot may be awarded on the day `on`."""
    admissions = Admission.objects.filter(open_for_awards(on), lot=lot, supplier=OuterRef("pk"))
    return Supplier.objects.filter(Exists(admissions))


def suspended_from(lot: Lot, on: dt.date) -> QuerySet[Supplier]:
    """Suppliers that are suspended from the lot on the day `on`."""
    suspended = suspensions_on(on).filter(
        admission__lot=lot, admission__supplier=OuterRef("pk"), admission__ended_on=None
    )
    return Supplier.objects.filter(Exists(suspended))


def for_share(supplier: Supplier, lot: Lot) -> Admission | None:
    """The supplier's current admission to the lot, as it stands when it is locked.

    Locks the row FOR SHARE until the transaction ends: suspending and removing take it
    FOR UPDATE, so they wait for the award, or the award waits and sees what they decided.
    Awards lock in one order: scheme, request line, its mini-competition, admission.
    """
    return next(iter(Admission.objects.raw(LOCK, [supplier.pk, lot.pk])), None)


def expiring(on: dt.date) -> QuerySet[Evidence]:
    """Verified evidence of suppliers on a lot that expires within 60 days of `on`, or has expired,
    and that nothing later of its kind and practitioner replaces. The first to expire comes first.
    """
    later = verified().filter(
        supplier=OuterRef("supplier"),
        kind=OuterRef("kind"),
        holder=OuterRef("holder"),
        expires_on__gt=OuterRef("expires_on"),
    )
    on_a_lot = Admission.objects.filter(supplier=OuterRef("supplier"), ended_on=None)
    return (
        verified()
        .filter(~Exists(later), Exists(on_a_lot), expires_on__lte=on + SOON)
        .select_related("supplier")
        .order_by("expires_on", "supplier")
    )
