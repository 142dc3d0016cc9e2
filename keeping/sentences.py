"""What the audit actions of keeping say to a person."""

from mdps.core import timeline

timeline.says(
    {
        "disposal.disposed": "{subject} approved: the case was disposed of",
        "disposal.proposed": "{subject} proposed, due on {due_on}",
        "disposal.refused": "{subject} refused: the case is kept",
        "hold.lifted": "Hold {subject} lifted",
        "hold.placed": "Hold {subject} placed for {kind}",
        "subject.access": "Everything held about a case put together, with {requests} requests",
    }
)
