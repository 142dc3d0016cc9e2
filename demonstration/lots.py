"""What is asked on the lots, and one round that is over: all of it through the real actions."""

import datetime as dt
from functools import partial

from demonstration.names import slug
from demonstration.world import World, consultation
from lots import rounds
from lots.models import AdmissionRound, Lot, LotVersion
from lots.queries import newest
from lots.set_rule import set_rule
from lots.version_rules import Text
from lots.versions import put_in_force, texts_of, write
from mdps.core import clock
from mdps.core.moments import in_london
from suppliers import assess
from suppliers.apply import apply
from suppliers.comply import comply, yet_to_comply
from suppliers.criteria import criteria_of
from suppliers.decide_round import decide_round
from suppliers.models import Application
from suppliers.register import register

DAY = dt.timedelta(days=1)
Kind = LotVersion.Kind

SPECIFICATION = (
    ("What is delivered", "The services of the lot, to the children and parents that are named."),
    ("Where", "In the home, at school or in a room of the provider that is safe and reachable."),
    ("Reports", "In plain words, checked by somebody qualified, and shared with the family."),
)
STANDARDS = (
    ("First contact", "Within 3 working days of the award."),
    ("Reports", "Within 20 working days of the last appointment, unless a court names a day."),
    ("Missed appointments", "Reported to the social worker on the same day."),
    ("Safeguarding", "A concern is passed on at once, and in writing within one working day."),
)
# Who applied in the round: name, and whether every criterion was met.
ROUND_LOT, NEWER_LOT = 2, 3
APPLICANTS = (("Newent Art Therapy", True), ("Symonds Play Rooms", True), ("Usk Equine", False))
OPENED, CLOSED, DECIDED = 56, 35, 27  # days ago; nobody else applies for the lot in between


def enter(world: World) -> None:
    """Put the versions, the rules of one lot and its round into the diary."""
    today, first = world.today, world.days.operational
    world.diary.on(max(today - 150 * DAY, first), partial(_write, world))
    world.diary.exactly_on(today - (OPENED + 2) * DAY, partial(_plan, world))
    world.diary.exactly_on(today - (OPENED - 6) * DAY, partial(_apply, world))
    world.diary.exactly_on(today - (CLOSED - 1) * DAY, partial(_assess, world))
    world.diary.exactly_on(today - DECIDED * DAY, partial(_decide, world))
    world.diary.exactly_on(today - 20 * DAY, partial(_ask_more, world))
    world.diary.exactly_on(today - 9 * DAY, partial(_one_complies, world))


def _write(world: World, on: dt.date) -> None:
    """Every lot has a specification and minimum service standards."""
    for lot in world.lots.values():
        for kind, rows in ((Kind.SPECIFICATION, SPECIFICATION), (Kind.STANDARDS, STANDARDS)):
            _put_in_force(world, lot, kind, rows, reason="Agreed with providers.", on=on)


def _put_in_force(
    world: World,
    lot: Lot,
    kind: str,
    rows: tuple[tuple[str, str], ...],
    *,
    reason: str,
    on: dt.date,
    until: dt.date | None = None,
) -> LotVersion:
    by = world.people.deciders[0]
    last = texts_of(newest(lot, kind))
    added = [
        Text(number=number, heading=heading, text=text)
        for number, (heading, text) in enumerate(rows, start=len(last) + 1)
    ]
    write(lot, kind, [*last, *added], by=by)
    return put_in_force(
        lot, kind, effective_from=on, reason=reason, transition_until=until, by=by, on=on
    )


def _plan(world: World, on: dt.date) -> None:
    """The lot is open in rounds for some weeks, with one round, and then continuously again."""
    lot, by = world.lots[ROUND_LOT], world.people.deciders[0]
    opens, closes = on + 2 * DAY, on + (OPENED + 2 - CLOSED) * DAY
    why = "To compare applications of the summer side by side."
    again = "Enough applied. Providers may join at any time again."
    for opening, since, reason in (
        ("rounds", opens, why),
        ("continuous", closes + DAY, again),
    ):
        set_rule(lot, opening=opening, effective_from=since, reason=reason, by=by, on=on)
    rounds.plan(
        title=f"{opens:%B %Y} round",
        lots=[lot],
        opens_at=in_london(opens, dt.time(9)),
        closes_at=in_london(closes, dt.time(12)),
        by=world.people.commissioners[0],
    )


def _apply(world: World, on: dt.date) -> None:
    by = world.people.commissioners[0]
    for name, _ in APPLICANTS:
        supplier = register(
            name=name,
            kind="sole_trader",
            registered_number="",
            email=f"office@{slug(name)}.example",
            by=by,
            on=on,
        )
        apply(
            supplier,
            world.lots[ROUND_LOT],
            statement="We offer therapy for children. Our prices are illustrative.",
            by=by,
            on=on,
        )


def _assess(world: World, on: dt.date) -> None:
    by, met = world.people.commissioners[1], dict(APPLICANTS)
    for application in _round().applications.select_related("supplier", "lot"):
        passes = met[application.supplier.name]
        first, *others = criteria_of(application)
        said = ("pass", "Seen and in order.")
        judgements = {each.pk: said for each in others}
        judgements[first.pk] = said if passes else ("fail", "No policy was sent.")
        assess.start(application, by=by, on=on)
        summary = "Meets every criterion." if passes else "One criterion is not met."
        assess.assess(application, judgements=judgements, summary=summary, by=by, on=on)


def _decide(world: World, on: dt.date) -> None:
    of_round = _round()
    waiting = of_round.applications.filter(state=Application.State.RECOMMENDED)
    met = [name for name, passes in APPLICANTS if passes]
    said = "Send your safeguarding policy with a new application."
    not_met = waiting.exclude(supplier__name__in=met).values_list("pk", flat=True)
    decide_round(
        of_round,
        admit=list(waiting.filter(supplier__name__in=met).values_list("pk", flat=True)),
        reject=dict.fromkeys(not_met, said),
        consultation=consultation(on, "The lot gains choice; all who are admitted meet it."),
        by=world.people.deciders[0],
        on=on,
    )


def _ask_more(world: World, on: dt.date) -> None:
    """One lot asks for more, and gives those who are on it time to show it."""
    rows = (("Supervision", "Everybody who works with families is supervised once a month."),)
    why = "Monitoring found that supervision was uneven."
    until = on + 50 * DAY
    lot = world.lots[NEWER_LOT]
    _put_in_force(world, lot, Kind.CRITERIA, rows, reason=why, on=on, until=until)


def _one_complies(world: World, on: dt.date) -> None:
    version = newest(world.lots[NEWER_LOT], Kind.CRITERIA)
    first = yet_to_comply(version).first() if version else None
    if version and first:
        by = world.people.commissioners[0]
        comply(first, version, note="Supervision log of three months seen.", by=by, on=on)


def _round() -> AdmissionRound:
    """The round of the story."""
    return AdmissionRound.objects.filter(closes_at__lte=clock.now()).latest("closes_at")
