"""Inviting colleagues to sign in for a supplier; for the council's people and for its own."""

from typing import Any

from django.shortcuts import get_object_or_404

from mdps.core.forms import PageForm
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission, require
from mdps.core.ui import Link, Row
from mdps.core.words import moment
from suppliers.forms import InviteContactForm
from suppliers.invite_contact import invite_contact, withdraw_contact
from suppliers.models import ContactInvitation, Supplier
from suppliers.queries import home_of, suppliers_visible_to


class InviteContactPage(ActionPage):
    permission = Permission.CONTACT_INVITE
    form_class = InviteContactForm
    record: Supplier

    def find(self, pk: int) -> Supplier:
        return get_object_or_404(suppliers_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        return {
            "title": "Invite a colleague",
            "caption": self.record.name,
            "consequences": [
                "They get an e-mail with a link, which can be used once, within seven days.",
                "They choose a password, and then see and do for the organisation what everybody "
                "does who signs in for it.",
                "You are told when they have accepted.",
            ],
            "cancel": Link("Cancel", home_of(self.record, self.user)),
        }

    def act(self, form: InviteContactForm) -> str:
        data = form.cleaned_data
        invite_contact(self.record, name=data["name"], email=data["email"], by=self.user)
        self.say(f"An e-mail with a link is on its way to {data['email']}.")
        return f"{home_of(self.record, self.user)}#access"


class WithdrawContactPage(ActionPage):
    permission = Permission.CONTACT_INVITE
    record: ContactInvitation

    def find(self, pk: int) -> ContactInvitation:
        waiting = ContactInvitation.objects.filter(accepted_at=None, withdrawn_at=None)
        waiting = waiting.select_related("supplier")
        return get_object_or_404(waiting, pk=pk, supplier__in=suppliers_visible_to(self.user))

    def check_permission(self) -> None:
        require(self.user, self.permission, on=self.record.supplier)

    def content(self) -> dict[str, Any]:
        return {
            "title": f"Withdraw the invitation of {self.record.name}",
            "caption": self.record.supplier.name,
            "figures": [
                Row("E-mail address", self.record.email),
                Row("Invited", moment(self.record.invited_at)),
            ],
            "consequences": ["The link in the e-mail no longer works."],
            "submit": "Withdraw",
            "danger": True,
            "cancel": Link("Keep it", home_of(self.record.supplier, self.user)),
        }

    def act(self, form: PageForm) -> str:
        withdraw_contact(self.record, by=self.user)
        self.say(f"The invitation of {self.record.name} is withdrawn.")
        return f"{home_of(self.record.supplier, self.user)}#access"
