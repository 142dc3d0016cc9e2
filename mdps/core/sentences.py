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
        "user.codes_made": "New recovery codes made for {subject}",
        "user.factor_added": "Second factor of {subject} added: {factor}",
        "user.factor_removed": "Second factor of {subject} removed: {factor}",
        "user.factors_reset": "Second factors of {subject} reset: {reason}",
        "user.locked_out": "{subject} has to wait: too many wrong passwords from {address}",
        "user.mail_chosen": "Notices by e-mail: {mail}",
        "user.opened": "Account of {subject} opened",
        "user.password_chosen": "New password chosen by {subject}",
        "user.password_given": "Temporary password given to {subject}",
        "user.password_reset": "New password chosen by {subject} with a link in an e-mail",
        "user.second_factor_failed": "Wrong second factor for {subject} from {address}",
        "user.sign_in_failed": "Wrong password for {subject} from {address}",
        "user.session_ended": "Session of {subject} in {device} ended",
        "user.signed_out_everywhere": "All sessions of {subject} ended",
        "user.sign_on_linked": "Account of {subject} linked to a council account",
        "user.signed_in": "{subject} signed in by {how}",
    }
)
