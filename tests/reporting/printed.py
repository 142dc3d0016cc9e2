"""Reports on paper for the tests: every kind, from nothing at all to long and hostile."""

from functools import cache

from mdps.core import clock
from reporting import pdf
from reporting.documents import annex, direct_awards, reg_84
from reporting.documents.parts import Document
from reporting.figures import direct_awards as direct_awards_figures
from reporting.freeze import canonical
from reporting.kinds import KINDS
from reporting.models import Report
from tests.build.reporting import PERIODS, TODAY
from tests.reporting import panel_samples, samples

ABOUT = pdf.About("RP-0007", "Version 2")
EXEMPT = pdf.About("RP-0007", "Version 2", annex.MARKING, "EXEMPT")
LONG = "The Wye Valley Partnership for Assessments, Therapy and Help of Families " * 3
NAMES = (
    LONG[:200],
    "Ü" * 200,
    "مركز الأمل للدعم العائلي",
    "מרכז התקווה לילדים",
    "Ελπίδα Надежда",
    "Happy 😀 Kids 希望",
)
FULL = {
    Report.Kind.ANNUAL_CABINET: samples.annual(),
    Report.Kind.MONITORING: samples.monitoring(),
    Report.Kind.PANEL_ACTIVITY: panel_samples.panel_activity(),
}
SUPPLIERS = [
    {"supplier": f"{samples.PROVIDERS[n % 5]} {n}", **samples.sums(3, f"41{n:03d}.25", "100.05")}
    for n in range(200)
]


def document(kind: str, figures: dict) -> Document:
    """What the figures of one kind of paper say."""
    others = {
        "annex": annex.document,
        "direct_awards": direct_awards.document,
        "reg_84": reg_84.document,
    }
    return others[kind](figures) if kind in others else KINDS[Report.Kind(kind)].document(figures)


def printed(kind: str, figures: dict) -> bytes:
    """The PDF of one kind of paper."""
    if kind == "annex":
        figures, about = annex.figures_of(figures), EXEMPT
    else:
        about = ABOUT
    return pdf.render(document(kind, figures), canonical(figures), about)


@cache
def full(kind: str) -> bytes:
    """A report with something of everything, laid out once for all tests."""
    return printed(kind, FULL[Report.Kind(kind)])


def figures_now() -> dict[str, dict]:
    """The figures of each kind, of what the database holds."""
    as_at = clock.noon(TODAY)
    found = {kind.value: KINDS[kind].figures(PERIODS[kind], as_at) for kind in KINDS}
    annual = found[Report.Kind.ANNUAL_CABINET]
    register = direct_awards_figures.figures("2025-26", as_at)
    return {**found, "annex": annual, "direct_awards": register}


def hostile() -> dict:
    """An annual report whose providers have names that no form expected."""
    figures = samples.annual() | {"by_supplier": SUPPLIERS}
    for row, name in zip(figures["largest"], NAMES, strict=False):
        row["supplier"] = name
    return figures
