"""What core's own audit actions say to a person."""

from mdps.core import timeline

timeline.says(
    {
        "decision.recorded": "Decision {subject} recorded",
        "paper.downloaded": "{subject} downloaded",
        "paper.read": "{subject} read",
        "file.quarantined": "{subject} put in quarantine: {virus}",
        "user.added": "Account of {subject} added",
        "user.changed": "Changed on the account of {subject}: {changed}",
        "user.closed": "Account of {subject} closed",
        "user.mail_chosen": "Notices by e-mail: {mail}",
        "user.opened": "Account of {subject} opened",
        "user.password_chosen": "New password chosen by {subject}",
        "user.password_given": "Temporary password given to {subject}",
    }
)
