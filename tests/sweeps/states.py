"""What somebody may be shown at an address: the page to each who may open it, then its errors."""

from collections.abc import Iterator
from typing import Any

from tests.core.page_reader import PageReader
from tests.sweeps.access import Access
from tests.sweeps.drawn import LABELLED, is_page
from tests.sweeps.posting import taken_back
from tests.sweeps.relations import LOOKS
from tests.sweeps.world import World, read

NONSENSE = "nonsense"


def states(world: World, access: Access) -> Iterator[tuple[str, Any]]:
    """As whom, and what they got. Their forms are sent empty, and with nonsense in every field."""
    address = world.url(access.name, access.records, access.query)
    for who in access.openers:
        if is_page(answer := world.look(who, address)):
            yield who, answer
    who = access.openers[0]
    first = world.look(who, address)
    if access.name in LOOKS or not is_page(first):
        return
    with taken_back():
        typed = dict.fromkeys(boxes(first.text), NONSENSE)
        nonsense = read(world.clients[who].post(address, typed))
    for words, answer in (
        ("nothing", world.send_nothing(who, address)),
        ("nonsense", nonsense),
    ):
        if answer.status_code == 200 and is_page(answer):
            yield f"{who} who sends {words}", answer


def boxes(html: str) -> set[str]:
    """The names of what a person fills in or chooses on a page."""
    given = [each.attributes for each in PageReader(html).elements if each.name in LABELLED]
    return {each["name"] for each in given if "name" in each and each.get("type") != "hidden"}
