"""Applying for a lot, for oneself or recorded for a supplier, and withdrawing it."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission, require
from mdps.core.ui import Link
from suppliers.apply import apply
from suppliers.forms import ApplyForm
from suppliers.models import Application, Supplier
from suppliers.queries import applications_visible_to, home_of, suppliers_visible_to
from suppliers.withdraw import withdraw


class ApplyPage(ActionPage):
    """Recording an application that came on paper or through the portal; providers write their
    own on the task list."""

    permission = Permission.SUPPLIER_MANAGE
    form_class = ApplyForm

    def find(self, pk: int) -> Supplier:
        return get_object_or_404(suppliers_visible_to(self.user), pk=pk)

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"lot": self.request.GET.get("lot")}}

    def content(self) -> dict[str, Any]:
        return {
            "title": "Record an application",
            "caption": self.record.name,
            "cancel": Link("Cancel", home_of(self.record, self.user)),
        }

    def act(self, form: ApplyForm) -> str:
        application = apply(
            self.record,
            form.cleaned_data["lot"],
            statement=form.cleaned_data["statement"],
            portal_reference=form.cleaned_data["portal_reference"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{application.reference} is submitted. The commissioning team assesses it next.")
        return application.get_absolute_url()


class WithdrawPage(ActionPage):
    permission = Permission.APPLICATION_MAKE

    def find(self, pk: int) -> Application:
        applications = applications_visible_to(self.user).select_related("supplier", "lot")
        return get_object_or_404(applications, pk=pk)

    def check_permission(self) -> None:
        require(self.user, self.permission, on=self.record.supplier)

    def content(self) -> dict[str, Any]:
        application = self.record
        return {
            "title": f"Withdraw {application.reference}",
            "caption": str(application),
            "consequences": [
                "The application is closed and not decided.",
                f"{application.supplier} can apply for {application.lot.short} again.",
            ],
            "submit": "Withdraw the application",
            "danger": True,
            "cancel": Link("Keep it", application.get_absolute_url()),
        }

    def act(self, form: PageForm) -> str:
        withdraw(self.record, by=self.user, on=clock.today())
        self.say(f"{self.record.reference} is withdrawn.")
        return self.record.get_absolute_url()
