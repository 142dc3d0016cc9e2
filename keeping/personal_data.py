"""What keeping holds of people, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import CHILD, TRAIL, Personal

personal.declare(
    Personal(
        fields={
            "keeping.Disposal": "case_reference basis reason decided_because",
            "keeping.Hold": "case_reference kind reason",
        },
        whose=CHILD,
        purpose="To dispose of a case when its time is over, and not while it is needed",
        basis="UK GDPR Art 5(1)(e), 6(1)(c)",
        seen_by="Who proposes and who approves disposals, auditors by the audit trail",
        kept=f"{TRAIL}; the reference goes with the case",
    ),
)
personal.nothing_personal(
    {
        "keeping.Disposal": "state due_on proposed_on decided_on requests files",
        "keeping.Hold": "placed_on lifted_on",
    }
)
