"""Where demonstration data may be made, and where not: each reason by itself."""

from dataclasses import replace

from demonstration.mark import Found, refusal

EMPTY = Found(is_demonstration=True, others=(), begun=None, is_finished=False, holds=())


def code(**facts: object) -> str:
    """The code of the refusal, or nothing."""
    refused = refusal(replace(EMPTY, **facts))  # type: ignore[arg-type]
    return refused.code if refused else ""


def test_an_empty_database_of_a_demonstration_is_fine() -> None:
    assert code() == ""


def test_finished_data_is_not_refused_but_left_as_it_is() -> None:
    assert code(begun={"size": "small"}, is_finished=True, holds=("users",)) == ""


def test_only_a_demonstration_gets_demonstration_data() -> None:
    assert code(is_demonstration=False) == "not-a-demonstration"


def test_an_account_of_somebody_else_forbids_it() -> None:
    assert code(others=("jo.bloggs",)) == "other-accounts"
    assert code(others=("jo.bloggs",), begun={}, is_finished=True) == "other-accounts"


def test_records_of_somebody_else_forbid_it() -> None:
    refused = refusal(replace(EMPTY, holds=("suppliers", "reports")))
    assert refused is not None
    assert refused.code == "other-records"
    assert "already holds suppliers and reports" in refused.message


def test_an_interrupted_run_says_how_to_start_over() -> None:
    refused = refusal(replace(EMPTY, begun={"size": "full"}, holds=("users",)))
    assert refused is not None
    assert refused.code == "interrupted"
    assert "bin/demo --fresh" in refused.message


def test_no_more_than_three_accounts_are_named() -> None:
    refused = refusal(replace(EMPTY, others=("a", "b", "c", "d")))
    assert refused is not None
    assert "a, b, c and others" in refused.message
