"""Questions and quotes: to the second in London, sealed, replaced, withdrawn, from an e-mail."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction

from contracts.competition import seal
from contracts.competition.ask import answer
from contracts.competition.opening import open_quotes
from contracts.competition.quote import enter_quote, give_quote, withdraw_quote
from contracts.models import Competition, Quote, QuoteContent
from mdps.core import clock
from mdps.core.cases import keys
from mdps.core.cases.sealed import DISPOSED
from mdps.core.models import AuditEvent, Notice
from mdps.core.money import NotMoney, parse_gbp
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from tests.build.competitions import (
    AFTER,
    CLOSES,
    INVITED,
    given_a_question_about,
    given_a_quote,
    given_an_open_competition,
    given_opened_quotes,
    given_what_is_said,
    invitation_of,
)
from tests.build.contracts import given_an_officer
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.build.referrals import a_pdf
from tests.build.suppliers import given_a_provider, given_a_supplier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("suppliers_to_invite")]

SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)
AVON, SEVERN = "Avon Assessments", "Severn Assessments"


def refused(act) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [each.code for each in caught.value.refusals]


def entered(competition: Competition, *, received_at: dt.datetime, at: dt.datetime, **options):
    with clock.at(at):
        return enter_quote(
            invitation_of(competition, AVON),
            given_what_is_said(),
            received_at=received_at,
            document=a_pdf("quote.pdf"),
            replaces=options.get("replaces"),
            by=given_an_officer(),
        )


def test_a_quote_at_the_deadline_is_in_time_and_a_second_later_it_is_not() -> None:
    competition = given_an_open_competition()
    assert given_a_quote(competition, AVON, at=CLOSES).received_at == CLOSES
    late = refused(lambda: given_a_quote(competition, SEVERN, at=CLOSES + SECOND))
    assert late == ["too-late"]
    assert Quote.objects.count() == 1


def test_the_refusal_of_a_late_quote_says_both_moments_to_the_second() -> None:
    competition = given_an_open_competition()
    with pytest.raises(Refused) as caught:
        given_a_quote(competition, SEVERN, at=CLOSES + SECOND)
    assert caught.value.refusals[0].message == (
        "The deadline was 12:00:00 on 16 June 2026, and this was received at 12:00:01 on "
        "16 June 2026. A late quote is not taken."
    )


@pytest.mark.parametrize(
    ("deadline", "seen_from_utc"),
    [
        (dt.datetime(2026, 10, 24, 12, tzinfo=clock.LONDON), 11),  # summer time
        (dt.datetime(2026, 10, 26, 12, tzinfo=clock.LONDON), 12),  # after the clocks went back
    ],
)
def test_the_deadline_is_on_the_clock_in_london_on_both_sides_of_a_change(
    deadline: dt.datetime, seen_from_utc: int
) -> None:
    competition = given_an_open_competition(
        closes_at=deadline,
        questions_until=deadline.date() - DAY,
        starts_on=deadline.date(),
        ends_on=deadline.date(),
    )
    utc = deadline.astimezone(dt.UTC)
    assert utc.hour == seen_from_utc
    assert given_a_quote(competition, AVON, at=utc)
    assert refused(lambda: given_a_quote(competition, SEVERN, at=utc + SECOND)) == ["too-late"]


def test_the_database_takes_no_late_quote_either() -> None:
    competition = given_an_open_competition()
    invitation = invitation_of(competition, AVON)
    by = given_a_provider(invitation.supplier)
    with pytest.raises(DatabaseError, match="not received in time"), transaction.atomic():
        Quote.objects.create(
            invitation=invitation,
            received_at=CLOSES + SECOND,
            entered_by=by,
            entered_at=CLOSES,
        )


def test_a_later_quote_replaces_the_one_that_was_seen_and_both_stay() -> None:
    competition = given_an_open_competition()
    first = given_a_quote(competition, AVON, "1100.00")
    second = given_a_quote(competition, AVON, "1000.00", at=INVITED + 2 * DAY)
    assert second.replaces == first
    assert list(seal.standing_quotes(competition)) == [second]
    assert QuoteContent.objects.count() == 2


def test_a_quote_over_one_that_was_not_seen_is_refused() -> None:
    competition = given_an_open_competition()
    given_a_quote(competition, AVON)
    invitation = invitation_of(competition, AVON)
    by = given_a_provider(invitation.supplier)
    with clock.at(INVITED + 2 * DAY):
        act = lambda: give_quote(invitation, given_what_is_said(), replaces=None, by=by)  # noqa: E731
        assert refused(act) == ["changed-meanwhile"]


def test_a_quote_can_be_withdrawn_until_the_deadline_and_given_again() -> None:
    competition = given_an_open_competition()
    quote = given_a_quote(competition, AVON)
    invitation, by = invitation_of(competition, AVON), quote.entered_by
    with clock.at(CLOSES):
        withdraw_quote(invitation, replaces=quote.pk, by=by)
    assert seal.standing_quotes(competition).count() == 0
    with clock.at(CLOSES):
        standing = seal.standing_quote(invitation)
        codes = refused(lambda: withdraw_quote(invitation, replaces=standing.pk, by=by))
        assert codes == ["no-quote"]
    again = given_a_quote(competition, AVON, at=CLOSES)
    assert list(seal.standing_quotes(competition)) == [again]
    with clock.at(CLOSES + SECOND):
        late = refused(lambda: withdraw_quote(invitation, replaces=again.pk, by=by))
    assert late == ["too-late"]


def test_an_officer_enters_an_e_mail_received_in_time_also_after_the_deadline() -> None:
    competition = given_an_open_competition()
    quote = entered(competition, received_at=CLOSES, at=CLOSES + 30 * SECOND)
    assert (quote.by_email, quote.received_at) == (True, CLOSES)
    assert quote.sealed.document.name == "quote.pdf"


@pytest.mark.parametrize(
    ("received_at", "expected"),
    [
        (CLOSES + SECOND, ["too-late"]),
        (INVITED - SECOND, ["received-when"]),
        (AFTER + SECOND, ["too-late", "received-when"]),
    ],
)
def test_an_e_mail_received_at_another_time_is_refused_and_its_paper_not_kept(
    received_at: dt.datetime, expected: list[str]
) -> None:
    competition = given_an_open_competition()
    act = lambda: entered(competition, received_at=received_at, at=AFTER)  # noqa: E731
    assert refused(act) == expected
    assert Quote.objects.count() == 0


def test_an_older_e_mail_does_not_replace_a_later_quote() -> None:
    competition = given_an_open_competition()
    later = given_a_quote(competition, AVON, at=INVITED + 2 * DAY)
    act = lambda: entered(  # noqa: E731
        competition, received_at=INVITED + DAY, at=INVITED + 3 * DAY, replaces=later.pk
    )
    assert refused(act) == ["older"]


def test_nothing_is_quoted_once_the_quotes_are_opened() -> None:
    competition = given_opened_quotes()
    assert refused(lambda: entered(competition, received_at=CLOSES, at=AFTER)) == [
        "not-open",
        "changed-meanwhile",
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"unit_price": Decimal("0.00")}, ["no-price"]),
        ({"unit_price": Decimal("0.01")}, []),
        ({"answers": ("One.",)}, ["not-answered"]),
        ({"answers": ("One.", " ")}, ["not-answered"]),
    ],
)
def test_a_quote_is_whole(options: dict, expected: list[str]) -> None:
    competition = given_an_open_competition()
    invitation = invitation_of(competition, AVON)
    said = given_what_is_said(**{"unit_price": "1.00"} | options)
    with clock.at(INVITED + DAY):
        act = lambda: give_quote(  # noqa: E731
            invitation, said, replaces=None, by=given_a_provider(invitation.supplier)
        )
        if expected:
            assert refused(act) == expected
        else:
            assert act().sealed.unit_price == said.unit_price


@pytest.mark.parametrize("text", ["1,1000.00", "11,00.00", "1.100,00", "1,,100", "1100,00"])
def test_a_comma_in_the_wrong_place_is_no_amount(text: str) -> None:
    with pytest.raises(NotMoney, match=r"Enter an amount in pounds and pence, like 1,234.50"):
        parse_gbp(text)


def test_only_the_suppliers_own_people_quote() -> None:
    competition = given_an_open_competition()
    invitation = invitation_of(competition, AVON)
    stranger = given_a_provider(given_a_supplier("Somebody Else"))
    for person in (stranger, given_an_officer()):
        with clock.at(INVITED), pytest.raises(Forbidden):
            give_quote(invitation, given_what_is_said(), replaces=None, by=person)


def test_nobody_reads_a_quote_before_it_is_opened_but_its_own_supplier() -> None:
    competition = given_an_open_competition()
    given_a_quote(competition, AVON)
    invitation = invitation_of(competition, AVON)
    with pytest.raises(Forbidden, match="sealed until they are opened"):
        seal.contents(competition)
    for person in (given_an_officer(), given_a_provider(given_a_supplier("Severn Assessments"))):
        with pytest.raises(Forbidden):
            seal.own_content(invitation, person)
    own = seal.own_content(invitation, given_a_provider(invitation.supplier))
    assert own.unit_price == Decimal("1100.00")


def test_only_the_seal_reads_what_quotes_say() -> None:
    """No page, list, export or figure may name the sealed table, but for the types of what the
    seal gave out."""
    root = Path(settings.ROOT)
    below = ("panel", "referrals", "suppliers", "lots", "mdps")  # know of no quote to ask it
    apps = ("contracts", "reporting", "keeping", "demonstration", *below)
    readers = {
        str(path.relative_to(root))
        for app in apps
        for path in (root / app).rglob("*.py")
        if "QuoteContent.objects" in (text := path.read_text())
        or (app not in below and re.search(r"(?<!cases)\.sealed\b", text))
    }
    assert readers == {"contracts/competition/seal.py"}


def test_what_is_said_of_a_quote_says_so_once_its_case_was_disposed_of() -> None:
    competition = given_opened_quotes()
    keys.destroy([competition.line.request.case_key_id], on=TODAY)
    content = next(iter(seal.contents(competition).values()))
    assert content.answers == [DISPOSED, DISPOSED]
    assert content.availability == DISPOSED


def test_an_amount_stands_in_no_audit_line_and_no_notice_before_the_opening() -> None:
    competition = given_an_open_competition()
    given_a_quote(competition, AVON, "1234.56")
    entered_by_officer = given_a_quote(competition, AVON, "1234.56", at=INVITED + 2 * DAY)
    assert entered_by_officer
    said = [str(each.detail) for each in AuditEvent.objects.filter(action__startswith="compet")]
    said += list(Notice.objects.values_list("subject", flat=True))
    assert [each for each in said if "1234" in each or "1,234" in each] == []


def test_quotes_are_opened_once_after_the_deadline_by_a_named_officer() -> None:
    competition = given_an_open_competition()
    given_a_quote(competition, AVON)
    officer = given_an_officer(name="Olga Opener")
    with clock.at(CLOSES):
        act = lambda: open_quotes(competition, by=officer, on=CLOSES.date())  # noqa: E731
        assert refused(act) == ["before-deadline"]
    with clock.at(CLOSES + SECOND):
        assert open_quotes(competition, by=officer, on=CLOSES.date()) == 1
    competition.refresh_from_db()
    assert (competition.opened_by, competition.opened_at) == (officer, CLOSES + SECOND)
    with clock.at(AFTER):
        assert "not-open" in refused(lambda: open_quotes(competition, by=officer, on=TODAY))


def test_nothing_is_opened_without_a_quote() -> None:
    competition = given_an_open_competition()
    with clock.at(AFTER):
        codes = refused(lambda: open_quotes(competition, by=given_an_officer(), on=AFTER.date()))
    assert codes == ["no-quotes"]


def test_a_finance_officer_opens_nothing() -> None:
    competition = given_an_open_competition()
    with clock.at(AFTER), pytest.raises(Forbidden):
        open_quotes(competition, by=given_a("finance_officer"), on=AFTER.date())


def test_questions_are_asked_until_the_end_of_their_last_day() -> None:
    competition = given_an_open_competition()
    last = clock.start_of(competition.questions_until + DAY) - SECOND
    assert given_a_question_about(competition, AVON, at=last)
    late = refused(lambda: given_a_question_about(competition, AVON, at=last + SECOND))
    assert late == ["too-late-to-ask"]


def test_an_answer_reaches_all_invited_and_names_nobody() -> None:
    competition = given_an_open_competition()
    people = [given_a_provider(each.supplier) for each in competition.invitations.all()]
    asked = given_a_question_about(competition, AVON)
    with clock.at(INVITED + DAY):
        answer(asked, question="An interpreter?", text="No.", by=given_an_officer(), on=TODAY)
    told = Notice.objects.filter(subject=f"A question about {competition.reference} is answered")
    assert {each.to for each in told} == set(people)
    with clock.at(INVITED + DAY):
        act = lambda: answer(  # noqa: E731
            asked, question="Again?", text="No.", by=given_an_officer(), on=TODAY
        )
        assert refused(act) == ["answered"]


@pytest.mark.parametrize("at", [CLOSES + SECOND, CLOSES])
def test_an_answer_comes_before_the_deadline(at: dt.datetime) -> None:
    competition = given_an_open_competition()
    asked = given_a_question_about(competition, AVON)
    with clock.at(at):
        act = lambda: answer(  # noqa: E731
            asked, question="Which?", text="None.", by=given_an_officer(), on=at.date()
        )
        if at > CLOSES:
            assert refused(act) == ["too-late-to-answer"]
        else:
            assert act().answer == "None."


def test_an_answer_that_points_to_the_child_is_refused() -> None:
    line = given_an_approved_line(amount=Decimal("5000.00"), case_reference="LCS-4821937")
    competition = given_an_open_competition(line)
    asked = given_a_question_about(competition, AVON)
    with clock.at(INVITED + DAY):
        act = lambda: answer(  # noqa: E731
            asked, question="Whose?", text="LCS-4821937", by=given_an_officer(), on=TODAY
        )
        assert refused(act) == ["points-to-child"]
