"""How contracts and suppliers are named in open data: by lot and service, and without addresses."""

from contracts.models import CallOffContract
from suppliers.models import Supplier

DEPARTMENT = "Children’s Services"
REGISTERS = {
    Supplier.Kind.COMPANY: ("GB-COH", "Companies House"),
    Supplier.Kind.CIC: ("GB-COH", "Companies House"),
    Supplier.Kind.CHARITY: ("GB-CHC", "Charity Commission"),
}


def title(contract: CallOffContract) -> str:
    """`Lot 1: Psychological assessment`. Never a word about whom it is for."""
    return f"{contract.lot.short}: {contract.service.name}"


def description(contract: CallOffContract) -> str:
    """The service and the lot it was called off from."""
    return (
        f"{contract.service.name}, called off from {contract.lot.short}, {contract.lot.name}, of "
        "the Modified Dynamic Purchasing System for professional services in children’s social care"
    )


def registered_number(supplier: Supplier) -> str:
    """The number in a public register; of a sole trader none, since it could be a personal one."""
    return "" if supplier.kind == Supplier.Kind.SOLE_TRADER else supplier.registered_number


def supplier_details(supplier: Supplier) -> str:
    """The name, what it is, and its registered number; no address of anybody."""
    number = registered_number(supplier)
    _, register = REGISTERS.get(Supplier.Kind(supplier.kind), ("", "registered"))
    kind = supplier.get_kind_display()
    return f"{supplier.name} ({kind}{f', {register} {number}' if number else ''})"


def organisation_id(supplier: Supplier) -> tuple[str, str]:
    """(scheme, number) of its public register, or the council's own reference where it has none."""
    number = registered_number(supplier)
    scheme, _ = REGISTERS.get(Supplier.Kind(supplier.kind), ("", ""))
    return (scheme, number) if scheme and number else ("GB-LAE-GLS-MDPS", supplier.reference)


def yes(holds: bool) -> str:
    return "Yes" if holds else "No"
