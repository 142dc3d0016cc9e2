"""What keeping holds of people, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import CHILD, FIGURES, TRAIL, Personal

DISPOSED_OF = Personal(
    "To dispose of a case when its time is over, and not while it is needed",
    whose=CHILD,
    basis="UK GDPR Art 5(1)(e), 6(1)(c)",
    seen_by="Who proposes and who approves disposals, auditors by the audit trail",
    kept=f"{TRAIL}; the reference goes with the case",
)

personal.declare(
    "keeping",
    {
        "Disposal": {
            DISPOSED_OF: "case_reference basis reason decided_because",
            FIGURES: "state due_on proposed_on decided_on requests files",
        },
        "Hold": {DISPOSED_OF: "case_reference kind reason", FIGURES: "placed_on lifted_on"},
    },
)
