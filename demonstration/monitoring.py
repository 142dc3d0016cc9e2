"""Two monitoring rounds: one that is finished, and one in which returns are on their way."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Any

from django.core.files.base import ContentFile

from demonstration.diary import working_day
from demonstration.world import World
from reporting.models import MonitoringReturn, SupplierRating
from reporting.monitoring.act import finish, set_action
from reporting.monitoring.answer import answer
from reporting.monitoring.asked import parts_of
from reporting.monitoring.equality import HEADING
from reporting.monitoring.open_round import open_round
from reporting.monitoring.prefill import prefilled
from reporting.monitoring.questions import Kind, Part, Question
from reporting.monitoring.rate import rate
from reporting.monitoring.read import accept, send_back
from reporting.monitoring.submit import submit
from reporting.periods import ENDS_OF_A_HALF, HALF, Period, last_complete, months_after

DAY = dt.timedelta(days=1)
Grade = SupplierRating.Grade
SAID = {
    "went": "Most packages went as agreed. Two families moved, which took time to arrange.",
    "changes": "We confirm each appointment on the day before.",
    "gained": "Reports that helped the court decide, and children who come to sessions gladly.",
    "learnt": "To write down what we see on the same day.",
    "done": "We listened, explained and put the appointment times right.",
    "training": "Training each spring; supervision each month; checks renewed before they end.",
    "cover": "I offered another day in the same week.",
    "delivered": "Two placements for students of the county, and shorter journeys.",
    "actions": "We print our first letter in more languages.",
}
GRADES = (Grade.GOOD, Grade.GOOD, Grade.APPROACHING, Grade.GOOD, Grade.IMPROVE, Grade.GOOD)
REASONS = {
    Grade.GOOD: "Delivered as agreed, on time and at the price of the card.",
    Grade.APPROACHING: "Some starts were late. The plan to change that is sound.",
    Grade.IMPROVE: "Reports were late, and complaints took too long.",
    Grade.INADEQUATE: "It has not returned anything, and was reminded three times.",
}


def enter(world: World) -> None:
    """The rounds of the last two half years that are over."""
    draw = Random(f"monitoring {world.today}")
    half = last_complete(ENDS_OF_A_HALF, months=HALF, on=world.today)
    before = Period(months_after(half.start, -HALF), half.start)
    for period, is_finished in ((before, True), (half, False)):
        if period.start >= world.days.operational:
            opens = partial(_open, world, draw, period, is_finished)
            world.diary.exactly_on(period.end, opens)


def _open(world: World, draw: Random, period: Period, is_finished: bool, on: dt.date) -> None:
    """Open it on the day after; each return comes in on a day of its own, if it comes."""
    if not prefilled(period, on=on):
        return  # nobody delivered so early
    opened = open_round(period.last_day, by=None, on=on)
    mine = world.people.provider.provider_account.supplier_id
    for place, each in enumerate(opened.returns.order_by("pk")):
        day = working_day(on + DAY * (2 + place % 9))
        late = not is_finished and (each.supplier_id == mine or place % 4 == 3)
        if not late:
            world.diary.on(day, partial(_return, world, draw, each.pk, place, is_finished))


def _return(
    world: World, draw: Random, pk: int, place: int, is_finished: bool, on: dt.date
) -> None:
    """An officer enters what the provider sent; then it is read."""
    record = MonitoringReturn.objects.select_related("round", "supplier").get(pk=pk)
    by = world.people.commissioners[place % 2]
    for part in parts_of(record.figures):
        answer(record, part, dict(_answers(record, part, draw)), by=by)
    submit(record, paper=ContentFile(a_letter(), name="return.pdf"), by=by, on=on)
    if not is_finished and place % 4 == 1:
        return
    if not is_finished and place % 4 == 2:
        send_back(record, text="How many reports were late, and why?", by=by, on=on)
        return
    accept(record, by=by, on=on)
    world.diary.on(on + 2 * DAY, partial(_rate, world, pk, place, is_finished))


def _rate(world: World, pk: int, place: int, is_finished: bool, on: dt.date) -> None:
    record = MonitoringReturn.objects.select_related("round", "supplier").get(pk=pk)
    by = world.people.commissioners[0]
    grade = GRADES[place % len(GRADES)]
    rate(record, grade=grade, reasons=REASONS[grade], by=by, on=on)
    if grade == Grade.GOOD:
        return
    action = set_action(
        record,
        text="Agree with us how reports come in on time.",
        owner=by,
        due_on=on + 28 * DAY,
        by=by,
        on=on,
    )
    if is_finished and grade == Grade.APPROACHING:
        world.diary.on(on + 20 * DAY, lambda day: finish(action, outcome="Agreed.", by=by, on=day))


def _answers(record: MonitoringReturn, part: Part, draw: Random) -> Iterator[tuple[str, Any]]:
    """Something plausible for each question; numbers fit one another."""
    received: dict[str, int] = {}
    for each in part.questions:
        if part.heading == HEADING and each.kind is Kind.NUMBER:
            yield each.key, _equality(each, received, draw)
        else:
            yield each.key, _answer(record, each, draw)


def _equality(question: Question, before: dict[str, int], draw: Random) -> int:
    """Each step of a group is at most the one before it."""
    most = before.get(question.group)
    number = draw.randrange(0, 12) if most is None else draw.randrange(most // 2, most + 1)
    before[question.group] = number
    return number


def _answer(record: MonitoringReturn, question: Question, draw: Random) -> Any:
    ended = record.figures["totals"]["ended"]
    numbers = {
        "achieved": ended - ended // 3,
        "partly": ended // 3,
        "people": 3 + draw.randrange(12),
        "received": draw.randrange(2),
    }
    if question.kind is Kind.NUMBER:
        return numbers.get(question.key, 0)
    if question.kind is Kind.CHOICE:
        return draw.choices(question.choices, (8, 1, 1)[: len(question.choices)])[0][0]
    return SAID.get(question.key, "We agreed a plan with the commissioner; by next spring.")


def a_letter() -> bytes:
    """A page that says what a provider would attach: a small PDF, written by hand."""
    words = b"BT /F1 14 Tf 60 760 Td (Our return for the half year, as agreed by telephone.) Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    page, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(page))
        page += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return page + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n"
        b"%%%%EOF\n" % (size, table, size, len(page))
    )
