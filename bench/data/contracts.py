"""Call-offs, what they ordered, and what was recorded of them and of their requests."""

from bench.data.many import Many
from bench.data.terms import FIRST, RUNNING, TO_AWARD, TODAY, First, day, of, services, suppliers_of
from contracts.models import CallOffContract, Commitment
from mdps.core.models import AuditEvent
from suppliers.models import VolumePosting

TABLES = (CallOffContract, VolumePosting, AuditEvent)


def make(many: Many, first: First, size: int) -> None:
    """A call-off for each line that is not open, most of them over."""
    offered = services()
    suppliers = suppliers_of(size)
    runs = f"n <= {RUNNING}"
    of_supplier = {
        "id": f"{FIRST} + n",
        "supplier_id": f"{FIRST + 1} + n % {suppliers}",
        "service_id": of([each.pk for each in offered]),
    }
    many.copies(
        first.contract,
        TO_AWARD + 1,
        size,
        **of_supplier,
        line_id=f"{FIRST} + n",
        delivered_by_id=of_supplier["supplier_id"],
        lot_id=of([each.lot_id or 0 for each in offered]),
        awarded_on=day(),
        starts_on=f"{day()} + 14",
        ends_on=f"CASE WHEN {runs} THEN DATE '{TODAY}' + (30 + n % 60)::int ELSE {day()} + 14 END",
        state=f"CASE WHEN {runs} THEN 'active' ELSE 'completed' END",
        state_since=day(),
    )
    volume = VolumePosting.objects.get(source=first.contract.reference)
    many.copies(
        volume,
        TO_AWARD + 1,
        size,
        **of_supplier,
        scheme_year=f"extract(year FROM {day()} - 151)::int",
        source=f"'CO-' || ({FIRST} + n)",
        on=day(),
    )


def record(many: Many, first: First, size: int) -> None:
    """The submission of each request and the award of each call-off."""
    for turn, (subject, prefix) in enumerate(
        ((first.line.request, "SR-0"), (first.contract, "CO-")), start=1
    ):
        event = AuditEvent.objects.filter(
            action__in=("supportrequest.submitted", "contract.awarded"),
            subject_type=subject._meta.label_lower,
        ).order_by("pk")[0]
        many.copies(
            event,
            1,
            size,
            id=f"{turn * 10_000_000} + n",
            subject_id=f"{FIRST} + n",
            subject=f"'{prefix}' || ({FIRST} + n)",
            at=f"{day()} + interval '9 hours' + n % 28800 * interval '1 second'",
            transaction=f"{turn * 10_000_000} + n",
        )


def commit(many: Many, first: First, size: int) -> None:
    """The line of each award, and one in five gives something back; counted by the trigger."""
    line = Commitment.objects.get(contract=first.contract)
    to = {"contract_id": f"{FIRST} + n", "on": day()}
    many.copies(line, TO_AWARD + 1, size, id=f"{FIRST} + n", **to)
    many.copies(
        line,
        TO_AWARD // 5 + 1,
        size // 5,
        id=f"{FIRST + size} + n",
        kind="'release'",
        amount="-100",
        contract_id=f"{FIRST} + n * 5",
        on=day(),
    )
    many.owner.execute(
        "SELECT setval('contracts_commitment_id_seq', (SELECT max(id) FROM contracts_commitment))"
    )
