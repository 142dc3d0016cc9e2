"""A request on one page."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Identity
from referrals.models import SupportRequest
from referrals.queries import requests_visible_to


class RequestPage(Page):
    permissions = (Permission.REQUEST_READ,)

    def find(self, pk: int) -> SupportRequest:
        return get_object_or_404(requests_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        return {"identity": Identity(self.record.reference, str(self.record.category))}
