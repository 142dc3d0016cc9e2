"""What the audit trail of suppliers says to a person."""

from mdps.core import timeline

timeline.says(
    {
        "supplier.registered": "Registered",
        "supplier.changed": "Changed: {changed}",
        "supplier.access_given": "{account} acts for it",
        "supplier.access_taken": "{account} no longer acts for it",
        "application.begun": "{subject} begun for {lot}",
        "application.submitted": "{subject} submitted",
        "application.under_assessment": "{subject}: assessment started",
        "application.clarification": "{subject} waits for the supplier",
        "application.asked": "{subject}: the supplier was asked",
        "application.answered": "{subject}: the supplier answered",
        "application.recommended": "{subject} assessed",
        "application.admitted": "{subject} admitted",
        "application.rejected": "{subject} rejected",
        "application.withdrawn": "{subject} withdrawn",
        "admission.made": "{subject} admitted by {decision}",
        "admission.admitted": "{subject} reinstated",
        "admission.suspended": "{subject} suspended",
        "admission.removed": "{subject} removed",
        "price.set": "{subject} at {price:gbp} from {since:day}",
        "invitation.raised": "{subject} raised for {lot}",
        "invitation.opened": "{subject}: its link was opened",
        "invitation.account_made": "{subject}: the provider made an account",
        "invitation.applied": "{subject}: the provider applied",
        "invitation.joined": "{subject}: the provider is admitted",
        "invitation.refused": "{subject}: the provider is not admitted",
        "invitation.declined": "{subject}: the provider declined",
        "invitation.expired": "{subject}: ended without an answer",
        "event.recorded": "{subject} recorded",
        "event.changed": "{subject} changed",
        "event.attended": "{subject}: {count} recorded as having come",
        "user.joined": "{subject} made an account and confirmed the e-mail address",
        "evidence.offered": "{kind} sent in, expires {expires:day}",
        "evidence.recorded": "{kind} seen, expires {expires:day}",
    }
)
