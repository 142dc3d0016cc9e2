"""What a request says about a child and the family, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import (
    CHILD,
    CHILDREN_ACT,
    EXPERT,
    FIGURES,
    SECURITY,
    WITH_THE_CASE,
    Personal,
)

READERS = (
    "Its requester and team manager, those of the panel whose meeting it is on, heads of service"
)
STORY = Personal(
    "To decide what support a child needs, with the child's own wishes heard",
    whose=CHILD,
    basis=CHILDREN_ACT,
    seen_by=READERS,
    kept=WITH_THE_CASE,
    special=True,
)
EMERGENCIES = Personal(
    "To know why somebody read a request that was not theirs, and whether they had to",
    whose=CHILD,
    basis=SECURITY,
    seen_by="Its requester and team manager, heads of service, auditors, who opened it",
    kept=WITH_THE_CASE,
    special=True,
)
INSTRUCTIONS = Personal(
    "To instruct an expert as a court directed (FPR Part 25, PD25C)",
    whose=CHILD,
    basis=CHILDREN_ACT,
    seen_by=READERS,
    kept=WITH_THE_CASE,
    special=True,
)
CASES = Personal(
    "To find a case again, and to meet the need and the court's dates in time",
    whose=CHILD,
    basis=CHILDREN_ACT,
    seen_by=f"{READERS}; the reference and the days also commissioners and auditors",
    kept=f"{WITH_THE_CASE}; then the reference and the year of birth are taken out",
)
EXPERTS = Personal(
    "To write to the expert whom the court named",
    whose=EXPERT,
    basis=CHILDREN_ACT,
    seen_by=READERS,
    kept=WITH_THE_CASE,
)

personal.declare(
    "referrals",
    {
        "Attachment": {CASES: "kind", FIGURES: "added_on"},
        "CourtDirection": {
            INSTRUCTIONS: "top_up_reason",
            CASES: "issued_on ordered_on filing_on hearing_on",
            EXPERTS: "expert_name expert_email",
            FIGURES: "share_percent",
        },
        "Deputy": {FIGURES: "starts_on ends_on ended_on"},
        "EmergencyAccess": {
            EMERGENCIES: "reason words",
            FIGURES: "opened_at ends_at finding reviewed_at",
        },
        "FundingShare": {FIGURES: "source percent"},
        "Instruction": {
            INSTRUCTIONS: "context questions documents not_available people other_experts terms"
        },
        "Narrative": {
            STORY: (
                "need question tried why_not_in_house wishes wishes_not_sought responsibility "
                "consent consent_by advocacy outcome measure supplier_reason again_reason"
            )
        },
        "RequestLine": {
            STORY: "amount_reason",
            FIGURES: (
                "units weeks unit_estimate requested_amount full_amount state approved_amount "
                "approved_units approved_until committed_amount committed_units released_amount "
                "released_until contract_reference"
            ),
        },
        "SupportRequest": {
            STORY: "return_reason decline_reason",
            CASES: (
                "case_reference year_of_birth subject legal_basis legal_status needed_from "
                "needed_by deadline_on"
            ),
            FIGURES: "state state_since created_on submitted_on endorsed_on before_panel_on",
        },
    },
)
