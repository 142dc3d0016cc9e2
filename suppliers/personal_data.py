"""What suppliers and their applications say of people, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import (
    PROCUREMENT,
    PROCUREMENT_RECORD,
    PROVIDER,
    PUBLIC_TASK,
    SECURITY,
    STAFF,
    VISITOR,
    Personal,
)

BUYERS = "Commissioners, finance, auditors; the provider's own people"

personal.declare(
    Personal(
        fields={"suppliers.Supplier": "name registered_number email phone"},
        whose="Sole traders, and whoever reads a supplier's mailbox",
        purpose="To know and to reach who delivers",
        basis=PROCUREMENT,
        seen_by=f"{BUYERS}; the name of an admitted supplier: everybody, in open data",
        kept=PROCUREMENT_RECORD,
    ),
    Personal(
        fields={"suppliers.Evidence": "number holder checker level body scope update_service_on"},
        whose="Practitioners of providers: their DBS check and registration, never the result",
        purpose="To know that whoever works with children was checked",
        basis="UK GDPR Art 6(1)(e), 10: Safeguarding Vulnerable Groups Act 2006",
        seen_by=BUYERS,
        kept=PROCUREMENT_RECORD,
        special=True,
    ),
    Personal(
        fields={
            "suppliers.Application": "statement answers assessment extension_reason",
            "suppliers.AssessmentComment": "text",
            "suppliers.Clarification": "question answer",
            "suppliers.CriterionAnswer": "text",
            "suppliers.Judgement": "comment",
            "suppliers.SharedAnswers": "answers grounds",
        },
        whose=PROVIDER,
        purpose="To assess an application against the lot's criteria",
        basis=PROCUREMENT,
        seen_by=BUYERS,
        kept=PROCUREMENT_RECORD,
    ),
    Personal(
        fields={"suppliers.ConflictDeclaration": "reason"},
        whose=STAFF,
        purpose="To keep who has an interest out of a decision (reg 24)",
        basis=PROCUREMENT,
        seen_by="Commissioners and auditors",
        kept=PROCUREMENT_RECORD,
    ),
    Personal(
        fields={
            "suppliers.RemovalNotice": "reasons statement cancelled_because",
            "suppliers.EvidenceCheck": "reason",
            "suppliers.Compliance": "note",
            "suppliers.PriceProposal": "reasons answer",
        },
        whose="Sole traders and practitioners of providers",
        purpose="To decide about a supplier with its own words heard",
        basis=PROCUREMENT,
        seen_by=BUYERS,
        kept=PROCUREMENT_RECORD,
    ),
    Personal(
        fields={
            "suppliers.Invitation": "provider_name email",
            "suppliers.Attendance": "organisation email",
        },
        whose=VISITOR,
        purpose="To win providers for the scheme",
        basis=PUBLIC_TASK,
        seen_by="Whoever invites, commissioners and auditors",
        kept=PROCUREMENT_RECORD,
    ),
    Personal(
        fields={"suppliers.ContactInvitation": "name email"},
        whose=VISITOR,
        purpose="To let somebody sign in for a supplier who was asked to",
        basis=SECURITY,
        seen_by="Who signs in for the supplier, commissioners and auditors",
        kept="Deleted a month after it ended",
    ),
    Personal(
        fields={"suppliers.SignUp": "name email password"},
        whose=VISITOR,
        purpose="To confirm an e-mail address before there is an account",
        basis=SECURITY,
        seen_by="Nobody",
        kept="Deleted when it is confirmed or has expired",
    ),
)
personal.nothing_personal(
    {
        "suppliers.Acceptance": "accepted_at",
        "suppliers.Admission": "state admitted_on ended_on suspended_on",
        "suppliers.AdmissionSuspension": "kind starts_on resumes_on",
        "suppliers.Application": (
            "state portal_reference started_on submitted_on due_on extended_on assessed_on "
            "decided_on"
        ),
        "suppliers.AssessmentComment": "at",
        "suppliers.Clarification": "asked_on answer_by answered_on",
        "suppliers.Compliance": "shown_on",
        "suppliers.ContactInvitation": "invited_at expires_at accepted_at withdrawn_at",
        "suppliers.ConflictDeclaration": "declared_at",
        "suppliers.EngagementEvent": "title kind held_on place",
        "suppliers.Evidence": "kind valid_from expires_on amount offered_on",
        "suppliers.EvidenceCheck": "outcome on",
        "suppliers.EvidenceRequirement": "kind minimum wanted only_unit",
        "suppliers.ExtraRate": "effective_from effective_to cancelled_on kind price",
        "suppliers.Invitation": "reason request_reference state raised_on expires_on ended_on",
        "suppliers.Judgement": "outcome points judged_at",
        "suppliers.PriceProposal": (
            "extra_kind unit_price tier_units tier_percents effective_from state proposed_on "
            "answered_on"
        ),
        "suppliers.ProposedPrice": "unit_price",
        "suppliers.RateLine": "effective_from effective_to cancelled_on unit_price",
        "suppliers.RemovalNotice": "state given_on statement_days statement_until stated_on",
        "suppliers.SharedAnswers": "changed_at",
        "suppliers.SignUp": "key asked_at expires_at confirmed_at",
        "suppliers.Supplier": "kind registered_on",
        "suppliers.VolumeDiscount": "from_units percent",
        "suppliers.VolumePosting": "scheme_year units source on recorded_at",
    }
)
