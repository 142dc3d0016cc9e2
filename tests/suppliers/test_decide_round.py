"""The applications of a round, decided as one batch by one decision record."""

import datetime as dt

import pytest
from django.urls import reverse

from lots.models import AdmissionRound, Lot
from mdps.core import clock, papers
from mdps.core.models import DecisionRecord, Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from suppliers.assess import assess, start
from suppliers.assess_rules import Said
from suppliers.criteria import criteria_of
from suppliers.decide_round import decide_round
from suppliers.models import Admission, Application
from tests.build.browsing import cost, posted, signed_in, words
from tests.build.lots import given_a_round, given_rounds_only
from tests.build.people import given_a
from tests.build.suppliers import (
    consulted,
    given_a_provider,
    given_a_supplier,
    given_an_application,
)
from tests.sweeps.inside import text_inside

pytestmark = pytest.mark.django_db

SECOND = dt.timedelta(seconds=1)
ON = dt.date(2026, 7, 1)
OPENS = dt.datetime(2026, 6, 8, 9, tzinfo=clock.LONDON)
CLOSES = dt.datetime(2026, 6, 29, 12, tzinfo=clock.LONDON)


@pytest.fixture
def summer() -> AdmissionRound:
    lots = list(Lot.objects.all()[:2])
    for lot in lots:
        given_rounds_only(lot, dt.date(2026, 6, 1))
    return given_a_round(*lots, opens=OPENS, closes=CLOSES, title="Summer round")


def given_assessed(name: str, lot: Lot, outcome: str = "pass") -> Application:
    by = given_a("commissioner")
    with clock.at(OPENS):
        application = given_an_application(given_a_supplier(name), lot, clock.today())
    with clock.at(CLOSES):
        start(application, by=by, on=clock.today())
        judgements = {each.pk: Said(outcome, "Seen.") for each in criteria_of(application)}
        assess(application, judgements=judgements, summary="Done.", by=by, on=clock.today())
    return application


def decide(of_round, admit=(), reject=None, *, at=None, by=None) -> DecisionRecord:
    with clock.at(at or clock.noon(ON)):
        return decide_round(
            of_round,
            admit=[each.pk for each in admit],
            reject={each.pk: why for each, why in (reject or {}).items()},
            consultation=consulted(clock.today()),
            by=by or given_a("commissioning_manager"),
            on=clock.today(),
        )


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refused.value.refusals]


def test_many_are_admitted_and_one_rejected_by_one_decision(summer):
    one, two = summer.lots.order_by("number")
    wye, dean = given_assessed("Wye Therapies", one), given_assessed("Dean Play", two)
    bad = given_assessed("Usk Tests", one, "fail")
    provider = given_a_provider(bad.supplier)

    decision = decide(summer, [wye, dean], {bad: "No criterion is met."})

    for each in (wye, dean, bad):
        each.refresh_from_db()
    assert [(each.state, each.decision) for each in (wye, dean, bad)] == [
        ("admitted", decision),
        ("admitted", decision),
        ("rejected", decision),
    ]
    assert (decision.kind, decision.subject) == (
        DecisionRecord.Kind.ADMISSION_ROUND,
        "Summer round: admit 2, reject 1",
    )
    assert set(Admission.objects.values_list("supplier__name", "lot__number")) == {
        ("Wye Therapies", 1),
        ("Dean Play", 2),
    }
    assert Notice.objects.get(to=provider).subject == f"{bad.reference} for Lot 1 was rejected"


def test_the_sheet_lists_who_was_admitted_by_lot_and_only_counts_the_others(summer):
    one, two = summer.lots.order_by("number")
    admitted = [
        given_assessed("Wye Therapies", one),
        given_assessed("Avon Assessments", one),
        given_assessed("Dean Play", two),
    ]
    bad = given_assessed("Usk Tests", one, "fail")

    decide(summer, admitted, {bad: "Not met."})

    [sheet] = papers.about(summer)
    [listed, _] = [
        block["content"] for block in sheet.document["blocks"] if block["kind"] == "facts"
    ]
    assert [(row["key"], row["value"]) for row in listed] == [
        (str(one), "Avon Assessments\nWye Therapies"),
        (str(two), "Dean Play"),
        ("Not admitted", "1 application"),
    ]
    assert "Usk Tests" not in str(sheet.document)


