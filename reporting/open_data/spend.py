"""Spend above £500, by quarter, with the fields of the Local Government Transparency Code 2015:
one line for each payment of an invoice."""

from collections.abc import Iterator
from decimal import Decimal

from contracts.models import Payment
from mdps.core.money import ZERO, to_penny
from reporting.open_data.words import DEPARTMENT, registered_number
from reporting.periods import Period

ABOVE = Decimal("500.00")
COLUMNS = (
    "Date the expenditure was incurred",
    "Local authority department which incurred the expenditure",
    "Beneficiary",
    "Beneficiary registration number",
    "Summary of the purpose of the expenditure",
    "Amount",
    "Value Added Tax that cannot be recovered",
    "Merchant category",
    "Contract reference number",
)


def lines(period: Period) -> Iterator[tuple[object, ...]]:
    """A line for each payment of `period` above £500.00, without the VAT, which is recovered: the
    share of the payment that the invoice's net has in its gross, half up to the penny. One query.
    """
    paid = (
        Payment.objects.filter(paid_on__gte=period.start, paid_on__lt=period.end)
        .select_related(
            "invoice__contract__supplier",
            "invoice__contract__lot",
            "invoice__contract__service__category",
        )
        .order_by("paid_on", "id")
    )
    for payment in paid:
        invoice = payment.invoice
        amount = to_penny(payment.amount * invoice.net / invoice.gross)
        if amount > ABOVE:
            contract = invoice.contract
            yield (
                payment.paid_on,
                DEPARTMENT,
                contract.supplier.name,
                registered_number(contract.supplier),
                f"{contract.lot.short}: {contract.service.name}",
                amount,
                ZERO,
                contract.service.category.short_name,
                contract.reference,
            )
