"""What the provider's pages have in common: they are about its own organisation and nobody's else.

Somebody whose account acts for no organisation yet is led to register one.
"""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission
from mdps.core.ui import Link
from suppliers.draft import refusals_against_change
from suppliers.models import Application, Supplier
from suppliers.queries import applications_visible_to, own_supplier

MAY = Permission.ORGANISATION_READ


def tasks_link(text: str = "Back to your application") -> Link:
    """The way back to the task list."""
    return Link(text, reverse("join:tasks"))


class OfOwn(Page):
    """Finds the provider's own organisation, or an application of it by its id."""

    permissions = (MAY,)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        registers = Permission.ORGANISATION_REGISTER in self.user.permissions
        if registers and self.supplier is None:
            return redirect("join:organisation")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def supplier(self) -> Supplier | None:
        return own_supplier(self.user)

    def find(self, **kwargs: Any) -> Any:
        return self.supplier

    def own(self, pk: int) -> Application:
        """The application, from those that the user may see; raises Http404."""
        applications = applications_visible_to(self.user).select_related("supplier", "lot")
        return get_object_or_404(applications, pk=pk)


class OwnForm(OfOwn, ActionPage):
    """A form of the application that is being written; it leads back to the task list."""

    permission = MAY
    template_name = "pages/form.html"

    def content(self) -> dict[str, Any]:
        return {"back": tasks_link()}


class DraftForm(OwnForm):
    """A form about one lot that is being applied for."""

    def find(self, **kwargs: Any) -> Application:
        return self.own(kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Back after submitting leads to where the application stands, not to a dead form."""
        if refusals_against_change(self.record):
            return redirect(self.record.get_own_url())
        return super().get(request, *args, **kwargs)
