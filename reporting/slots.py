"""What reporting shows on other pages: on home the latest annual report and the headroom, on a
call-off its procurement file."""

from django.urls import reverse

from contracts.models import CallOffContract
from lots.queries import current_scheme
from mdps.core import slots
from mdps.core.charts import Bar, BarChart, Part
from mdps.core.models import User
from mdps.core.money import gbp, gbp_short
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Section
from reporting.figures.plain import percent
from reporting.kinds import document_of
from reporting.models import Report
from reporting.public import form_for
from reporting.queries import latest_published

SEE_THE_CAP = (Permission.SCHEME_READ, Permission.FIGURES_READ)


@slots.filler("home")
def latest_annual_report(user: User) -> Section | None:
    """The latest published annual report, to download at once."""
    report = latest_published(user, Report.Kind.ANNUAL_CABINET)
    if report is None:
        return None
    awarded = document_of(report, form_for(user, report).figures).key_figures[0]
    return Section(
        "Annual report to Cabinet",
        "reporting/home_report.html",
        {
            "sentence": f"{awarded.value} was awarded in the 12 months from {report.period.words}, "
            f"in {awarded.note}, ex VAT.",
            "url": report.get_absolute_url(),
            "download": Link(
                "Download the report (PDF)", reverse("reporting:pdf", args=[report.pk])
            ),
        },
        id="annual-report",
    )


@slots.filler("home")
def headroom(user: User) -> Section | None:
    """How much of the cap is committed (CR 4)."""
    if not user.permissions.intersection(SEE_THE_CAP):
        return None
    scheme = current_scheme()
    chart = BarChart(
        finding=f"{gbp(scheme.headroom)} is left under the {gbp_short(scheme.cap)} cap",
        description=f"{gbp(scheme.committed)} is committed.",
        bars=[
            Bar(
                f"{percent(scheme.committed, scheme.cap)}% committed",
                gbp(scheme.committed),
                [Part("Committed", scheme.committed, 0)],
            )
        ],
        scale=scheme.cap,
    )
    return Section(
        "The cap",
        "reporting/home_cap.html",
        {"chart": chart, "link": Link("See how it came about", reverse("reporting:cap"))},
        id="cap",
    )


@slots.filler("contract")
def reg_84_file(user: User, contract: CallOffContract) -> Section | None:
    """The way to the file, on the page of the call-off."""
    if Permission.CONTRACT_READ not in user.permissions:
        return None
    url = reverse("reporting:reg-84", args=[contract.pk])
    return Section(
        "Procurement file",
        "components/downloads.html",
        {"downloads": [Link("Download the file of regulation 84 (PDF)", url)]},
        id="reg-84",
    )
