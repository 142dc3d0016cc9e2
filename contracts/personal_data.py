"""What contracts say about a child's package and of people, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import (
    CHILD,
    CHILDREN_ACT,
    PROCUREMENT,
    PROCUREMENT_RECORD,
    PROVIDER,
    STAFF,
    WITH_THE_CASE,
    Personal,
)

BUYERS = "Commissioners, finance officers and auditors"

personal.declare(
    Personal(
        fields={
            "contracts.CallOffContract": "reason bespoke",
            "contracts.DirectAwardAuthorisation": "explanation",
            "contracts.CabinetDecision": "conditions",
            "contracts.CabinetRequest": "reasons",
            "contracts.SpotPurchase": "explanation",
            "contracts.SeparatenessRecord": "reasons",
            "contracts.Variation": "reasons",
            "contracts.Delivery": "correction",
        },
        whose=CHILD,
        purpose="To show why a child's package was bought or changed as it was",
        basis=f"{CHILDREN_ACT}; PCR 2015 regs 72, 84",
        seen_by=BUYERS,
        kept=WITH_THE_CASE,
        special=True,
    ),
    Personal(
        fields={"contracts.PackageSafeguard": "choice reason"},
        whose=CHILD,
        purpose="To keep a child safe whose provider is suspended for safeguarding",
        basis=CHILDREN_ACT,
        seen_by="Its owner, the social worker, commissioners and auditors",
        kept=WITH_THE_CASE,
        special=True,
    ),
    Personal(
        fields={
            "contracts.Competition": (
                "specification shorter_because tie_reason taken_up_because ended_because"
            ),
            "contracts.CompetitionQuestion": "question",
            "contracts.CompetitionAnswer": "question answer",
        },
        whose=CHILD,
        purpose="To let providers quote for a package; what points to the child is refused",
        basis=f"{CHILDREN_ACT}; PCR 2015 regs 74 to 76",
        seen_by=f"{BUYERS}; what is needed and answered: the invited providers",
        kept=WITH_THE_CASE,
        special=True,
    ),
    Personal(
        fields={
            "contracts.QuoteContent": "extras_words answers_words availability",
            "contracts.QuoteScore": "reasons",
            "contracts.QuoteDecision": "explanation reasons",
        },
        whose=PROVIDER,
        purpose="To choose between quotes, and to say why",
        basis=PROCUREMENT,
        seen_by=f"{BUYERS}, once the quotes are opened; the provider its own",
        kept=WITH_THE_CASE,
    ),
    Personal(
        fields={
            "contracts.DirectAwardAuthorisation": "authorised_by",
            "contracts.SpotPurchase": "approver",
        },
        whose=STAFF,
        purpose="To show who authorised",
        basis=PROCUREMENT,
        seen_by=BUYERS,
        kept=PROCUREMENT_RECORD,
    ),
    Personal(
        fields={"contracts.CompetitionInterest": "words"},
        whose=STAFF,
        purpose="To keep who has an interest out of the scoring (reg 24)",
        basis=PROCUREMENT,
        seen_by=BUYERS,
        kept=WITH_THE_CASE,
    ),
    Personal(
        fields={"contracts.SpotPurchase": "provider_name provider_key"},
        whose="Sole traders",
        purpose="To see what is bought outside the scheme, and why",
        basis=PROCUREMENT,
        seen_by=f"{BUYERS}, leadership",
        kept=PROCUREMENT_RECORD,
    ),
)
personal.nothing_personal(
    {
        "contracts.AwardLimits": (
            "effective_from direct_award_above published_above contracts_finder_above "
            "light_touch_above notice_days call_in_days together_months"
        ),
        "contracts.CabinetDecision": "minute decided_on highest_value effective_from",
        "contracts.CabinetRequest": (
            "value meeting_on state state_since raised_on notice_on earliest_on"
        ),
        "contracts.CallOffContract": (
            "state state_since units unit_price value extras parts awarded_on starts_on ends_on "
            "route comparison purchase_order earlier_reference"
        ),
        "contracts.Commitment": "kind amount on recorded_at",
        "contracts.Competition": (
            "units criteria quality_weight price_weight closes_at questions_until "
            "standstill_days starts_on ends_on state state_since drafted_on invited_at opened_at "
            "ranking ranked_at standstill_until ended_as"
        ),
        "contracts.CompetitionAnswer": "answered_at",
        "contracts.CompetitionInterest": "declared_at",
        "contracts.CompetitionInvitation": "closes_at",
        "contracts.CompetitionQuestion": "asked_at",
        "contracts.Delivery": "since until units missed extras recorded_on recorded_at",
        "contracts.DirectAwardAuthorisation": "highest_value authorised_on reason recorded_on",
        "contracts.HistoricalException": "code demand source recorded_at",
        "contracts.Invoice": (
            "number invoiced_on units net extras vat gross recorded_on recorded_at"
        ),
        "contracts.LimitDecision": (
            "minute decided_on effective_from was_cap cap was_threshold cabinet_threshold "
            "conditions recorded_on recorded_at"
        ),
        "contracts.PackageSafeguard": "due_on chosen_on",
        "contracts.Payment": "amount paid_on",
        "contracts.Quote": "received_at entered_at",
        "contracts.QuoteContent": "unit_price extras",
        "contracts.QuoteDecision": "decided_at",
        "contracts.QuoteScore": "criterion points scored_at",
        "contracts.RouteRule": "route from_value to_value effective_from",
        "contracts.SeparatenessRecord": "highest_value recorded_on recorded_at",
        "contracts.SpotPurchase": "source units amount reason finance_reference purchased_on",
        "contracts.StandingAuthority": "highest_value starts_on ends_on",
        "contracts.Variation": (
            "kind ground units unit_price amount parts was_starts_on was_ends_on starts_on "
            "ends_on varied_on"
        ),
    }
)
