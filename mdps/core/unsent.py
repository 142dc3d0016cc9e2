"""Messages that were given up: shown on the system administrator's home, never forgotten."""

from mdps.core import cells, slots, words
from mdps.core.models import OutboxMessage, User
from mdps.core.outbox import MOST_ATTEMPTS
from mdps.core.permissions import Permission, can
from mdps.core.ui import Cell, Heading, Section, Table

MOST_SHOWN = 10


@slots.filler("home")
def given_up(user: User) -> Section | None:
    """The latest messages that could not be sent; nothing when there are none. Two queries."""
    if not can(user, Permission.ACCOUNTS_MANAGE):
        return None
    lost = OutboxMessage.objects.filter(sent_at=None, attempts__gte=MOST_ATTEMPTS)
    count = lost.count()
    if not count:
        return None
    headings = ("Message", "Written", "Attempts", "What went wrong last")
    table = Table(
        headings=[Heading(text, numeric=text == "Attempts") for text in headings],
        rows=[_row(message) for message in lost.order_by("-id")[:MOST_SHOWN]],
        caption=f"{words.count(count, 'message')} given up after {MOST_ATTEMPTS} attempts",
    )
    return Section("Could not be sent", "components/table.html", {"table": table}, id="unsent")


def _row(message: OutboxMessage) -> list[Cell]:
    return [
        Cell(f"{message.topic} {message.pk}"),
        Cell(words.moment(message.created_at)),
        cells.number(message.attempts),
        Cell(message.error),
    ]
