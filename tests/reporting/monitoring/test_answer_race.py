"""Two people of one provider who save two parts of a return in the same moment.

The control leaves the lock out: the second then writes what it read before the first.
"""

from collections.abc import Callable

import pytest

from reporting.models import MonitoringReturn
from reporting.monitoring.answer import answer
from reporting.monitoring.questions import COMPLAINTS, NARRATIVE, Part
from tests.build.monitoring import given_a_return
from tests.build.suppliers import given_a_provider, given_a_supplier
from tests.core.racing import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

PARTS = (NARRATIVE, COMPLAINTS)


@pytest.fixture
def record() -> MonitoringReturn:
    return given_a_return()


def test_neither_loses_what_the_other_wrote(record):
    supplier = given_a_supplier("Severn Assessments")
    people = [given_a_provider(supplier, name) for name in ("Ann Severn", "Ben Severn")]

    def saves(part: Part, person: object) -> Callable[[], None]:
        mine = MonitoringReturn.objects.get(pk=record.pk)
        return lambda: answer(mine, part, {}, by=person)

    outcomes = at_once(*(saves(*each) for each in zip(PARTS, people, strict=True)))

    record.refresh_from_db()
    assert (outcomes, set(record.answers)) == ([None, None], {"narrative", "complaints"})


def test_without_the_lock_one_part_is_lost(record):
    """The control."""

    def saves(part: Part) -> Callable[[Callable], None]:
        def saving(meet: Callable) -> None:
            mine = MonitoringReturn.objects.get(pk=record.pk)
            meet()
            mine.answers = mine.answers | {part.slug: {}}
            mine.save(update_fields=["answers_words"])

        return saving

    at_once(*map(saves, PARTS))

    record.refresh_from_db()
    assert len(record.answers) == 1
