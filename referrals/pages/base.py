"""What the pages of one request share: how it is found, and the way back to it."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission
from mdps.core.ui import Link
from referrals.draft_rules import FACTS, WORDS
from referrals.models import SupportRequest
from referrals.queries import requests_visible_to

WITH = (
    "category",
    "team",
    "requester",
    "endorser",
    "preferred_supplier",
    "narrative",
    "instruction",
    "court__expert_supplier",
)


def find_request(user: Any, pk: int) -> SupportRequest:
    """The request if `user` may see it, with what every page shows of it; else 404."""
    return get_object_or_404(requests_visible_to(user).select_related(*WITH), pk=pk)


class WritingPage(Page):
    """A page on which its requester writes one request."""

    permissions = (Permission.REQUEST_RAISE,)
    record: SupportRequest

    def find(self, pk: int) -> SupportRequest:
        return find_request(self.user, pk)


class RequestAct(ActionPage):
    """A form about one request, for its requester unless the page says otherwise."""

    permission = Permission.REQUEST_RAISE
    title = ""
    record: SupportRequest

    def find(self, pk: int, **kwargs: Any) -> SupportRequest:
        return find_request(self.user, pk)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "caption": f"Support request {self.record.reference}",
            "back": Link("Back", self.way_back),
        }

    @property
    def way_back(self) -> str:
        return self.record.get_absolute_url()


def tasks_url(request: SupportRequest) -> str:
    """Where one comes back to while writing."""
    return reverse("referrals:tasks", args=[request.pk])


def answers(form: Any) -> dict[str, Any]:
    """What a form says of a request, by the names of draft.edit()."""
    known = FACTS | WORDS
    return {name: form.cleaned_data[name] for name in form.fields if name in known}
