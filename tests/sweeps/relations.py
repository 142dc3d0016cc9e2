"""What depends on who somebody is to a record, and which addresses only show. Written by hand.

The table of pages (tests.sweeps.access) says what each role gets of its own and of others'
records; here are those who stand nearer or further than their role says.
"""

from tests.sweeps.world import (
    BARRED,
    CONFLICTED,
    DEPUTY,
    LEAVER,
    ON_DUTY,
    PARTNER,
    TEAMMATE,
)

SHOWN, SIGN_IN, NO, NOWHERE = 200, 302, 403, 404

# Addresses that take no POST from anybody; every other one is an act.
LOOKS = frozenset(
    {
        "home",
        "notices",
        "open-notice",
        "paper",
        "paper-file",
        "audit",
        "audit-event",
        "accounts",
        "account",
        "accessibility",
        "privacy",
        "cookies",
        "metrics",
        "draft-key",
        "recovery-codes",
        "recovery-codes-file",
        "keeping:due",
        "keeping:disposal",
        "referrals:emergencies",
        "health",
        "health-live",
        "health-detail",
        "personal-data",
        "second-factor",
        "my-sessions",
        "password-link-sent",
        *(f"lots:{each}" for each in ("scheme", "lot", "version", "rounds", "round")),
        *(
            f"suppliers:{each}"
            for each in (
                "list",
                "mine",
                "detail",
                "proposals",
                "proposal",
                "document",
                "requirements",
                "evidence-item",
                "applications",
                "application",
                "worklist",
                "notice",
                "on-a-day",
                "admissions",
                "invitations",
                "invitation",
                "events",
                "event",
                "prices",
                "comparison",
                "basket",
            )
        ),
        *(f"join:{each}" for each in ("lots", "sent", "invitation", "tasks", "submitted")),
        "join:application",
        *(
            f"referrals:{each}"
            for each in (
                "list",
                "detail",
                "tasks",
                "documents",
                "document",
                "services",
                "submitted",
                "deputies",
            )
        ),
        *(
            f"panel:{each}"
            for each in (
                "list",
                "detail",
                "sheet",
                "desk",
                "calendar",
                "feed",
                "meeting-file",
                "members",
                "live",
                "budgets",
                "budget",
                "budget-lines",
            )
        ),
        *(
            f"contracts:{each}"
            for each in (
                "competitions",
                "competition",
                "quote-document",
                "invitations",
                "invited",
                "list",
                "safeguards",
                "detail",
                "awarded",
                "invoices",
                "to-award",
                "award",
                "increase",
                "ledger",
                "spot-purchases",
                "leakage",
                "spot",
                "authorities",
                "cabinet-decisions",
                "direct-awards",
                "separate-records",
                "cabinet-requests",
                "cabinet-request",
                "limits",
                "headroom",
                "endings",
            )
        ),
        *(
            f"reporting:{each}"
            for each in (
                "list",
                "cap",
                "panel-lines",
                "panel-waits",
                "panel-urgent",
                "panel-conditions",
                "prices-compared",
                "panel",
                "direct-awards",
                "direct-awards-pdf",
                "reg-84",
                "open-data",
                "open-ocds",
                "open-register",
                "open-spend",
                "detail",
                "progress",
                "pdf",
                "figures",
                "csv",
                "xlsx",
                "annex",
            )
        ),
        *(
            f"monitoring:{each}"
            for each in (
                "rounds",
                "round",
                "returns",
                "said",
                "return",
                "tasks",
                "paper",
                "actions",
                "packages",
            )
        ),
    }
)

Relation = dict[tuple[str, ...], int]

