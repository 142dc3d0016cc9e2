"""The services of a request: what is asked for, add one with its estimate, remove one."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock
from mdps.core.money import gbp
from mdps.core.ui import Cell, Link, Row
from mdps.core.words import count
from referrals.asking import add_line, remove_line
from referrals.court_words import court_of
from referrals.estimate import Estimate, estimate, priced_on
from referrals.forms.asking import AmountForm, RemoveForm, ServiceForm
from referrals.models import RequestLine, SupportRequest
from referrals.pages.base import RequestAct, WritingPage
from referrals.pages.prices import price_section
from referrals.sections import asked_table, units
from referrals.share import councils_share, share_in


def services_url(request: SupportRequest) -> str:
    return reverse("referrals:services", args=[request.pk])


class Services(WritingPage):
    """What is asked for so far."""

    template_name = "referrals/services.html"

    def content(self) -> dict[str, Any]:
        request = self.record
        lines = list(request.lines.select_related("service"))
        number = count(len(lines), "service")
        tasks = reverse("referrals:tasks", args=[request.pk])
        return {
            "title": f"You have added {number}" if lines else "Services and amounts",
            "caption": f"Support request {request.reference}",
            "back": Link("Back to your request", tasks),
            "table": asked_table(
                lines, removable=request.state in SupportRequest.EDITABLE, reasons=True
            ),
            "add": Link(
                "Add another service" if lines else "Add a service",
                reverse("referrals:add-service", args=[request.pk]),
            ),
            "onward": Link("Continue", tasks) if lines else None,
        }


class AddService(RequestAct):
    """Which service, and how many units."""

    title = "Add a service"
    form_class = ServiceForm

    def form_options(self) -> dict[str, Any]:
        asked = self.request.GET
        initial = {name: asked[name] for name in ("service", "units", "weeks") if name in asked}
        return {"category": self.record.category, "initial": initial}

    @property
    def way_back(self) -> str:
        return services_url(self.record)

    def act(self, form: ServiceForm) -> str:
        data = form.cleaned_data
        chosen = {"service": data["service"].pk, "units": data["units"], "weeks": data["weeks"]}
        return f"{reverse('referrals:amount', args=[self.record.pk])}?{urlencode(chosen)}"


class Amount(RequestAct):
    """What the suppliers would charge, and how much to ask for."""

    title = "How much to ask for"
    form_class = AmountForm
    template_name = "referrals/answer.html"

    def find(self, pk: int, **kwargs: Any) -> SupportRequest:
        chosen = ServiceForm(self.request.GET)
        if not chosen.is_valid():
            raise Http404
        data = chosen.cleaned_data
        self.service, self.units, self.weeks = data["service"], data["units"], data["weeks"]
        request = super().find(pk)
        self.estimate = estimate(self.service, priced_on(request, clock.today()))
        self.share = share_in(court_of(request))
        return request

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"amount": self.estimate and self.estimate.amount(self.units)}}

    def content(self) -> dict[str, Any]:
        asked = Row("Service", f"{self.service.name}, {units(self.service, self.units)}")
        return super().content() | {
            "lead": _explained(self.estimate, has_lot=self.service.lot_id is not None),
            "figures": [asked, *_figures(self.estimate, self.units, self.share)],
            "sections": price_section(
                self.estimate,
                self.units,
                share=self.share,
                preferred=self.record.preferred_supplier_id,
            ),
            "form_action": self.request.get_full_path(),
        }

    @property
    def way_back(self) -> str:
        add = reverse("referrals:add-service", args=[self.record.pk])
        return f"{add}?{urlencode(self.chosen)}"

    @property
    def chosen(self) -> dict[str, int]:
        return {"service": self.service.pk, "units": self.units, "weeks": self.weeks}

    def act(self, form: AmountForm) -> str:
        add_line(
            self.record,
            service=self.service,
            units=self.units,
            weeks=self.weeks,
            amount=form.cleaned_data["amount"],
            amount_reason=form.cleaned_data["amount_reason"],
            by=self.user,
            on=clock.today(),
        )
        return services_url(self.record)


class RemoveService(RequestAct):
    title = "Remove this service?"
    form_class = RemoveForm

    def find(self, pk: int, line: int = 0, **kwargs: Any) -> SupportRequest:
        request = super().find(pk)
        lines = request.lines.select_related("service", "request__requester")
        self.line: RequestLine = get_object_or_404(lines, pk=line)
        return request

    def content(self) -> dict[str, Any]:
        line = self.line
        return super().content() | {
            "figures": [
                Row("Service", f"{line.service.name}, {units(line.service, line.units)}"),
                Row("Requested", gbp(line.requested_amount)),
            ],
            "danger": True,
            "cancel": Link("Keep it", self.way_back),
        }

    @property
    def way_back(self) -> str:
        return services_url(self.record)

    def act(self, form: RemoveForm) -> str:
        remove_line(self.line, by=self.user)
        return services_url(self.record)


def _figures(found: Estimate | None, number: int, share: Decimal | None) -> list[Row]:
    if not found:
        return []
    amount = found.amount(number)
    rows = [Row("Median price for one", Cell(gbp(found.median), hint=f"{gbp(amount)} for all"))]
    if share is not None:
        paid = gbp(councils_share(amount, share))
        rows.append(Row(f"The council's share, {share.normalize():f}%", paid))
    return rows


def _explained(found: Estimate | None, *, has_lot: bool) -> str:
    if found:
        return (
            "Ask for the price of a supplier, or for the median of all of them. For another amount "
            "say why."
        )
    if has_lot:
        return "No admitted supplier has a price for this today. Enter what you expect it to cost."
    return (
        "This service is bought outside the scheme, so there are no agreed prices. "
        "Enter what you expect it to cost."
    )
