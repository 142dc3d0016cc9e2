"""Where a budget is not enough for what the demonstration decides, the chair says why."""

import pytest

from demonstration.budgets import OVERSPENT, paid_for
from mdps.core.rules import Refusal, Refused


def test_what_a_budget_pays_for_is_decided_without_a_reason() -> None:
    reasons: list[str] = []
    paid_for(reasons.append)
    assert reasons == [""]


def test_what_it_is_not_enough_for_is_decided_with_the_reason() -> None:
    reasons: list[str] = []

    def decide(reason: str) -> None:
        reasons.append(reason)
        if not reason:
            raise Refused([Refusal("over-budget", "More than is left.", "CR ¶14")])

    paid_for(decide)
    assert reasons == ["", OVERSPENT]


def test_any_other_refusal_is_not_got_round() -> None:
    def decide(reason: str) -> None:
        raise Refused(
            [Refusal("over-budget", "More than is left.", "CR ¶14"), Refusal("over", "It is over.")]
        )

    with pytest.raises(Refused, match="It is over"):
        paid_for(decide)
