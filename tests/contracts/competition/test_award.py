"""From the opened quotes to the award: scores, low quotes, ties, standstill, the gate, letters."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from contracts.award import award
from contracts.competition import seal
from contracts.competition.awarding import terms_of
from contracts.competition.bids import bids_of
from contracts.competition.end import end
from contracts.competition.opening import open_quotes
from contracts.competition.score import decide_quote, declare, score
from contracts.competition.settle import settle, take_up_again
from contracts.models import CallOffContract, Commitment, Competition, Route
from lots.queries import current_scheme
from mdps.core import clock
from mdps.core.letters import from_json
from mdps.core.models import AuditEvent, Notice, Paper
from mdps.core.rules import Refused
from tests.build.competitions import (
    AFTER,
    THREE,
    given_a_quote,
    given_a_ranking,
    given_an_open_competition,
    given_opened_quotes,
    given_scores,
)
from tests.build.contracts import (
    given_an_admitted_supplier,
    given_an_officer,
    given_terms,
)
from tests.build.panel import given_an_approved_line
from tests.build.suppliers import given_a_provider, given_a_suspension

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("suppliers_to_invite")]

AVON, SEVERN, WYE = THREE
DAY = dt.timedelta(days=1)
ON = AFTER.date()


def refused(act) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [each.code for each in caught.value.refusals]


def quote_of(competition: Competition, name: str):
    return seal.standing_quotes(competition).get(invitation__supplier__name=name)


def settled(competition: Competition, **options):
    with clock.at(AFTER):
        return settle(competition, by=given_an_officer(), on=ON, **options)


def awarded(competition: Competition, *, on: dt.date = ON, **options) -> CallOffContract:
    competition.refresh_from_db()
    with clock.at(clock.noon(on) + dt.timedelta(hours=6)):
        return award(terms_of(competition), by=given_an_officer(), on=on, **options)


def test_a_ranking_is_frozen_with_its_scores() -> None:
    competition = given_a_ranking()
    assert [
        (row["rank"], row["supplier"], row["quality"], row["price_score"], row["score"])
        for row in competition.ranking
    ] == [
        (1, SEVERN, "60.00", "40.00", "100.00"),
        (2, AVON, "36.00", "36.36", "72.36"),
        (3, WYE, "36.00", "33.33", "69.33"),
    ]
    assert (competition.state, competition.winner.name) == ("scored", SEVERN)


def test_extras_count_in_the_price_that_is_scored() -> None:
    competition = given_an_open_competition(None, AVON, SEVERN)
    given_a_quote(competition, AVON, "1000.00", extras=Decimal("250.00"))
    given_a_quote(competition, SEVERN, "1100.00")
    with clock.at(AFTER):
        open_quotes(competition, by=given_an_officer(), on=ON)
    assert [(each.name, each.price) for each in bids_of(competition)] == [
        (AVON, Decimal("1250.00")),
        (SEVERN, Decimal("1100.00")),
    ]


def test_nobody_scores_before_declaring_and_nobody_with_a_conflict() -> None:
    competition = given_opened_quotes()
    quote, officer = quote_of(competition, AVON), given_an_officer()
    with clock.at(AFTER):
        act = lambda: score(quote, points=(3, 3), reasons=("A.", "B."), by=officer)  # noqa: E731
        assert refused(act) == ["nothing-declared"]
        declare(competition, has_conflict=True, words="My sister works there.", by=officer)
        assert refused(act) == ["conflict"]
        declare(competition, has_conflict=False, by=officer)
        act()
    assert [each.points for each in quote.scores.order_by("criterion")] == [3, 3]


@pytest.mark.parametrize(
    ("points", "reasons"),
    [((6, 3), ("A.", "B.")), ((3,), ("A.",)), ((3, 3), ("A.", " ")), ((-1, 3), ("A.", "B."))],
)
def test_each_criterion_has_its_points_and_reasons(points: tuple, reasons: tuple) -> None:
    competition = given_opened_quotes()
    officer = given_an_officer()
    with clock.at(AFTER):
        declare(competition, has_conflict=False, by=officer)
        act = lambda: score(  # noqa: E731
            quote_of(competition, AVON), points=points, reasons=reasons, by=officer
        )
        assert refused(act) == ["not-scored"]


def test_the_latest_score_counts_and_the_earlier_one_stays() -> None:
    competition = given_opened_quotes()
    given_scores(competition, {AVON: (1, 1)})
    given_scores(competition, {AVON: (5, 4)})
    [avon] = [each for each in bids_of(competition) if each.name == AVON]
    assert avon.points == (5, 4)
    assert quote_of(competition, AVON).scores.count() == 4


def test_a_ranking_waits_until_every_quote_is_scored() -> None:
    competition = given_opened_quotes()
    given_scores(competition, {AVON: (3, 3), SEVERN: (3, 3)})
    with pytest.raises(Refused) as caught:
        settled(competition)
    assert caught.value.refusals[0].message == f"Not scored yet: {WYE}. Score every quote."


def test_an_abnormally_low_quote_is_asked_to_explain_and_decided_about_before_the_ranking() -> None:
    prices = {AVON: "1000.00", SEVERN: "799.99", WYE: "1100.00"}
    competition = given_an_open_competition(None, *prices)
    people = given_a_provider(competition.invitations.get(supplier__name=SEVERN).supplier)
    for name, price in prices.items():
        given_a_quote(competition, name, price)
    with clock.at(AFTER):
        open_quotes(competition, by=given_an_officer(), on=ON)
    asked = f"Explain your price in {competition.reference}: it is unusually low"
    assert [each.to for each in Notice.objects.filter(subject=asked)] == [people]
    given_scores(competition, dict.fromkeys(THREE, (3, 3)))
    assert refused(lambda: settled(competition)) == ["abnormally-low"]
    low, officer = quote_of(competition, SEVERN), given_an_officer()
    with clock.at(AFTER):
        act = lambda: decide_quote(low, accept=True, reasons="It is sound.", by=officer)  # noqa: E731
        assert refused(act) == ["no-explanation"]
        decide_quote(
            low, accept=True, explanation="We are next door.", reasons="It is sound.", by=officer
        )
    assert settled(competition)[0].name == SEVERN


def test_exactly_a_fifth_below_the_median_is_not_low() -> None:
    competition = given_opened_quotes({AVON: "1000.00", SEVERN: "800.00", WYE: "1100.00"})
    assert [each.low_against for each in bids_of(competition)] == [None, None, None]


def test_a_single_low_quote_is_measured_by_its_own_rate_card() -> None:
    competition = given_opened_quotes({AVON: "959.99"})  # its card says £1,200.00
    assert [each.low_against for each in bids_of(competition)] == [Decimal("1200.00")]
    other = given_opened_quotes({AVON: "960.00"})
    assert [each.low_against for each in bids_of(other)] == [None]


def test_a_rejected_quote_is_not_ranked_and_need_not_be_scored() -> None:
    competition = given_opened_quotes()
    given_scores(competition, {AVON: (3, 3), WYE: (4, 4)})
    with clock.at(AFTER):
        decide_quote(
            quote_of(competition, SEVERN),
            accept=False,
            reasons="No report is offered.",
            by=given_an_officer(),
        )
    assert [each.name for each in settled(competition)] == [WYE, AVON]


def test_one_quote_is_ranked_and_awarded() -> None:
    competition = given_a_ranking({SEVERN: "1100.00"})
    assert awarded(competition).value == Decimal("1100.00")


def test_equal_quotes_need_a_reasoned_choice() -> None:
    competition = given_opened_quotes({AVON: "1000.00", SEVERN: "1000.00"})
    given_scores(competition, {AVON: (3, 3), SEVERN: (3, 3)})
    with pytest.raises(Refused) as caught:
        settled(competition)
    assert caught.value.refusals[0].message == (
        f"{AVON} and {SEVERN} are equal in score, quality and price. Choose one of them, and enter "
        "why."
    )
    severn = quote_of(competition, SEVERN).pk
    assert refused(lambda: settled(competition, chosen=severn, tie_reason=" ")) == ["tie"]
    assert refused(lambda: settled(competition, chosen=10**6, tie_reason="Near.")) == ["tie"]
    assert settled(competition, chosen=severn, tie_reason="Starts sooner.")[0].name == SEVERN
    contract = awarded(competition)
    assert contract.reason.endswith("Starts sooner.")


def test_an_award_is_what_was_quoted_and_keeps_the_ranking() -> None:
    competition = given_a_ranking()
    contract = awarded(competition)
    competition.refresh_from_db()
    assert (contract.route, contract.supplier.name, contract.unit_price, contract.value) == (
        Route.COMPETITION,
        SEVERN,
        Decimal("1000.00"),
        Decimal("1000.00"),
    )
    assert contract.comparison[0] == {
        "rank": 1,
        "supplier": SEVERN,
        "unit_price": "1000.00",
        "extras": "0.00",
        "total": "1000.00",
        "quality": "60.00",
        "price_score": "40.00",
        "score": "100.00",
        "tied": False,
    }
    assert contract.reason == (
        f"Ranked first in {competition.reference} with 100.00 of 100: quality 60.00, price 40.00."
    )
    assert (competition.state, competition.contract) == ("awarded", contract)
    assert Commitment.objects.get().amount == Decimal("1000.00")


def test_expected_extras_are_part_of_the_value_and_not_measured_by_the_rate_card() -> None:
    competition = given_an_open_competition(None, SEVERN)
    given_a_quote(competition, SEVERN, "1200.00", extras=Decimal("150.00"), extras_words="Travel")
    with clock.at(AFTER):
        open_quotes(competition, by=given_an_officer(), on=ON)
    given_scores(competition, {SEVERN: (4, 4)})
    settled(competition)
    contract = awarded(competition)
    assert (contract.value, contract.unit_price, contract.bespoke) == (
        Decimal("1350.00"),
        Decimal("1200.00"),
        "",
    )


def test_a_quote_a_penny_above_the_rate_card_is_refused_unless_it_is_bespoke() -> None:
    competition = given_a_ranking({SEVERN: "1200.01"})
    assert refused(lambda: awarded(competition)) == ["above-card"]
    terms = terms_of(competition).because("Ranked first.", "It needs a second assessor.")
    with clock.at(AFTER):
        contract = award(terms, by=given_an_officer(), on=ON)
    assert contract.bespoke == "It needs a second assessor."


def test_a_dearer_winner_needs_no_other_reason_than_its_rank() -> None:
    competition = given_a_ranking({AVON: "1000.00", SEVERN: "1100.00"})
    assert competition.winner.name == SEVERN
    assert awarded(competition).reason.startswith("Ranked first in")


def test_only_the_winner_at_its_price_is_awarded() -> None:
    competition = given_a_ranking()
    terms = terms_of(competition)
    officer = given_an_officer()
    avon = given_an_admitted_supplier(AVON)
    with clock.at(AFTER):
        assert refused(lambda: award(replace(terms, supplier=avon), by=officer, on=ON)) == [
            "not-winner"
        ]
        cheaper = replace(terms, unit_price=Decimal("999.99"))
        assert refused(lambda: award(cheaper, by=officer, on=ON)) == ["not-as-quoted"]
        more = replace(terms, extras=Decimal("0.01"))
        assert refused(lambda: award(more, by=officer, on=ON)) == ["not-as-quoted"]


def test_nothing_is_awarded_by_a_route_that_no_ranking_stands_behind() -> None:
    opened = given_opened_quotes()
    officer = given_an_officer()
    terms = given_terms(
        opened.line,
        supplier=given_an_admitted_supplier(SEVERN),
        route=Route.COMPETITION,
        reason="It is the one.",
    )
    with clock.at(AFTER):
        assert refused(lambda: award(terms, by=officer, on=ON)) == ["not-ranked"]
        other = given_terms(given_an_approved_line(on=ON), route=Route.COMPETITION, reason="So.")
        assert refused(lambda: award(other, by=officer, on=ON)) == ["no-competition"]


def test_nothing_is_awarded_directly_while_a_competition_runs() -> None:
    competition = given_an_open_competition()
    terms = given_terms(competition.line)
    with clock.at(AFTER):
        act = lambda: award(terms, by=given_an_officer(), on=ON)  # noqa: E731
        assert refused(act) == ["competition-runs"]
        end(
            competition,
            ended_as="no_quotes",
            because="Nobody quoted.",
            by=given_an_officer(),
            on=ON,
        )
        assert act().route == Route.DIRECT


def test_a_competition_needs_no_authorisation_of_a_direct_award() -> None:
    given_an_admitted_supplier(SEVERN, price="30000.00")
    line = given_an_approved_line(amount=Decimal("30000.00"))
    competition = given_a_ranking({SEVERN: "30000.00"}, line=line)
    contract = awarded(competition)
    assert (contract.value, contract.authorisation) == (Decimal("30000.00"), None)


def test_the_day_after_the_standstill_is_the_first_on_which_it_is_awarded() -> None:
    competition = given_a_ranking(standstill_days=10)
    assert competition.standstill_until == ON + 10 * DAY
    regrets = Paper.objects.filter(kind="contracts.quote_lost")
    assert regrets.count() == 2  # the letters begin the standstill
    assert refused(lambda: awarded(competition, on=ON + 10 * DAY)) == ["standstill"]
    assert awarded(competition, on=ON + 11 * DAY).route == Route.COMPETITION
    assert regrets.count() == 2


def test_a_winner_that_is_suspended_meanwhile_is_refused_and_the_scoring_taken_up_again() -> None:
    competition = given_a_ranking()
    admission = competition.winner.admissions.get()
    given_a_suspension(admission, ON)
    assert refused(lambda: awarded(competition)) == ["suspended"]
    officer = given_an_officer()
    with clock.at(AFTER):
        take_up_again(competition, because="The winner is suspended.", by=officer, on=ON)
        decide_quote(quote_of(competition, SEVERN), accept=False, reasons="Suspended.", by=officer)
    assert settled(competition)[0].name == AVON
    assert awarded(competition).supplier.name == AVON


def test_the_value_shown_is_the_value_awarded() -> None:
    competition = given_a_ranking()
    act = lambda: awarded(competition, shown_value=Decimal("999.99"))  # noqa: E731
    assert refused(act) == ["value-changed"]
    assert awarded(competition, shown_value=Decimal("1000.00")).value == Decimal("1000.00")


def test_an_award_is_made_once() -> None:
    competition = given_a_ranking()
    terms = terms_of(competition)
    with clock.at(AFTER):
        award(terms, by=given_an_officer(), on=ON)
        codes = refused(lambda: award(terms, by=given_an_officer(), on=ON))
    assert "no-competition" in codes
    assert CallOffContract.objects.count() == 1
    assert current_scheme().committed == Decimal("1000.00")


def test_the_letters_say_ones_own_scores_and_the_winners_and_nothing_of_others() -> None:
    competition = given_a_ranking()
    awarded(competition)
    letters = {
        paper.document["to"][0]: str(from_json(paper.document).blocks)
        for paper in Paper.objects.filter(kind="contracts.quote_lost")
    }
    assert set(letters) == {AVON, WYE}
    avon = letters[AVON]
    assert "36.36 of 40" in avon
    assert "72.36 of 100" in avon
    assert SEVERN in avon
    assert "100.00 of 100" in avon
    assert "Because." in avon
    for absent in (WYE, "69.33", "1,000.00", "1,200.00", competition.line.request.case_reference):
        assert absent not in avon
    [won] = Paper.objects.filter(kind="contracts.quote_won")
    assert won.document["to"][0] == SEVERN
    assert AVON not in str(from_json(won.document))


def test_everybody_who_quoted_and_the_requester_are_told() -> None:
    competition = given_an_open_competition()
    people = {
        each.supplier.name: given_a_provider(each.supplier)
        for each in competition.invitations.select_related("supplier")
    }
    for name, price in zip(THREE, ("1100.00", "1000.00", "1200.00"), strict=True):
        given_a_quote(competition, name, price)
    with clock.at(AFTER):
        open_quotes(competition, by=given_an_officer(), on=ON)
    given_scores(competition, {AVON: (3, 3), SEVERN: (5, 5), WYE: (3, 3)})
    settled(competition)
    contract = awarded(competition)
    reference = competition.reference
    told = {(each.to.name, each.subject) for each in Notice.objects.all()}
    assert (people[AVON].name, f"{reference} is decided: your letter is there") in told
    assert (people[SEVERN].name, f"You were awarded {contract.reference}") in told
    requester = competition.line.request.requester
    assert {subject for name, subject in told if name == requester.name} >= {
        f"The quotes of {reference} for {competition.line.request.reference} are ranked",
        f"{contract.reference} was awarded for {competition.line.request.reference}",
    }


@pytest.mark.parametrize(
    ("ended_as", "quotes", "expected"),
    [
        ("no_quotes", True, ["quotes-may-come"]),
        ("all_rejected", True, ["not-all-rejected"]),
        ("cancelled", True, []),
        ("no_quotes", False, []),
    ],
)
def test_a_competition_ends_as_it_stands(ended_as: str, quotes: bool, expected: list[str]) -> None:
    competition = given_opened_quotes() if quotes else given_an_open_competition()
    with clock.at(AFTER):
        act = lambda: end(  # noqa: E731
            competition, ended_as=ended_as, because="So.", by=given_an_officer(), on=ON
        )
        if expected:
            assert refused(act) == expected
        else:
            act()
            assert refused(act)[0] == "over"


def test_it_does_not_end_for_want_of_quotes_before_the_deadline() -> None:
    competition = given_an_open_competition()
    with clock.at(competition.closes_at):
        act = lambda: end(  # noqa: E731
            competition, ended_as="no_quotes", because="So.", by=given_an_officer(), on=ON
        )
        assert refused(act) == ["quotes-may-come"]


def test_when_all_are_rejected_each_reads_why() -> None:
    competition = given_opened_quotes({AVON: "1000.00", SEVERN: "1100.00"})
    officer = given_an_officer()
    with clock.at(AFTER):
        declare(competition, has_conflict=False, by=officer)
        for name in (AVON, SEVERN):
            decide_quote(
                quote_of(competition, name), accept=False, reasons=f"Not {name}.", by=officer
            )
        assert refused(lambda: settle(competition, by=officer, on=ON)) == ["all-rejected"]
        end(competition, ended_as="all_rejected", because="None would do.", by=officer, on=ON)
    letters = {
        paper.document["to"][0]: str(from_json(paper.document).blocks)
        for paper in Paper.objects.filter(kind="contracts.quote_ended")
    }
    assert set(letters) == {AVON, SEVERN}
    assert "Not Avon" in letters[AVON]
    assert "Not Severn" not in letters[AVON]


def test_who_raised_the_request_neither_opens_nor_scores() -> None:
    competition = given_an_open_competition()
    given_a_quote(competition, AVON)
    requester = competition.line.request.requester
    requester.roles = ["social_worker", "commissioner"]
    requester.save()
    with clock.at(AFTER):
        assert refused(lambda: open_quotes(competition, by=requester, on=ON)) == ["own-request"]
        open_quotes(competition, by=given_an_officer(), on=ON)
        declare(competition, has_conflict=False, by=requester)
        act = lambda: score(  # noqa: E731
            quote_of(competition, AVON), points=(3, 3), reasons=("A.", "B."), by=requester
        )
        assert refused(act) == ["own-request"]


def test_the_audit_trail_says_who_opened_scored_and_awarded() -> None:
    competition = given_a_ranking({SEVERN: "1100.00"})
    awarded(competition)
    actions = list(
        AuditEvent.objects.filter(subject_id=competition.pk, subject=competition.reference)
        .order_by("id")
        .values_list("action", flat=True)
    )
    assert actions == [
        "competition.drafted",
        "competition.open",
        "competition.invited",
        "competition.quoted",
        "competition.opened",
        "competition.unsealed",
        "competition.declared",
        "competition.quote_scored",
        "competition.scored",
        "competition.ranked",
        "competition.awarded",
    ]
