"""Changing a supplier's details: all of them for the council, how it is reached for itself."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core.forms import PageForm
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission, can
from mdps.core.ui import Link
from suppliers.change import change, change_contact
from suppliers.forms import ChangeForm, ContactForm
from suppliers.models import Supplier
from suppliers.queries import home_of, suppliers_visible_to


class ChangePage(ActionPage):
    permission = Permission.CONTACT_CHANGE
    record: Supplier

    def find(self, pk: int) -> Supplier:
        return get_object_or_404(suppliers_visible_to(self.user), pk=pk)

    @property
    def manages(self) -> bool:
        return can(self.user, Permission.SUPPLIER_MANAGE, on=self.record)

    @property
    def form_class(self) -> type[PageForm]:  # type: ignore[override]
        return ChangeForm if self.manages else ContactForm

    def form_options(self) -> dict[str, Any]:
        names = [name for name in self.form_class.base_fields if hasattr(self.record, name)]
        return {"initial": {name: getattr(self.record, name) for name in names}}

    def content(self) -> dict[str, Any]:
        ask = "Ask the commissioning team to change the name, kind or number."
        return {
            "title": "Change details",
            "caption": self.record.name,
            "lead": "" if self.manages else ask,
            "cancel": Link("Cancel", home_of(self.record, self.user)),
        }

    def act(self, form: PageForm) -> str:
        given = {name: form.cleaned_data[name] for name in form.fields if name != "one_time_key"}
        act = change if self.manages else change_contact
        changed = act(self.record, **given, by=self.user)
        self.say("The details are changed." if changed else "Nothing of the details was different.")
        return f"{home_of(self.record, self.user)}#details"
