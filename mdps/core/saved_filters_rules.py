"""Which filters may be saved. Pure: no database, nothing raised."""

from dataclasses import dataclass

from mdps.core.rules import Refusal

MOST = 20


@dataclass(frozen=True)
class Saving:
    """A name about to be given, and those that the person uses on this list already."""

    name: str
    taken: frozenset[str]


def name_is_free(facts: Saving) -> Refusal | None:
    """One name stands for one set of filters, however it is capitalised."""
    name = facts.name.strip()
    if name.casefold() not in {each.casefold() for each in facts.taken}:
        return None
    return Refusal(
        "name-taken",
        f"You have a filter called {name} on this list already. Enter another name, or delete it.",
        field="name",
    )


def there_is_room(facts: Saving) -> Refusal | None:
    """At most MOST filters a list."""
    if len(facts.taken) < MOST:
        return None
    return Refusal(
        "too-many-filters", f"You have {MOST} filters on this list already. Delete one of them."
    )


RULES = (name_is_free, there_is_room)
