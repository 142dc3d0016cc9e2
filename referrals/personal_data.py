"""What a request says about a child and the family, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import CHILD, CHILDREN_ACT, EXPERT, SECURITY, WITH_THE_CASE, Personal

READERS = (
    "Its requester and team manager, those of the panel whose meeting it is on, heads of service"
)

personal.declare(
    Personal(
        fields={
            "referrals.Narrative": (
                "need question tried why_not_in_house wishes wishes_not_sought responsibility "
                "consent consent_by advocacy outcome measure supplier_reason again_reason"
            ),
            "referrals.SupportRequest": "return_reason decline_reason",
            "referrals.RequestLine": "amount_reason",
        },
        whose=CHILD,
        purpose="To decide what support a child needs, with the child's own wishes heard",
        basis=CHILDREN_ACT,
        seen_by=READERS,
        kept=WITH_THE_CASE,
        special=True,
    ),
    Personal(
        fields={"referrals.EmergencyAccess": "reason words"},
        whose=CHILD,
        purpose="To know why somebody read a request that was not theirs, and whether they had to",
        basis=SECURITY,
        seen_by="Its requester and team manager, heads of service, auditors, who opened it",
        kept=WITH_THE_CASE,
        special=True,
    ),
    Personal(
        fields={
            "referrals.Instruction": (
                "context questions documents not_available people other_experts terms"
            ),
            "referrals.CourtDirection": "top_up_reason",
        },
        whose=CHILD,
        purpose="To instruct an expert as a court directed (FPR Part 25, PD25C)",
        basis=CHILDREN_ACT,
        seen_by=READERS,
        kept=WITH_THE_CASE,
        special=True,
    ),
    Personal(
        fields={
            "referrals.SupportRequest": (
                "case_reference year_of_birth subject legal_basis legal_status needed_from "
                "needed_by deadline_on"
            ),
            "referrals.CourtDirection": "issued_on ordered_on filing_on hearing_on",
            "referrals.Attachment": "kind",
        },
        whose=CHILD,
        purpose="To find a case again, and to meet the need and the court's dates in time",
        basis=CHILDREN_ACT,
        seen_by=f"{READERS}; the reference and the days also commissioners and auditors",
        kept=f"{WITH_THE_CASE}; then the reference and the year of birth are taken out",
    ),
    Personal(
        fields={"referrals.CourtDirection": "expert_name expert_email"},
        whose=EXPERT,
        purpose="To write to the expert whom the court named",
        basis=CHILDREN_ACT,
        seen_by=READERS,
        kept=WITH_THE_CASE,
    ),
)
personal.nothing_personal(
    {
        "referrals.Attachment": "added_on",
        "referrals.CourtDirection": "share_percent",
        "referrals.Deputy": "starts_on ends_on ended_on",
        "referrals.EmergencyAccess": "opened_at ends_at finding reviewed_at",
        "referrals.FundingShare": "source percent",
        "referrals.RequestLine": (
            "units weeks unit_estimate requested_amount full_amount state approved_amount "
            "approved_units approved_until committed_amount committed_units released_amount "
            "released_until contract_reference"
        ),
        "referrals.SupportRequest": (
            "state state_since created_on submitted_on endorsed_on before_panel_on"
        ),
    }
)