def test_each_supplier_has_a_letter_of_its_own(summer):
    one, _ = summer.lots.order_by("number")
    wye, bad = given_assessed("Wye Therapies", one), given_assessed("Usk Tests", one, "fail")

    decide(summer, [wye], {bad: "The insurance is too low."})

    letters = {each: text_inside(papers.render(papers.about(each).get())) for each in (wye, bad)}
    assert ["The insurance is too low." in letters[each] for each in (wye, bad)] == [False, True]
    assert ["Wye Therapies" in letters[each] for each in (wye, bad)] == [True, False]


def test_all_or_nothing(summer):
    one, _ = summer.lots.order_by("number")
    wye, bad = given_assessed("Wye Therapies", one), given_assessed("Usk Tests", one, "fail")

    with pytest.raises(Refused) as refused:
        decide(summer, [wye, bad])

    wye.refresh_from_db()
    assert (codes(refused), wye.state) == (["criterion-failed"], "recommended")
    assert DecisionRecord.objects.count() == 0


def test_a_rejection_says_why_to_its_supplier(summer):
    one, _ = summer.lots.order_by("number")
    bad = given_assessed("Usk Tests", one, "fail")

    with pytest.raises(Refused) as refused:
        decide(summer, [], {bad: " "})

    assert codes(refused) == ["rejection-without-reason"]


def test_nothing_the_same_twice_and_strangers_are_not_decided(summer, lot):
    one, _ = summer.lots.order_by("number")
    wye = given_assessed("Wye Therapies", one)
    found = []
    for admit, reject in (([], {}), ([wye], {wye: "Also this."})):
        with pytest.raises(Refused) as refused:
            decide(summer, admit, reject)
        found.append(codes(refused))
    other = given_an_application(
        given_a_supplier("Elsewhere"), Lot.objects.get(number=3), dt.date(2026, 6, 1)
    )
    with pytest.raises(Refused) as refused:
        decide(summer, [wye, other])

    assert [*found, codes(refused)] == [["nothing-chosen"], ["twice"], ["not-of-the-round"]]


def test_a_round_is_decided_only_once_it_is_closed(summer):
    with pytest.raises(Refused) as refused:
        decide(summer, at=CLOSES - SECOND)

    assert codes(refused) == ["round-open", "nothing-chosen"]


def test_who_assessed_one_of_them_does_not_decide_it(summer):
    one, _ = summer.lots.order_by("number")
    both = given_a("commissioner", "commissioning_manager", name="Ben")
    wye = given_assessed("Wye Therapies", one)
    Application.objects.filter(pk=wye.pk).update(assessor=both)

    with pytest.raises(Refused) as refused:
        decide(summer, [wye], by=both)

    assert codes(refused) == ["own-assessment"]


def test_a_commissioner_does_not_decide_a_round(summer):
    with pytest.raises(Forbidden):
        decide(summer, by=given_a("commissioner"))


def test_the_batch_is_decided_on_its_page_and_the_round_shows_the_outcome(summer):
    one, two = summer.lots.order_by("number")
    wye, bad = given_assessed("Wye Therapies", one), given_assessed("Usk Tests", two, "fail")
    later = given_assessed("Dean Play", two)
    client = signed_in(given_a("commissioning_manager"))
    url = reverse("suppliers:decide-round", args=[summer.pk])
    data = {
        f"becomes_{wye.pk}": "admit",
        f"becomes_{bad.pk}": "reject",
        f"why_{bad.pk}": "No criterion is met.",
        f"becomes_{later.pk}": "later",
        "consulted": "Cllr Davies",
        "consulted_on_0": "1",
        "consulted_on_1": "7",
        "consulted_on_2": "2026",
        "reasons": "The lots gain choice.",
    }
    with clock.at(ON):
        form = client.get(url).context["form"]
        led = posted(client.post(url, data))
        page = words(client.get(led))

    offered = [value for value, _ in form.fields[f"becomes_{bad.pk}"].choices]
    assert offered == ["reject", "later"]
    assert led == summer.get_absolute_url()
    assert f"{one} Wye Therapies" in page
    assert "Not admitted 1 application" in page
    later.refresh_from_db()
    assert later.state == "recommended"


@pytest.mark.parametrize("page", ["suppliers:decide-round", "lots:round"])
def test_the_pages_cost_the_same_for_one_and_three(summer, page):
    one, _ = summer.lots.order_by("number")
    client, url = signed_in(given_a("commissioning_manager")), reverse(page, args=[summer.pk])
    given_assessed("Wye Therapies", one)
    with clock.at(ON):
        first = cost(client, url)
    for name in ("Dean Play", "Usk Tests"):
        given_assessed(name, one)

    with clock.at(ON):
        assert cost(client, url) == first
