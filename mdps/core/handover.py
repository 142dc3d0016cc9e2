"""Open work of a person, and who takes it over when their account is closed or their roles change.

Each app says with `@holder` what it keeps in somebody's name and how it is given on; nothing is
deleted or left without an owner. What a person did stays under their name.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.roles import ROLES, RoleKey, holders_of
from mdps.core.rules import Refusal, Refused
from mdps.core.words import count, listed

MOST_NAMED = 5


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One kind of open work of one person.

    `place` is where its locks stand in the one order (docs/locking.md): kinds are given on in it.
    `takers` may have it, and `give(to, by, on)` gives all of it on, under its own locks; or nobody
    can take it over, and `end(by, on)` ends it. Without either it stays where it is. Who loses the
    permission that it `needs` gives it on too; what is `of_team` is not taken along to another one.
    """

    key: str
    place: int
    title: str
    references: Sequence[str]
    needs: Permission
    of_team: bool = False
    takers: Sequence[User] = ()
    give: Callable[[User, User, dt.date], None] | None = None
    end: Callable[[User, dt.date], None] | None = None

    @property
    def words(self) -> str:
        """`3: SR-000001, SR-000002 and SR-000003`."""
        if not self.references:
            return "Nothing waits now"
        named = list(self.references[:MOST_NAMED])
        if more := len(self.references) - len(named):
            named.append(f"{more} more")
        return f"{len(self.references)}: {listed(named)}"

    def usual(self, person: User) -> User | None:
        """Who takes it over unless somebody is named: a manager of the person's team."""
        of_team = (each for each in self.takers if each.team_id == person.team_id is not None)
        return next((each for each in of_team if each.holds(RoleKey.TEAM_MANAGER)), None)


Source = Callable[[User, dt.date], Iterator[Holding]]

_sources: list[Source] = []


def holder(function: Source) -> Source:
    """Register a function that yields the open work of a person on a day."""
    _sources.append(function)
    return function


def held_by(person: User, *, on: dt.date) -> list[Holding]:
    """All open work of `person`, in the order in which it is given on."""
    found = [holding for source in _sources for holding in source(person, on)]
    return sorted(found, key=lambda holding: holding.place)


def lost_by(
    person: User, *, roles: Collection[str], team: int | None, on: dt.date
) -> list[Holding]:
    """The open work that `person` could not go on with in these roles and this team."""
    may = frozenset().union(*(ROLES[key].permissions for key in roles if key in ROLES))
    moves = team != person.team_id
    return [
        each for each in held_by(person, on=on) if each.needs not in may or (moves and each.of_team)
    ]


def give_on(
    person: User,
    to: Mapping[str, User],
    *,
    by: User,
    on: dt.date,
    held: Sequence[Holding] | None = None,
) -> list[str]:
    """Give the open work `held` by `person`, or all of it, to the people of `to`, by its key.

    Inside the transaction that closes or changes the account. What nobody is named for goes to a
    manager of the team. What nobody in the service could take stays where it is. Returns what was
    given on, in words. Raises Refused where somebody could take it and nobody is named.
    """
    held = held_by(person, on=on) if held is None else held
    takers = {each.key: to.get(each.key) or each.usual(person) for each in held}
    refusals = [refusal_of(each, takers[each.key]) for each in held]
    if missing := [refusal for refusal in refusals if refusal]:
        raise Refused(missing)
    for each in held:
        if each.end:
            each.end(by, on)
        elif each.give and (taker := takers[each.key]):
            each.give(taker, by, on)
    return [
        f"{each.title}: {count(len(each.references), 'record')} to {taker.name}"
        for each in held
        if (taker := takers[each.key])
    ]


def takers(permission: Permission, *, instead_of: User) -> QuerySet[User]:
    """Who holds `permission` and could so stand in the place of somebody, by name."""
    holding = User.objects.holding(*holders_of(permission)).exclude(pk=instead_of.pk)
    return holding.order_by("name")


def pass_on(found: Sequence[Model], field: str, *, to: User) -> Iterator[Any]:
    """Write `to` into `field` of each record, locked in the order of their ids; there is one."""
    rows = type(found[0])._default_manager.filter(pk__in=[each.pk for each in found])
    for each in rows.order_by("pk").select_for_update(of=("self",)):
        setattr(each, field, to)
        each.save(update_fields=[field])
        yield each


def refusal_of(holding: Holding, taker: User | None) -> Refusal | None:
    """Why the work cannot be given to `taker`."""
    if not holding.takers or taker in holding.takers:
        return None
    said = "Choose who takes over" if taker is None else f"{taker.name} cannot take over"
    return Refusal(
        "nobody-takes-over", f"{said} {holding.title.lower()} ({holding.words})", field=holding.key
    )
