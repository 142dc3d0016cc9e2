"""What suppliers and their applications say of people, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import (
    FIGURES,
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
SUPPLIERS = Personal(
    "To know and to reach who delivers",
    whose="Sole traders, and whoever reads a supplier's mailbox",
    basis=PROCUREMENT,
    seen_by=f"{BUYERS}; the name of an admitted supplier: everybody, in open data",
    kept=PROCUREMENT_RECORD,
)
CHECKS = Personal(
    "To know that whoever works with children was checked",
    whose="Practitioners of providers: their DBS check and registration, never the result",
    basis="UK GDPR Art 6(1)(e), 10: Safeguarding Vulnerable Groups Act 2006",
    seen_by=BUYERS,
    kept=PROCUREMENT_RECORD,
    special=True,
)
HOLDERS = Personal(
    "To know whose check it is; the database finds the newer one of the same person by it",
    whose="Practitioners of providers, their safeguarding leads and referees",
    basis=PROCUREMENT,
    seen_by=BUYERS,
    kept=PROCUREMENT_RECORD,
)
APPLICATIONS = Personal(
    "To assess an application against the lot's criteria",
    whose=PROVIDER,
    basis=PROCUREMENT,
    seen_by=BUYERS,
    kept=PROCUREMENT_RECORD,
)
INTERESTS = Personal(
    "To keep who has an interest out of a decision (reg 24)",
    whose=STAFF,
    basis=PROCUREMENT,
    seen_by="Commissioners and auditors",
    kept=PROCUREMENT_RECORD,
)
HEARINGS = Personal(
    "To decide about a supplier with its own words heard",
    whose="Sole traders and practitioners of providers",
    basis=PROCUREMENT,
    seen_by=BUYERS,
    kept=PROCUREMENT_RECORD,
)
INVITED = Personal(
    "To win providers for the scheme",
    whose=VISITOR,
    basis=PUBLIC_TASK,
    seen_by="Whoever invites, commissioners and auditors",
    kept=PROCUREMENT_RECORD,
)
CONTACTS = Personal(
    "To let somebody sign in for a supplier who was asked to",
    whose=VISITOR,
    basis=SECURITY,
    seen_by="Who signs in for the supplier, commissioners and auditors",
    kept="Deleted a month after it ended",
)
SIGN_UPS = Personal(
    "To confirm an e-mail address before there is an account",
    whose=VISITOR,
    basis=SECURITY,
    seen_by="Nobody",
    kept="Deleted when it is confirmed or has expired",
)

personal.declare(
    "suppliers",
    {
        "Acceptance": {FIGURES: "accepted_at"},
        "Admission": {FIGURES: "state admitted_on ended_on suspended_on"},
        "AdmissionSuspension": {FIGURES: "kind starts_on resumes_on"},
        "Application": {
            APPLICATIONS: "statement answers_words assessment extension_reason",
            FIGURES: (
                "state portal_reference started_on submitted_on due_on extended_on assessed_on "
                "decided_on"
            ),
        },
        "AssessmentComment": {APPLICATIONS: "text", FIGURES: "at"},
        "Attendance": {INVITED: "organisation email"},
        "Clarification": {
            APPLICATIONS: "question answer",
            FIGURES: "asked_on answer_by answered_on",
        },
        "Compliance": {HEARINGS: "note", FIGURES: "shown_on"},
        "ConflictDeclaration": {INTERESTS: "reason", FIGURES: "declared_at"},
        "ContactInvitation": {
            CONTACTS: "name email",
            FIGURES: "invited_at expires_at accepted_at withdrawn_at",
        },
        "CriterionAnswer": {APPLICATIONS: "text"},
        "EngagementEvent": {FIGURES: "title kind held_on place"},
        "Evidence": {
            CHECKS: "number checker level body scope update_service_on",
            HOLDERS: "holder",
            FIGURES: "kind valid_from expires_on amount offered_on",
        },
        "EvidenceCheck": {HEARINGS: "reason", FIGURES: "outcome on"},
        "EvidenceRequirement": {FIGURES: "kind minimum wanted only_unit"},
        "ExtraRate": {FIGURES: "effective_from effective_to cancelled_on kind price"},
        "Invitation": {
            INVITED: "provider_name email",
            FIGURES: "reason request_reference state raised_on expires_on ended_on",
        },
        "Judgement": {APPLICATIONS: "comment", FIGURES: "outcome points judged_at"},
        "PriceProposal": {
            HEARINGS: "reasons answer",
            FIGURES: (
                "extra_kind unit_price tier_units tier_percents effective_from state "
                "proposed_on answered_on"
            ),
        },
        "ProposedPrice": {FIGURES: "unit_price"},
        "RateLine": {FIGURES: "effective_from effective_to cancelled_on unit_price"},
        "RemovalNotice": {
            HEARINGS: "reasons statement cancelled_because",
            FIGURES: "state given_on statement_days statement_until stated_on",
        },
        "SharedAnswers": {APPLICATIONS: "answers_words grounds_words", FIGURES: "changed_at"},
        "SignUp": {
            SIGN_UPS: "name email password",
            FIGURES: "key asked_at expires_at confirmed_at",
        },
        "Supplier": {
            SUPPLIERS: "name registered_number email phone",
            FIGURES: "kind registered_on",
        },
        "VolumeDiscount": {FIGURES: "from_units percent"},
        "VolumePosting": {FIGURES: "scheme_year units source on recorded_at"},
    },
)
