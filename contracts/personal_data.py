"""What contracts say about a child's package and of people, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import (
    CHILD,
    CHILDREN_ACT,
    FIGURES,
    PROCUREMENT,
    PROCUREMENT_RECORD,
    PROVIDER,
    STAFF,
    WITH_THE_CASE,
    Nothing,
    Personal,
)

BUYERS = "Commissioners, finance officers and auditors"
PACKAGE = Personal(
    "To show why a child's package was bought or changed as it was",
    whose=CHILD,
    basis=f"{CHILDREN_ACT}; PCR 2015 regs 72, 84",
    seen_by=BUYERS,
    kept=WITH_THE_CASE,
    special=True,
)
SAFEGUARDS = Personal(
    "To keep a child safe whose provider is suspended for safeguarding",
    whose=CHILD,
    basis=CHILDREN_ACT,
    seen_by="Its owner, the social worker, commissioners and auditors",
    kept=WITH_THE_CASE,
    special=True,
)
COMPETED = Personal(
    "To let providers quote for a package; what points to the child is refused",
    whose=CHILD,
    basis=f"{CHILDREN_ACT}; PCR 2015 regs 74 to 76",
    seen_by=f"{BUYERS}; what is needed and answered: the invited providers",
    kept=WITH_THE_CASE,
    special=True,
)
QUOTED = Personal(
    "To choose between quotes, and to say why",
    whose=PROVIDER,
    basis=PROCUREMENT,
    seen_by=f"{BUYERS}, once the quotes are opened; the provider its own",
    kept=WITH_THE_CASE,
)
AUTHORISED = Personal(
    "To show who authorised",
    whose=STAFF,
    basis=PROCUREMENT,
    seen_by=BUYERS,
    kept=PROCUREMENT_RECORD,
)
INTERESTS = Personal(
    "To keep who has an interest out of the scoring (reg 24)",
    whose=STAFF,
    basis=PROCUREMENT,
    seen_by=BUYERS,
    kept=WITH_THE_CASE,
)
OUTSIDE = Personal(
    "To see what is bought outside the scheme, and why",
    whose="Sole traders",
    basis=PROCUREMENT,
    seen_by=f"{BUYERS}, leadership",
    kept=PROCUREMENT_RECORD,
)
RECKONED = Nothing("Reckoned from prices, units and scores")
CRITERIA = Nothing("What every quote is scored by; it speaks of the service and not of the child")
SUMS = Nothing("A sum of the years before, by kind of demand; never one case")
MINUTED = Nothing("Published in the minutes of Cabinet, about the scheme as a whole")

personal.declare(
    "contracts",
    {
        "AwardLimits": {
            FIGURES: (
                "effective_from direct_award_above published_above contracts_finder_above "
                "light_touch_above notice_days call_in_days together_months"
            )
        },
        "CabinetDecision": {
            PACKAGE: "conditions",
            FIGURES: "minute decided_on highest_value effective_from",
        },
        "CabinetRequest": {
            PACKAGE: "reasons",
            FIGURES: "value meeting_on state state_since raised_on notice_on earliest_on",
        },
        "CallOffContract": {
            PACKAGE: "reason bespoke",
            FIGURES: (
                "state state_since units unit_price value extras awarded_on starts_on ends_on "
                "route purchase_order earlier_reference"
            ),
            RECKONED: "parts comparison",
        },
        "Commitment": {FIGURES: "kind amount on recorded_at"},
        "Competition": {
            COMPETED: "specification shorter_because tie_reason taken_up_because ended_because",
            FIGURES: (
                "units quality_weight price_weight closes_at questions_until standstill_days "
                "starts_on ends_on state state_since drafted_on invited_at opened_at ranked_at "
                "standstill_until ended_as"
            ),
            CRITERIA: "criteria",
            RECKONED: "ranking",
        },
        "CompetitionAnswer": {COMPETED: "question answer", FIGURES: "answered_at"},
        "CompetitionInterest": {INTERESTS: "words", FIGURES: "declared_at"},
        "CompetitionInvitation": {FIGURES: "closes_at"},
        "CompetitionQuestion": {COMPETED: "question", FIGURES: "asked_at"},
        "Delivery": {
            PACKAGE: "correction",
            FIGURES: "since until units missed extras recorded_on recorded_at",
        },
        "DirectAwardAuthorisation": {
            PACKAGE: "explanation",
            AUTHORISED: "authorised_by",
            FIGURES: "highest_value authorised_on reason recorded_on",
        },
        "HistoricalException": {FIGURES: "code source recorded_at", SUMS: "demand"},
        "Invoice": {
            FIGURES: "number invoiced_on units net extras vat gross recorded_on recorded_at"
        },
        "LimitDecision": {
            FIGURES: (
                "minute decided_on effective_from was_cap cap was_threshold cabinet_threshold "
                "recorded_on recorded_at"
            ),
            MINUTED: "conditions",
        },
        "PackageSafeguard": {SAFEGUARDS: "choice reason", FIGURES: "due_on chosen_on"},
        "Payment": {FIGURES: "amount paid_on"},
        "Quote": {FIGURES: "received_at entered_at"},
        "QuoteContent": {
            QUOTED: "extras_words answers_words availability",
            FIGURES: "unit_price extras",
        },
        "QuoteDecision": {QUOTED: "explanation reasons", FIGURES: "decided_at"},
        "QuoteScore": {QUOTED: "reasons", FIGURES: "criterion points scored_at"},
        "RouteRule": {FIGURES: "route from_value to_value effective_from"},
        "SeparatenessRecord": {
            PACKAGE: "reasons",
            FIGURES: "highest_value recorded_on recorded_at",
        },
        "SpotPurchase": {
            PACKAGE: "explanation",
            AUTHORISED: "approver",
            OUTSIDE: "provider_name provider_key",
            FIGURES: "source units amount reason finance_reference purchased_on",
        },
        "StandingAuthority": {FIGURES: "highest_value starts_on ends_on"},
        "Variation": {
            PACKAGE: "reasons",
            FIGURES: (
                "kind ground units unit_price amount was_starts_on was_ends_on starts_on "
                "ends_on varied_on"
            ),
            RECKONED: "parts",
        },
    },
)
