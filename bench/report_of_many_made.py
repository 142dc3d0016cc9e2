"""Makes one report, and prints what it took as a line of JSON.

Started by bench.report_of_many, in a process of its own, so that its memory is its own. `floor` is
WeasyPrint alone on the same HTML, right after it. Both are counted in time of the processor, since
others may use the machine meanwhile; gathering waits for the database and is taken by the clock.
"""

import json
import time
from typing import Any

import django

django.setup()

import weasyprint  # noqa: E402 - Django must be ready first
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from bench import room  # noqa: E402
from mdps.core import clock, pdf  # noqa: E402
from mdps.core.models import User  # noqa: E402
from reporting import make as making  # noqa: E402
from reporting.models import Report  # noqa: E402
from reporting.request import request_report  # noqa: E402
from tests.build.reporting import YEAR  # noqa: E402

laid_out: list[tuple[str, str]] = []
gathered: list[float] = []


def main() -> None:
    """Make it, then lay out its HTML again by WeasyPrint alone."""
    watch(making, "freeze", lambda taken, *_: gathered.append(taken))
    watch(pdf, "lay_out", lambda _, html, css: laid_out.append((html, css)))
    report = asked()
    began = time.process_time()
    making.make(report.pk)
    job = time.process_time() - began
    peak = room.own_peak()
    report.refresh_from_db()
    began = time.process_time()
    pages = sum(alone(html, css) for html, css in laid_out)
    floor = time.process_time() - began
    rows = sum(html.count("<tr") for html, _ in laid_out)
    found = {"gather": sum(gathered), "job": job, "floor": floor, "bytes": peak}
    print(json.dumps({**found, "rows": rows, "pages": pages, "state": report.state}))


def watch(module: Any, function: str, tell: Any) -> None:
    """Have `tell` called with how long each call of a function took, and its two first values."""
    original = getattr(module, function)

    def watched(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        result = original(*args, **kwargs)
        tell(time.perf_counter() - began, *args[:2])
        return result

    setattr(module, function, watched)


def asked() -> Report:
    """A further version of the report of the year."""
    by, _ = User.objects.get_or_create(
        username="reporter", defaults={"name": "Reporter", "roles": ["commissioning_manager"]}
    )
    return request_report(
        Report.Kind.ANNUAL_CABINET,
        period_start=YEAR.start,
        period_end=YEAR.end,
        by=by,
        on=clock.today(),
    )


def alone(html: str, css: str) -> int:
    """WeasyPrint and nothing else; how many pages that makes."""
    fetcher, loaded = pdf.OwnAssets(), FontConfiguration()
    document = weasyprint.HTML(string=html, base_url=pdf.OWN, url_fetcher=fetcher).render(
        stylesheets=[
            weasyprint.CSS(string=css, base_url=pdf.OWN, url_fetcher=fetcher, font_config=loaded)
        ],
        font_config=loaded,
        pdf_variant=pdf.VARIANT,
    )
    document.write_pdf(pdf_variant=pdf.VARIANT)
    return len(document.pages)


if __name__ == "__main__":
    main()
