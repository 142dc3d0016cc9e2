"""The versions of one report: those of the same kind and period."""

from django.db.models import Max, QuerySet

from reporting.models import Report


def of_the_same(report: Report) -> QuerySet[Report]:
    """Every version of the kind and period of `report`, this one and its jobs too."""
    return Report.objects.filter(
        kind=report.kind, period_start=report.period_start, period_end=report.period_end
    )


def made(report: Report) -> QuerySet[Report]:
    """Those that were made."""
    return of_the_same(report).filter(state__in=Report.MADE)


def latest_made(report: Report) -> int:
    """The number of the latest made version; that of `report` where none is."""
    return made(report).aggregate(latest=Max("version"))["latest"] or report.version


def next_version(same: QuerySet[Report]) -> int:
    """The number of the version that comes after those of one kind and period."""
    return (same.aggregate(last=Max("version"))["last"] or 0) + 1


def published_before(report: Report) -> Report | None:
    """The latest version before `report` that was ever published: the one it corrects."""
    earlier = of_the_same(report).filter(version__lt=report.version, published_at__isnull=False)
    return earlier.order_by("-version").first()


def overlapping(report: Report) -> str:
    """Another period of the kind, in words, that is published and shares days with `report`'s."""
    others = Report.objects.filter(
        kind=report.kind,
        state=Report.State.PUBLISHED,
        period_start__lt=report.period_end,
        period_end__gt=report.period_start,
    ).exclude(period_start=report.period_start, period_end=report.period_end)
    other = others.only("period_start", "period_end").first()
    return other.period.words if other else ""
