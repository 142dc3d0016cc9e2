"""What the panel records about a child and of its members, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import (
    CHILD,
    CHILDREN_ACT,
    FIGURES,
    PUBLIC_TASK,
    STAFF,
    WITH_THE_CASE,
    Personal,
)

PANEL = "Members, chairs and heads of service"
DECIDED = Personal(
    "To say what was decided about a child's support, and why",
    whose=CHILD,
    basis=CHILDREN_ACT,
    seen_by=f"{PANEL}, the request's own people; decisions also commissioners and auditors",
    kept=WITH_THE_CASE,
    special=True,
)
DISCUSSED = Personal(
    "To prepare and to lead the discussion of a request",
    whose=CHILD,
    basis=CHILDREN_ACT,
    seen_by=PANEL,
    kept=WITH_THE_CASE,
    special=True,
)
INTERESTS = Personal(
    "To keep who has an interest out of a decision",
    whose="Members of the panel, and the family they know",
    basis=CHILDREN_ACT,
    seen_by=f"{PANEL}; auditors",
    kept=WITH_THE_CASE,
    special=True,
)
MEMBERS = Personal(
    "To show who decided, and who answers for a budget",
    whose=STAFF,
    basis=PUBLIC_TASK,
    seen_by=f"{PANEL}, administrators of the panel, auditors",
    kept="With the minutes of the meeting",
)

personal.declare(
    "panel",
    {
        "AgendaItem": {
            DISCUSSED: "late_reason reopen_reason",
            FIGURES: "position minutes state round opened_at closed_at present",
        },
        "ApprovalExtension": {DECIDED: "reason", FIGURES: "was_until until extended_on"},
        "ApprovalTerms": {FIGURES: "holds_from months warn_days review_weeks"},
        "Attendance": {MEMBERS: "name area status arrived_at left_at"},
        "Budget": {FIGURES: "fund financial_year amount"},
        "BudgetPosting": {FIGURES: "kind reserved committed spent source on recorded_at"},
        "CalendarFeed": {FIGURES: "serial"},
        "Conflict": {INTERESTS: "words", FIGURES: "declared_at"},
        "Custodian": {MEMBERS: "body starts_on ends_on"},
        "DecisionCondition": {DECIDED: "words", FIGURES: "role met_on"},
        "MemberView": {DISCUSSED: "opinion words", FIGURES: "given_at voided_at"},
        "MinutesCorrection": {MEMBERS: "words", FIGURES: "version written_at"},
        "PackageReview": {
            DECIDED: "reasons",
            FIGURES: "contract_reference ends_on brought_on outcome reviewed_on",
        },
        "PanelDecision": {
            DECIDED: (
                "reasons redirect_to in_house_alternative assessed_need more_reason "
                "overspend_reason urgent_reason"
            ),
            FIGURES: "route kind amount units review_on decided_on recorded_at round",
        },
        "PanelMeeting": {
            FIGURES: (
                "held_on starts_at place papers_due_at minutes_an_item break_at break_minutes state"
            )
        },
        "PanelRules": {
            FIGURES: "holds_from least_members areas minutes_an_item papers_days papers_at"
        },
        "PanelSeat": {MEMBERS: "area"},
        "ReasonCode": {FIGURES: "kind code words position"},
    },
)
