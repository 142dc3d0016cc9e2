"""What reports and monitoring say of people, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import (
    CHILD,
    CHILDREN_ACT,
    FIGURES,
    PROCUREMENT,
    PROCUREMENT_RECORD,
    PROVIDER,
    WITH_THE_CASE,
    Nothing,
    Personal,
)

RATED = Personal(
    "To learn how a package went; never about the child, and sealed all the same",
    whose=CHILD,
    basis=CHILDREN_ACT,
    seen_by="Who wrote it, and commissioners",
    kept=WITH_THE_CASE,
)
MONITORED = Personal(
    "To see each half year that what was bought is delivered, safely (CR ¶25)",
    whose=f"{PROVIDER}; families only in numbers and by the reference of a package",
    basis=PROCUREMENT,
    seen_by="Commissioners, leadership, auditors; the provider its own",
    kept=PROCUREMENT_RECORD,
)
COMMENTED = Nothing("What a report says of its figures; read by two people before it is signed off")
COUNTED = Nothing("Counts and amounts; small numbers are withheld where it is published")

personal.declare(
    "reporting",
    {
        "Commentary": {COMMENTED: "text", FIGURES: "written_at"},
        "MonitoringAction": {MONITORED: "text outcome", FIGURES: "due_on set_on done_on"},
        "MonitoringReturn": {
            MONITORED: "answers_words",
            FIGURES: "state submitted_on accepted_on",
            COUNTED: "figures",
        },
        "MonitoringRound": {FIGURES: "period_start period_end opened_on due_on"},
        "PackageRating": {RATED: "remark", FIGURES: "delivered punctual contact outcome rated_on"},
        "PanelHistory": {FIGURES: "financial_year requested approved"},
        "PublicForm": {COUNTED: "figures", FIGURES: "figures_sha256"},
        "Report": {
            FIGURES: (
                "kind period_start period_end as_at version state figures_sha256 requested_at "
                "correction sent_back_why reviewed_at signed_off_at published_at attempts token "
                "heartbeat_at step steps_done steps_all error"
            ),
            COUNTED: "figures",
        },
        "ReturnQuestion": {MONITORED: "text", FIGURES: "asked_on"},
        "SupplierRating": {MONITORED: "reasons", FIGURES: "grade rated_on"},
    },
)
