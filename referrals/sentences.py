"""What the audit actions of requests and lines say in a timeline."""

from mdps.core import timeline
from mdps.core.viewing import VIEWED

timeline.says(
    {
        "request.supplement": "Started to ask for more for {contract}",
        "request.carried_over": "Carried over with the contract {earlier}",
        "request.started": "Request started",
        "request.edited": "Request changed",
        "request.line_added": "Service added: {units} × {service}",
        "request.line_removed": "Service removed: {units} × {service}",
        "request.court_directed": "The court's direction recorded, to be filed by {filing_on:day}",
        "request.not_court_directed": "Said that no court directed it",
        "request.letter_written": "Letter of instruction drafted",
        "request.funded": "Said which budget pays",
        "request.document_added": "Document added: {kind}",
        "request.document_removed": "Document removed: {kind}",
        "request.document_read": "Document downloaded",
        "deputy.named": "{deputy} named as deputy, {starts_on:day} to {ends_on:day}",
        "request.emergency_opened": "Opened in an emergency, until {until}",
        "request.emergency_reviewed": "Emergency access reviewed: {found}",
        "request.handed_over": "{was} left: {to} takes over",
        "deputy.ended": "{subject}: ended",
        "supportrequest.draft": "Taken back to be changed",
        "supportrequest.declined": "Declined by the manager",
        VIEWED: "Looked at",
        "supportrequest.submitted": "Submitted to the team manager",
        "supportrequest.returned": "Returned to the requester",
        "supportrequest.endorsed": "Endorsed, for a panel meeting",
        "supportrequest.on_agenda": "Put on the agenda of a panel meeting",
        "supportrequest.decided": "Decided by the panel",
        "supportrequest.withdrawn": "Withdrawn",
        "requestline.approved": "{subject} approved",
        "requestline.declined": "{subject} declined",
        "requestline.proposed": "{subject} is with the panel again",
        "requestline.part_awarded": "{subject} bought in part",
        "requestline.awarded": "{subject} bought",
        "requestline.closed": "{subject} closed",
        "requestline.extended": "The approval of {line} runs until {until:day}",
        "requestline.lapsed": "The approval of {subject} lapsed",
    }
)
