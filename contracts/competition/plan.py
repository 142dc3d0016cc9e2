"""Planning a mini-competition: a draft for one approved line, until suppliers are invited."""

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction

from contracts.competition.locks import lock, lock_line
from contracts.competition.planning_rules import CHANGE, LEAST_DAYS, PLAN, Planned
from contracts.limits import route_rule
from contracts.models import Competition, Route
from lots.models import Lot
from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce
from referrals.models import RequestLine

DAYS = dt.timedelta(days=LEAST_DAYS)
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be asked of suppliers. `criteria` are (text, weight in percent) in their order;
    price weighs what quality leaves of 100 percent. `closes_at` is aware."""

    units: int
    specification: str
    criteria: tuple[tuple[str, int], ...]
    quality_weight: int = 60
    closes_at: dt.datetime
    shorter_because: str = ""
    questions_until: dt.date
    standstill_days: int = 0
    starts_on: dt.date
    ends_on: dt.date

    @property
    def price_weight(self) -> int:
        return 100 - self.quality_weight

    @classmethod
    def of(cls, competition: Competition) -> "Plan":
        """What a competition asks for."""
        return cls(
            units=competition.units,
            specification=competition.specification,
            criteria=tuple((each["text"], each["weight"]) for each in competition.criteria),
            quality_weight=competition.quality_weight,
            closes_at=competition.closes_at,
            shorter_because=competition.shorter_because,
            questions_until=competition.questions_until,
            standstill_days=competition.standstill_days,
            starts_on=competition.starts_on,
            ends_on=competition.ends_on,
        )


@transaction.atomic
def draft(line: RequestLine, plan: Plan, *, by: User, on: dt.date) -> Competition:
    """Plan a mini-competition for `line`; nobody is invited yet. Locks the line.

    Raises Forbidden or Refused.
    """
    require(by, Permission.CONTRACT_AWARD, on=line)
    line = lock_line(line)
    enforce(PLAN, facts_of(line, plan, by=by, on=on))
    lot = line.service.lot
    if lot is None:
        raise AssertionError("The rules let nothing through without a lot.")
    competition = Competition.objects.create(
        line=line,
        lot=lot,
        service=line.service,
        drafted_by=by,
        drafted_on=on,
        state_since=on,
        **_fields(plan),
    )
    audit.record("competition.drafted", competition, by=by, line=line, units=plan.units)
    return competition


@transaction.atomic
def change(competition: Competition, plan: Plan, *, by: User, on: dt.date) -> None:
    """Change what a draft asks for. Locks the line, then the competition.

    Raises Forbidden, or Refused once suppliers were invited.
    """
    require(by, Permission.CONTRACT_AWARD, on=competition.line)
    line = lock_line(competition.line)
    lock(competition)
    enforce(CHANGE, facts_of(line, plan, competition, by=by, on=on))
    fields = _fields(plan)
    for name, value in fields.items():
        setattr(competition, name, value)
    competition.save(update_fields=list(fields))
    audit.record("competition.changed", competition, by=by)


def facts_of(
    line: RequestLine,
    plan: Plan,
    competition: Competition | None = None,
    *,
    by: User,
    on: dt.date,
    invited: int = 0,
) -> Planned:
    """What the rules of planning and inviting ask. Three queries."""
    lot, now, request = line.service.lot, clock.now(), line.request
    closes = plan.closes_at.astimezone(clock.LONDON)
    return Planned(
        line=line.reference,
        line_state=line.get_state_display(),
        line_is_open=line.state in line.OPEN,
        lot=lot.number if lot else None,
        running=_other(line, competition),
        units=plan.units,
        units_left=line.units_left,
        approved_left=line.left_on(on) or line.approved_left,
        officer_raised_request=request.requester_id == by.pk,
        specification=plan.specification,
        criteria=plan.criteria,
        quality_weight=plan.quality_weight,
        price_weight=plan.price_weight,
        invited_at=now,
        closes_at=closes,
        earliest_close=now + DAYS,
        shorter_because=plan.shorter_because,
        questions_until=plan.questions_until,
        last_question_day=closes.date() - ONE_DAY,
        standstill_days=plan.standstill_days,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        case_reference=request.case_reference,
        year_of_birth=request.year_of_birth,
        band=_band(lot, on),
        reference=competition.reference if competition else "",
        is_draft=competition is None or competition.state == Competition.State.DRAFT,
        invited=invited,
    )


def _other(line: RequestLine, competition: Competition | None) -> str:
    """Another competition that runs for the line."""
    running = line.competitions.filter(state__in=Competition.RUNNING).first()
    return running.reference if running and running != competition else ""


def _band(lot: Lot | None, on: dt.date) -> tuple[Decimal, Decimal | None] | None:
    rule = route_rule(lot, Route.COMPETITION, on) if lot else None
    return (rule.from_value, rule.to_value) if rule else None


def _fields(plan: Plan) -> dict[str, object]:
    return asdict(plan) | {
        "price_weight": plan.price_weight,
        "specification": plan.specification.strip(),
        "shorter_because": plan.shorter_because.strip(),
        "criteria": [{"text": text.strip(), "weight": weight} for text, weight in plan.criteria],
    }
