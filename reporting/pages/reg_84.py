"""The file of a call-off under regulation 84, as a PDF that is made as it is asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from contracts.models import CallOffContract
from contracts.queries import contracts_visible_to
from mdps.core import clock, rates
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from reporting import pdf
from reporting.documents import reg_84 as words_of_the_file
from reporting.figures import reg_84
from reporting.figures.plain import one_moment
from reporting.freeze import canonical
from reporting.pages.direct_awards import pdf_response


class Reg84File(Page):
    permissions = (Permission.CONTRACT_READ,)
    rate = rates.EXPORT

    def find(self, pk: int) -> CallOffContract:
        return get_object_or_404(
            contracts_visible_to(self.user).select_related(
                "line__request",
                "awarded_by",
                "standing_authority",
                "cabinet_decision",
                "authorisation",
                "separateness",
            ),
            pk=pk,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        as_at = clock.now()
        with one_moment():
            figures = reg_84.figures(self.record, as_at)
        reference = figures["contract"]["reference"]
        content = pdf.render(
            words_of_the_file.document(figures),
            canonical(figures),
            pdf.About(reference, "regulation 84"),
        )
        return pdf_response(content, f"{reference}-regulation-84.pdf")
