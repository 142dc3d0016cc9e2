"""Saving the filters of a list under a name, and deleting them. Only for lists one may open."""

from typing import Any

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve

from mdps.core import saved_filters
from mdps.core.forms import PageForm
from mdps.core.lists import ListPage
from mdps.core.models import SavedFilter
from mdps.core.pages import ActionPage
from mdps.core.ui import Link, Row

LONGEST_QUERY = 1000


class NameForm(PageForm):
    submit = "Save these filters"

    name = forms.CharField(
        label="What do you call these filters?",
        help_text="Only you see the name. Do not use names of people.",
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"required": "Enter a name for these filters"},
    )


class DeleteForm(PageForm):
    submit = "Delete these filters"


class SaveFilter(ActionPage):
    """`?list=` the address of a list, `&query=` the filters in use on it."""

    form_class = NameForm

    def find(self) -> ListPage | None:
        """What is saved: the list must be one, and one that the person may open."""
        self.path = self.request.GET.get("list", "")
        self.query = saved_filters.plain(self.request.GET.get("query", ""))
        try:
            view = getattr(resolve(self.path).func, "view_class", None)
        except Resolver404 as error:
            raise Http404 from error
        if not (isinstance(view, type) and issubclass(view, ListPage)):
            raise Http404
        if view.permissions and not self.user.permissions & set(view.permissions):
            raise Http404
        if not self.query or len(self.query) > LONGEST_QUERY:
            raise Http404
        # A list that is named after its record says its name only when it is open.
        self.title = view.title if isinstance(view.title, str) else ""
        return None

    def check_permission(self) -> None:
        """Everybody keeps filters on the lists they may open; find() has asked."""

    def content(self) -> dict[str, Any]:
        back = f"{self.path}?{self.query}"
        return {
            "title": "Save these filters",
            "caption": self.title,
            "back": Link("Back to the list", back),
            "cancel": Link("Cancel", back),
            "form_action": self.request.get_full_path(),
        }

    def act(self, form: NameForm) -> str:
        name = form.cleaned_data["name"]
        kept = saved_filters.save(path=self.path, query=self.query, name=name, by=self.user)
        self.say(f"{kept.name} is saved. You find it above the list.")
        return kept.url


class DeleteFilter(ActionPage):
    """One's own, after a question."""

    form_class = DeleteForm
    record: SavedFilter

    def find(self, pk: int) -> SavedFilter:
        return get_object_or_404(self.user.saved_filters.all(), pk=pk)

    def check_permission(self) -> None:
        """It is one's own; find() has asked."""

    def content(self) -> dict[str, Any]:
        return {
            "title": "Delete these filters?",
            "figures": [Row("Name", self.record.name)],
            "cancel": Link("Keep them", self.record.url),
            "danger": True,
        }

    def act(self, form: DeleteForm) -> str:
        path = self.record.path
        self.record.delete()
        self.say(f"{self.record.name} is deleted.")
        return path
