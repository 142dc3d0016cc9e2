"""Leakage: what was bought outside the scheme, by whom, of what, from whom, and how it goes.

Amounts are GBP ex VAT; periods are days, both ends inclusive. Every figure is a sum over spot
purchases, whichever way they were recorded.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, QuerySet, Sum
from django.db.models.functions import TruncMonth

from contracts.limits import in_force, months_earlier
from contracts.models import Commitment, SpotPurchase
from contracts.providers import key_of
from mdps.core.money import ZERO
from suppliers.models import Admission, Invitation

NOT_INVITED = "Not invited"
COUNTED = {"number": Count("id"), "sum": Sum("amount", default=ZERO)}


@dataclass(frozen=True, kw_only=True)
class Group:
    """Purchases of one team, category or month."""

    name: str
    number: int
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """A figure of the procurement rules, GBP ex VAT; a penny more passes it."""

    amount: Decimal
    words: str


@dataclass(frozen=True, kw_only=True)
class Provider(Group):
    """One provider, however its name was written. `since` is its first purchase of all time.

    `standing` says whether it is of the scheme or was invited to join; `passed` is the highest
    threshold that it passes together, `following` the next one.
    """

    key: str
    since: dt.date
    ever: int
    standing: str
    passed: Threshold | None
    following: Threshold | None

    @property
    def is_repeat(self) -> bool:
        """It was bought from more than once, ever."""
        return self.ever > 1


@dataclass(frozen=True, kw_only=True)
class Leakage:
    """What was bought outside the scheme from `first` to `last`, beside what was awarded in it."""

    first: dt.date
    last: dt.date
    number: int
    amount: Decimal
    awarded: Decimal
    teams: Sequence[Group]
    categories: Sequence[Group]
    sources: Sequence[Group]
    providers: Sequence[Provider]
    months: Sequence[Group]

    @property
    def percent(self) -> Decimal:
        """The share of everything that was bought, to a tenth; nought where nothing was."""
        whole = self.amount + self.awarded
        return (100 * self.amount / whole).quantize(Decimal("0.1")) if whole else Decimal("0.0")

    @property
    def repeats(self) -> list[Provider]:
        return [each for each in self.providers if each.is_repeat]


def between(first: dt.date, last: dt.date) -> Leakage:
    """The leakage of the days `first` to `last`. Some eleven queries, however many rows."""
    found = SpotPurchase.objects.filter(purchased_on__range=(first, last)).order_by()
    whole = found.aggregate(**COUNTED)
    awarded = Commitment.objects.filter(kind=Commitment.Kind.AWARD, on__range=(first, last))
    sources = dict(SpotPurchase.Source.choices)
    return Leakage(
        first=first,
        last=last,
        number=whole["number"],
        amount=whole["sum"],
        awarded=awarded.aggregate(sum=Sum("amount", default=ZERO))["sum"],
        teams=_groups(found, "team__name"),
        categories=_groups(found, "category__name"),
        sources=[
            Group(name=sources[each.name], number=each.number, amount=each.amount)
            for each in _groups(found, "source")
        ],
        providers=_providers(found, last),
        months=_months(found, first, last),
    )


def thresholds(on: dt.date) -> list[Threshold]:
    """The figures that purchases from one provider together are held against, lowest first.

    As data: they change with the regulations (contracts.models.AwardLimits).
    """
    limits = in_force(on)
    figures = [
        (limits.published_above, "contracts above it are published (Transparency Code 2015)"),
        (limits.direct_award_above, "a direct award needs written authorisation (Contract rules)"),
        (limits.contracts_finder_above, "contracts are notified on Contracts Finder (PCR 2015)"),
        (limits.light_touch_above, "the light-touch regime applies (PCR 2015)"),
    ]
    together: dict[Decimal, list[str]] = {}
    for amount, words in sorted(figures):
        together.setdefault(amount, []).append(words)
    return [Threshold(amount=amount, words="; ".join(words)) for amount, words in together.items()]


def standing_of(purchase: SpotPurchase) -> str:
    """Whether its provider is of the scheme, or was invited to join. Two queries."""
    return _standings().get(purchase.provider_key, NOT_INVITED)


def _groups(found: QuerySet[SpotPurchase], by: str) -> list[Group]:
    rows: Any = found.values(by).annotate(**COUNTED)
    return [
        Group(name=row[by], number=row["number"], amount=row["sum"])
        for row in rows.order_by("-sum", by)
    ]


def _months(found: QuerySet[SpotPurchase], first: dt.date, last: dt.date) -> list[Group]:
    """Every month of the period, those without a purchase too, in order."""
    rows = found.annotate(month=TruncMonth("purchased_on")).values("month").annotate(**COUNTED)
    by_month: dict[dt.date, Any] = {row["month"]: row for row in rows}
    months, month = [], first.replace(day=1)
    while month <= last:
        row = by_month.get(month, {"number": 0, "sum": ZERO})
        months.append(Group(name=f"{month:%B %Y}", number=row["number"], amount=row["sum"]))
        month = (month + dt.timedelta(days=32)).replace(day=1)
    return months


def _providers(found: QuerySet[SpotPurchase], last: dt.date) -> list[Provider]:
    """Those of the period, the largest first, each measured over the 12 months up to `last`."""
    counted: Any = found.values("provider_key").annotate(**COUNTED, name=Max("provider_name"))
    rows = list(counted.order_by("-sum", "provider_key"))
    keys = [row["provider_key"] for row in rows]
    ever: dict[str, Any] = {
        row["provider_key"]: row
        for row in SpotPurchase.objects.filter(provider_key__in=keys, purchased_on__lte=last)
        .order_by()
        .values("provider_key")
        .annotate(number=Count("id"), since=Min("purchased_on"))
    }
    year: dict[str, Decimal] = {
        row["provider_key"]: row["sum"]
        for row in SpotPurchase.objects.filter(
            provider_key__in=keys,
            purchased_on__gt=months_earlier(last, 12),
            purchased_on__lte=last,
        )
        .order_by()
        .values("provider_key")
        .annotate(sum=Sum("amount"))
    }
    standing, figures = _standings(), thresholds(last)
    return [
        Provider(
            key=key,
            name=row["name"],
            number=row["number"],
            amount=row["sum"],
            since=ever[key]["since"],
            ever=ever[key]["number"],
            standing=standing.get(key, NOT_INVITED),
            passed=_passed(year.get(key, ZERO), figures),
            following=_following(year.get(key, ZERO), figures),
        )
        for key, row in ((row["provider_key"], row) for row in rows)
    ]


def _passed(amount: Decimal, figures: list[Threshold]) -> Threshold | None:
    return next((each for each in reversed(figures) if amount > each.amount), None)


def _following(amount: Decimal, figures: list[Threshold]) -> Threshold | None:
    return next((each for each in figures if amount <= each.amount), None)


def _standings() -> dict[str, str]:
    """Where providers stand, by their keys: of the scheme, or invited to it. Two queries."""
    invited = Invitation.objects.order_by("raised_on").values_list("provider_name", flat=True)
    admitted = Admission.objects.filter(ended_on=None).values_list("supplier__name", flat=True)
    return {key_of(name): "Invited to join" for name in invited} | {
        key_of(name): "Of the scheme" for name in admitted
    }
