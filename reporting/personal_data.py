"""What reports and monitoring say of people, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import (
    CHILD,
    CHILDREN_ACT,
    PROCUREMENT,
    PROCUREMENT_RECORD,
    PROVIDER,
    WITH_THE_CASE,
    Personal,
)

personal.declare(
    Personal(
        fields={"reporting.PackageRating": "remark"},
        whose=CHILD,
        purpose="To learn how a package went; never about the child, and sealed all the same",
        basis=CHILDREN_ACT,
        seen_by="Who wrote it, and commissioners",
        kept=WITH_THE_CASE,
    ),
    Personal(
        fields={
            "reporting.MonitoringReturn": "answers_words",
            "reporting.ReturnQuestion": "text",
            "reporting.SupplierRating": "reasons",
            "reporting.MonitoringAction": "text outcome",
        },
        whose=f"{PROVIDER}; families only in numbers and by the reference of a package",
        purpose="To see each half year that what was bought is delivered, safely (CR ¶25)",
        basis=PROCUREMENT,
        seen_by="Commissioners, leadership, auditors; the provider its own",
        kept=PROCUREMENT_RECORD,
    ),
)
personal.nothing_personal(
    {
        "reporting.Commentary": "text written_at",
        "reporting.MonitoringAction": "due_on set_on done_on",
        "reporting.MonitoringReturn": "state figures submitted_on accepted_on",
        "reporting.MonitoringRound": "period_start period_end opened_on due_on",
        "reporting.PackageRating": "delivered punctual contact outcome rated_on",
        "reporting.PanelHistory": "financial_year requested approved",
        "reporting.PublicForm": "figures figures_sha256",
        "reporting.Report": (
            "kind period_start period_end as_at version state figures figures_sha256 "
            "requested_at correction sent_back_why reviewed_at signed_off_at published_at "
            "attempts token heartbeat_at step steps_done steps_all error"
        ),
        "reporting.ReturnQuestion": "asked_on",
        "reporting.SupplierRating": "grade rated_on",
    }
)
