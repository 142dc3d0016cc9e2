"""What the audit actions of requests and lines say in a timeline."""

from mdps.core import timeline
from referrals.viewed import VIEWED

timeline.says(
    {
        "request.started": "Request started",
        "request.edited": "Request changed",
        "request.line_added": "Service added: {units} × {service}",
        "request.line_removed": "Service removed: {units} × {service}",
        VIEWED: "Request opened",
        "supportrequest.submitted": "Submitted to the team manager",
        "supportrequest.returned": "Returned to the requester",
        "supportrequest.endorsed": "Endorsed, for a panel meeting",
        "supportrequest.on_agenda": "Put on the agenda of a panel meeting",
        "supportrequest.decided": "Decided by the panel",
        "supportrequest.withdrawn": "Withdrawn",
        "requestline.approved": "{subject} approved",
        "requestline.declined": "{subject} declined",
        "requestline.part_awarded": "{subject} bought in part",
        "requestline.awarded": "{subject} bought",
        "requestline.lapsed": "The approval of {subject} lapsed",
    }
)
