"""Who signs in for a supplier: letting an account act for it, and taking that away."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core.forms import PageForm
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import moment
from suppliers.forms import GiveAccessForm
from suppliers.give_access import give_access, refusals_against_giving
from suppliers.models import ProviderAccount
from suppliers.queries import suppliers_visible_to
from suppliers.take_access import take_access
from suppliers.views.keeping import KeepingPage


class GiveAccessPage(KeepingPage):
    title = "Give an account access"
    form_class = GiveAccessForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "lead": "It sees this supplier's own record and contracts, and can apply for lots.",
            "refusals": refusals_against_giving(),
        }

    def act(self, form: GiveAccessForm) -> str:
        account = form.cleaned_data["account"]
        give_access(self.record, account, by=self.user)
        self.say(f"{account} acts for {self.record} now.")
        return f"{self.record.get_absolute_url()}#access"


class TakeAccessPage(ActionPage):
    permission = Permission.SUPPLIER_MANAGE
    record: ProviderAccount

    def find(self, pk: int) -> ProviderAccount:
        acting = ProviderAccount.objects.select_related("user", "supplier")
        return get_object_or_404(acting, pk=pk, supplier__in=suppliers_visible_to(self.user))

    def content(self) -> dict[str, Any]:
        person, supplier = self.record.user, self.record.supplier
        return {
            "title": f"Take access away from {person}",
            "caption": supplier.name,
            "figures": [
                Row("Name", person.name),
                Row("E-mail address", person.email or "None"),
                Row("Last signed in", moment(person.last_login) or "Never"),
            ],
            "consequences": [
                f"They see nothing of {supplier} any more, from now on. They are told.",
                "What they did stays on the record under their name.",
                "Their account stays open and can be given access again.",
            ],
            "submit": "Take access away",
            "danger": True,
            "cancel": Link("Keep access", supplier.get_absolute_url()),
        }

    def act(self, form: PageForm) -> str:
        person, supplier = self.record.user, self.record.supplier
        take_access(supplier, person, by=self.user)
        self.say(f"{person} no longer acts for {supplier}.")
        return f"{supplier.get_absolute_url()}#access"
