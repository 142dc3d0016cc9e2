"""What the pages on which the council keeps a supplier's record have in common."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link
from suppliers.models import Supplier
from suppliers.queries import suppliers_visible_to


class KeepingPage(ActionPage):
    permission = Permission.SUPPLIER_MANAGE
    title = ""

    def find(self, pk: int) -> Supplier:
        return get_object_or_404(suppliers_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "caption": self.record.name,
            "cancel": Link("Cancel", self.record.get_absolute_url()),
        }
