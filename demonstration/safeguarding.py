"""A supplier is suspended for safeguarding today, and its packages are decided about one by one."""

import datetime as dt
from functools import partial

from django.db.models import Count, F, Q

from contracts.models import CallOffContract, PackageSafeguard
from contracts.safeguards import choose, give_to
from demonstration.world import World, consultation
from suppliers.models import Admission
from suppliers.suspend import suspend

Choice = PackageSafeguard.Choice

PACKAGES = (3, 4, 2)  # how many it should have, the best number first
WHY = (
    "A worker was seen without the check that the specification asks for. Nothing new until the "
    "inquiry has reported."
)
MADE = (
    (Choice.CONTINUE, "Two adults are present at each visit, and the social worker calls weekly."),
    (Choice.PAUSE, "The worker in question delivers it alone. The family agreed to wait."),
)


def enter(world: World) -> None:
    """Today, whatever day of the week it is: it does not wait."""
    world.diary.exactly_on(world.today, partial(_suspend, world))


def _suspend(world: World, on: dt.date) -> None:
    """All packages but one are decided; the last one waits for a commissioner."""
    admission = _one_with_packages(world)
    if admission is None:
        return
    said = consultation(on, WHY, days_before=0)
    suspension = suspend(admission, consultation=said, by=world.people.deciders[0], on=on)
    packages = suspension.packages.select_related("contract__awarded_by", "owner").order_by("id")
    *decided, waits = packages
    for package, (choice, reason) in zip(decided, MADE, strict=False):
        choose(package, choice=choice, reason=reason, by=package.owner, on=on)
    give_to(waits, owner=world.people.commissioners[0], by=waits.owner)


def _one_with_packages(world: World) -> Admission | None:
    """An admission with a few live call-offs; not that of the provider of the demonstration."""
    live = Q(
        supplier__deliveries_due__state__in=CallOffContract.LIVE,
        supplier__deliveries_due__lot=F("lot"),
    )
    found = (
        Admission.objects.filter(state=Admission.State.ADMITTED, ended_on=None)
        .exclude(supplier__accounts__user=world.people.provider)
        .annotate(packages=Count("supplier__deliveries_due", filter=live))
        .filter(packages__in=PACKAGES)
        .select_related("supplier", "lot")
    )
    return min(found, key=lambda each: (PACKAGES.index(each.packages), each.pk), default=None)
