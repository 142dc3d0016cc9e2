"""What the demonstration's own lines of the audit trail say to people."""

from demonstration.mark import BEGUN, FINISHED
from mdps.core import timeline

timeline.says(
    {
        BEGUN: "Demonstration data was begun, as of {today}",
        FINISHED: "Demonstration data was finished",
    }
)
