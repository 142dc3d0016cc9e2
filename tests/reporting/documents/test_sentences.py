"""Generated sentences read well at nought, one and many."""

import pytest

from reporting.documents import annual_cabinet, cap, people
from tests.reporting import samples


def prose_of(figures: dict, title: str) -> str:
    """What a chapter says, its lists included."""
    chapter = next(
        each for each in annual_cabinet.document(figures).chapters if each.title == title
    )
    texts = [block.content for block in chapter.blocks if block.kind in ("prose", "points")]
    return " ".join(" ".join(text) if isinstance(text, list) else text for text in texts)


@pytest.mark.parametrize(
    ("committed", "sentence"),
    [
        ("6723287.67", "That is exactly what was planned by then, £6,723,287.67."),
        (
            "6723287.66",
            "That is £0.01 below the planning line, which stands at £6,723,287.67 on that day.",
        ),
        (
            "6723287.68",
            "That is £0.01 above the planning line, which stands at £6,723,287.67 on that day.",
        ),
    ],
)
def test_the_plan_is_met_missed_or_passed_to_the_penny(committed, sentence):
    assert cap.against_plan(samples.to_date() | {"committed": committed}) == sentence


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (0, "no contract above £500,000 was awarded in the 12 months."),
        (
            1,
            "1 contract above £500,000 was awarded in the 12 months, by a separate Cabinet "
            "decision.",
        ),
        (
            2,
            "2 contracts above £500,000 were awarded in the 12 months, each by a separate Cabinet "
            "decision.",
        ),
    ],
)
def test_awards_above_the_threshold_are_counted_in_words(number, sentence):
    figures = samples.annual()
    above = figures["over_threshold"]
    above["awards"] = above["awards"] * number

    assert prose_of(figures, "Recommendations").endswith(sentence)


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        (
            {"joined": 0, "removed": 0, "suspended": 0, "withdrawn": 0},
            "In it none joined a lot, none was suspended from one, none was removed from one and "
            "none left one of their own accord.",
        ),
        (
            {"joined": 9, "removed": 2, "suspended": 1, "withdrawn": 3},
            "In it 9 joined a lot, 1 was suspended from one, 2 were removed from one and "
            "3 left one of their own accord.",
        ),
    ],
)
def test_providers_who_come_and_go_are_counted_in_words(moves, sentence):
    assert people.sentence({"all": {"at_end": 56} | moves}).endswith(sentence)


@pytest.mark.parametrize(
    ("became", "sentence"),
    [
        (
            {"invited": 0, "joined": 0, "not_joined": 0, "open": 0, "percent": None},
            "No provider named by a court was invited to join the MDPS in the period.",
        ),
        (
            {"invited": 1, "joined": 0, "not_joined": 0, "open": 1, "percent": None},
            "1 provider named by a court was invited to join the MDPS in the period: none joined, "
            "none did not, and 1 had not ended.",
        ),
        (
            {"invited": 4, "joined": 2, "not_joined": 1, "open": 1, "percent": 67},
            "4 providers named by a court were invited to join the MDPS in the period: 2 joined, "
            "1 did not, and 1 had not ended. Of those that have ended, 67% joined.",
        ),
    ],
)
def test_providers_named_by_a_court_are_followed_in_words(became, sentence):
    assert people.named_by_courts(became) == sentence


def test_an_extension_that_was_exercised_is_said():
    days = samples.to_date()["term"] | {"extension_ends": "2029-05-31"}

    assert cap.term({"term": days})[1] == (
        "The option to extend it has been exercised to 31 May 2029."
    )


def test_the_headings_follow_those_of_the_report_to_cabinet():
    assert [chapter.title for chapter in annual_cabinet.document(samples.annual()).chapters] == [
        "Purpose of report",
        "Recommendations",
        "Reasons for recommendations",
        "Resource implications",
        "Current situation",
        "Service providers",
        "Risks",
        "Financial implications",
        "Savings and cost avoidance",
        "Performance management and follow-up",
        "Annex: how the total grew",
    ]