RELATIONS: dict[str, Relation] = {
    # A social worker of the same team: each sees only the requests they raised.
    TEAMMATE: {
        ("referrals:detail", "draft"): NOWHERE,
        ("referrals:tasks", "draft"): NOWHERE,
        ("referrals:document", "draft", "draft document"): NOWHERE,
        ("referrals:submit", "draft"): NOWHERE,
        ("referrals:detail", "submitted request"): NOWHERE,
        ("referrals:withdraw", "submitted request"): NOWHERE,
        ("referrals:take-back", "submitted request"): NOWHERE,
        ("referrals:detail", "decided request"): NOWHERE,
        ("contracts:supplement", "contract"): NOWHERE,
        ("contracts:competition", "competition"): NOWHERE,
        ("monitoring:rate-package", "ended package"): NOWHERE,
        ("open-notice", "notice"): NOWHERE,
    },
    # A manager of another team who stands in today for the manager of the request's team.
    DEPUTY: {
        ("referrals:detail", "draft"): SHOWN,
        ("referrals:tasks", "draft"): NO,
        ("referrals:document", "draft", "draft document"): SHOWN,
        ("referrals:detail", "submitted request"): SHOWN,
        ("referrals:endorse", "submitted request"): SHOWN,
        ("referrals:send-back", "submitted request"): SHOWN,
        ("referrals:decline", "submitted request"): SHOWN,
        ("referrals:withdraw", "submitted request"): NO,
        ("referrals:end-deputy", "deputy"): NOWHERE,
        ("monitoring:rate-package", "ended package"): NOWHERE,
    },
    # A member of the panel who declared an interest in the planned item, and in no other.
    BARRED: {
        ("panel:item", "planned item"): NO,
        ("panel:give-view", "planned item"): NO,
        ("panel:item", "item"): SHOWN,
    },
    # A commissioner with a conflict of interest in the application being assessed, and in no other.
    CONFLICTED: {
        ("suppliers:application", "started application"): SHOWN,
        ("suppliers:assess", "started application"): SHOWN,  # with the refusal, and no button
        ("suppliers:assess", "assessed application"): SHOWN,
    },
    # A second person of the supplier: what the first may do, they may; of others nothing.
    PARTNER: {
        ("suppliers:change", "supplier"): SHOWN,
        ("suppliers:proposal", "proposal"): SHOWN,
        ("suppliers:withdraw", "application"): SHOWN,
        ("suppliers:application", "started application"): NOWHERE,
        ("suppliers:notice", "removal notice"): NOWHERE,
        ("suppliers:statement", "removal notice"): NOWHERE,
        ("suppliers:document", "document"): SHOWN,
        ("join:lot", "begun application"): SHOWN,
        ("join:answer", "question"): NOWHERE,
        ("contracts:detail", "contract"): SHOWN,
        ("contracts:accept", "contract"): SHOWN,
        ("contracts:invited", "invitation to quote"): SHOWN,
        ("contracts:give-quote", "invitation to quote"): SHOWN,
        ("contracts:competition", "competition"): NOWHERE,
        ("monitoring:return", "return"): SHOWN,
        ("monitoring:return", "submitted return"): NOWHERE,
        ("monitoring:submit", "return"): SHOWN,
    },
    # A social worker of another team who opened one request in an emergency an hour ago.
    ON_DUTY: {
        ("referrals:detail", "submitted request"): SHOWN,
        ("referrals:withdraw", "submitted request"): NO,
        ("referrals:take-back", "submitted request"): NO,
        ("referrals:endorse", "submitted request"): NO,
        ("referrals:submitted", "submitted request"): NO,
        ("referrals:detail", "draft"): NOWHERE,
        ("referrals:detail", "endorsed request"): NOWHERE,
        ("referrals:review-emergency", "emergency"): NOWHERE,
    },
    # Somebody who was signed in when their account was closed: as if nobody were.
    LEAVER: {
        ("home",): SIGN_IN,
        ("my-account",): SIGN_IN,
        ("referrals:start",): SIGN_IN,
        ("referrals:detail", "draft"): SIGN_IN,
        ("referrals:document", "draft", "draft document"): SIGN_IN,
        ("reporting:pdf", "published report"): SIGN_IN,
        ("join:lots",): SHOWN,
    },
}
