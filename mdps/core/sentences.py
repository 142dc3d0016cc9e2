"""What core's own audit actions say to a person."""

from mdps.core import timeline

timeline.says(
    {
        "decision.recorded": "Decision {subject} recorded",
        "user.closed": "Account of {subject} closed",
        "user.opened": "Account of {subject} opened",
    }
)
