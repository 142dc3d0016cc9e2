"""The call-off order form: what is ordered, on paper, for the supplier. Nothing about the child.

It names the request and whom to ask; the social worker tells the supplier the rest.
"""

from contracts import parts
from contracts.agreed_words import extras_rows, price_rows
from contracts.joint import share_rows
from contracts.models import CallOffContract
from contracts.queries import contracts_visible_to
from mdps.core import letters, papers
from mdps.core.letters import Letter
from mdps.core.models import Paper, User
from mdps.core.money import gbp
from mdps.core.ui import Row
from mdps.core.words import day

KIND = "contracts.order"


def write(contract: CallOffContract, *, by: User) -> Paper:
    """Freeze the order form of a call-off that is being awarded. In the award's transaction."""
    return papers.write(
        KIND,
        subject=contract,
        document=document(contract),
        name=f"order-{contract.reference}.pdf",
        by=by,
    )


def document(contract: CallOffContract) -> Letter:
    """The words of the order form."""
    unit, request = contract.service.get_unit_display(), contract.line.request
    return Letter(
        title=f"Call-off order form {contract.reference}",
        date=day(contract.awarded_on),
        reference=contract.reference,
        to=[contract.supplier.name],
        blocks=[
            letters.paragraph(
                "This order is placed under the Modified Dynamic Purchasing System for "
                "professional services in children’s social care and is subject to its terms. "
                "Accept or decline it in your account."
            ),
            letters.facts(
                [
                    Row("Lot", str(contract.lot)),
                    Row("Service", contract.service.name),
                    *price_rows(
                        parts.thawed(contract.parts), contract.unit_price, unit, units="Ordered"
                    ),
                    *extras_rows(contract.extras),
                    *share_rows(contract.line),
                    Row("Value, ex VAT", gbp(contract.value)),
                    Row("First day of delivery", day(contract.starts_on)),
                    Row("Last day of delivery", day(contract.ends_on)),
                    Row("Request", request.reference),
                    Row("Whom to ask", f"{request.requester.name}, {request.team.name}"),
                ]
            ),
            letters.heading("Invoices"),
            letters.paragraph(
                f"Quote {contract.reference} on each invoice. Only what was delivered and "
                "reported is paid, at the price above."
            ),
            letters.heading("Confidentiality"),
            letters.paragraph(
                "Write nothing on an invoice or in an e-mail that points to a child or a family; "
                "quote the reference of the order instead."
            ),
        ],
        signed=[contract.awarded_by.name, "For the council"],
    )


@papers.readable(KIND)
def readable(user: User, paper: Paper) -> bool:
    """Whoever may see the call-off."""
    return contracts_visible_to(user).filter(pk=paper.subject_id).exists()
