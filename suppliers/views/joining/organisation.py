"""Registering one's own organisation, right after the account is confirmed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mdps.core import clock
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from suppliers.draft import choose_lots
from suppliers.follow import invitations_of
from suppliers.joining_forms import OwnOrganisationForm
from suppliers.queries import own_supplier
from suppliers.register_own import register_own


class Register(ActionPage):
    permission = Permission.ORGANISATION_REGISTER
    form_class = OwnOrganisationForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who acts for an organisation has done this: also after the Back button."""
        if own_supplier(self.user):
            return redirect("join:tasks")
        return super().get(request, *args, **kwargs)

    def form_options(self) -> dict[str, Any]:
        invited = invitations_of(self.user).first()
        name = {"name": invited.provider_name} if invited else {}
        return {"initial": {"email": self.user.email} | name}

    def content(self) -> dict[str, Any]:
        return {
            "title": "Who are you?",
            "lead": "We ask you only what applies to you.",
        }

    def act(self, form: OwnOrganisationForm) -> str:
        given = {name: form.cleaned_data[name] for name in form.fields if name != "one_time_key"}
        supplier = register_own(**given, by=self.user, on=clock.today())
        self.say(f"{supplier.name} is registered.")
        if invited := [each.lot for each in invitations_of(self.user, supplier)]:
            choose_lots(supplier, invited, by=self.user, on=clock.today())
            return reverse("join:tasks")
        return reverse("join:choose-lots")
