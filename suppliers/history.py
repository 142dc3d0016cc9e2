"""What the audit trail of suppliers says to a person."""

from mdps.core import timeline

timeline.says(
    {
        "supplier.registered": "Registered",
        "supplier.changed": "Changed: {changed}",
        "supplier.access_given": "{account} acts for it",
        "supplier.access_taken": "{account} no longer acts for it",
        "application.submitted": "{subject}: applied for {lot}",
        "application.under_assessment": "{subject}: assessment started",
        "application.recommended": "{subject} assessed",
        "application.admitted": "{subject} admitted",
        "application.rejected": "{subject} rejected",
        "application.withdrawn": "{subject} withdrawn",
        "admission.made": "{subject} admitted by {decision}",
        "admission.admitted": "{subject} reinstated",
        "admission.suspended": "{subject} suspended",
        "admission.removed": "{subject} removed",
        "price.set": "{subject} at {price:gbp} from {since:day}",
        "evidence.recorded": "{kind} seen, expires {expires:day}",
    }
)
