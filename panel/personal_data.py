"""What the panel records about a child and of its members, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import CHILD, CHILDREN_ACT, PUBLIC_TASK, STAFF, WITH_THE_CASE, Personal

PANEL = "Members, chairs and heads of service"

personal.declare(
    Personal(
        fields={
            "panel.PanelDecision": (
                "reasons redirect_to in_house_alternative assessed_need more_reason "
                "overspend_reason urgent_reason"
            ),
            "panel.DecisionCondition": "words",
            "panel.ApprovalExtension": "reason",
            "panel.PackageReview": "reasons",
        },
        whose=CHILD,
        purpose="To say what was decided about a child's support, and why",
        basis=CHILDREN_ACT,
        seen_by=f"{PANEL}, the request's own people; decisions also commissioners and auditors",
        kept=WITH_THE_CASE,
        special=True,
    ),
    Personal(
        fields={
            "panel.AgendaItem": "late_reason reopen_reason",
            "panel.MemberView": "opinion words",
        },
        whose=CHILD,
        purpose="To prepare and to lead the discussion of a request",
        basis=CHILDREN_ACT,
        seen_by=PANEL,
        kept=WITH_THE_CASE,
        special=True,
    ),
    Personal(
        fields={"panel.Conflict": "words"},
        whose="Members of the panel, and the family they know",
        purpose="To keep who has an interest out of a decision",
        basis=CHILDREN_ACT,
        seen_by=f"{PANEL}; auditors",
        kept=WITH_THE_CASE,
        special=True,
    ),
    Personal(
        fields={
            "panel.Attendance": "name area status arrived_at left_at",
            "panel.Custodian": "body starts_on ends_on",
            "panel.MinutesCorrection": "words",
            "panel.PanelSeat": "area",
        },
        whose=STAFF,
        purpose="To show who decided, and who answers for a budget",
        basis=PUBLIC_TASK,
        seen_by=f"{PANEL}, administrators of the panel, auditors",
        kept="With the minutes of the meeting",
    ),
)
personal.nothing_personal(
    {
        "panel.AgendaItem": "position minutes state round opened_at closed_at present",
        "panel.ApprovalExtension": "was_until until extended_on",
        "panel.ApprovalTerms": "holds_from months warn_days review_weeks",
        "panel.Budget": "fund financial_year amount",
        "panel.BudgetPosting": "kind reserved committed spent source on recorded_at",
        "panel.CalendarFeed": "serial",
        "panel.Conflict": "declared_at",
        "panel.DecisionCondition": "role met_on",
        "panel.MemberView": "given_at voided_at",
        "panel.MinutesCorrection": "version written_at",
        "panel.PackageReview": "contract_reference ends_on brought_on outcome reviewed_on",
        "panel.PanelDecision": ("route kind amount units review_on decided_on recorded_at round"),
        "panel.PanelMeeting": (
            "held_on starts_at place papers_due_at minutes_an_item break_at break_minutes state"
        ),
        "panel.PanelRules": (
            "holds_from least_members areas minutes_an_item papers_days papers_at"
        ),
        "panel.ReasonCode": "kind code words position",
    }
)
