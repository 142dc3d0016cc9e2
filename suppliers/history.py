"""What the audit trail of suppliers says to a person."""

from mdps.core import timeline

timeline.says(
    {
        "supplier.registered": "Registered",
        "application.submitted": "Applied for {lot}",
        "application.under_assessment": "Assessment started",
        "application.recommended": "Assessed",
        "application.admitted": "Application admitted",
        "application.rejected": "Application rejected",
        "application.withdrawn": "Application withdrawn",
        "admission.made": "{subject} admitted by {decision}",
        "admission.admitted": "{subject} reinstated",
        "admission.suspended": "{subject} suspended",
        "admission.removed": "{subject} removed",
        "price.set": "{service} at {price} from {since}",
        "evidence.recorded": "{kind} seen, expires {expires}",
    }
)
