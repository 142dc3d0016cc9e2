"""A supplier's record, for the council's people and for the provider itself."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock, slots, timeline
from mdps.core.pages import Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Identity, Link, Row
from mdps.core.words import day
from suppliers import sections
from suppliers.cards import admissions_of, cards
from suppliers.give_access import refusals_against_giving
from suppliers.models import Admission, Supplier
from suppliers.queries import applications_visible_to, suppliers_visible_to
from suppliers.rate_card import rate_card
from suppliers.views.joining.base import OfOwn
from suppliers.words import on_lots, standing

SAID_TWICE = ("application.admitted",)  # the admission itself says it


class SupplierPage(Page):
    permissions = (Permission.SUPPLIER_READ,)

    def find(self, pk: int) -> Supplier:
        return get_object_or_404(suppliers_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        supplier, today = self.record, clock.today()
        admissions = admissions_of(supplier)
        submitted = applications_visible_to(self.user).filter(supplier=supplier)
        return {
            "title": supplier.name,
            "breadcrumbs": [Link("Suppliers", reverse("suppliers:list"))],
            "identity": identity(supplier, admissions),
            "actions": self.actions(supplier),
            "sections": [
                sections.lots(cards(supplier, admissions, user=self.user, on=today)),
                *slots.fill("supplier", self.user, supplier),
                rate_card(supplier, today, keeps=self.keeps(supplier), compare=True),
                sections.evidence(supplier, today),
                sections.applications(supplier),
                sections.details(supplier),
                sections.who_signs_in(
                    supplier, manages=self.keeps(supplier), invites=self.keeps(supplier)
                ),
            ],
            "events": timeline.events(supplier, *submitted, *admissions, without=SAID_TWICE),
        }

    def keeps(self, supplier: Supplier) -> bool:
        return can(self.user, Permission.SUPPLIER_MANAGE, on=supplier)

    def actions(self, supplier: Supplier) -> list[Action]:
        if not self.keeps(supplier):
            return []
        return [
            Action("Set a price", reverse("suppliers:price", args=[supplier.pk]), secondary=True),
            Action(
                "Set the price of an extra",
                reverse("suppliers:extra", args=[supplier.pk]),
                secondary=True,
            ),
            Action(
                "Record evidence", reverse("suppliers:evidence", args=[supplier.pk]), secondary=True
            ),
            changing(supplier),
            inviting(supplier),
            Action(
                "Give an account access",
                reverse("suppliers:give-access", args=[supplier.pk]),
                refusals_against_giving(),
                secondary=True,
            ),
        ]


class MyOrganisation(OfOwn):
    """The provider's own record: where it stands and why. Nothing of anybody else."""

    def content(self) -> dict[str, Any]:
        supplier, today = self.record, clock.today()
        admissions = admissions_of(supplier)
        return {
            "title": supplier.name,
            "identity": identity(supplier, admissions),
            "actions": [
                Action("Apply for a lot", reverse("join:tasks")),
                Action("Send in a document", reverse("join:evidence"), secondary=True),
                Action("Propose a price", reverse("join:propose-price"), secondary=True),
                Action(
                    "Propose the price of an extra", reverse("join:propose-extra"), secondary=True
                ),
                changing(supplier),
                inviting(supplier),
            ],
            "sections": [
                sections.lots(cards(supplier, admissions, user=self.user, on=today)),
                *slots.fill("supplier", self.user, supplier),
                sections.own_applications(supplier),
                rate_card(supplier, today, keeps=False, compare=False),
                sections.evidence(supplier, today),
                sections.details(supplier),
                sections.who_signs_in(supplier, manages=False, invites=True),
            ],
        }


def inviting(supplier: Supplier) -> Action:
    url = reverse("suppliers:invite-contact", args=[supplier.pk])
    return Action("Invite somebody to sign in", url, secondary=True)


def changing(supplier: Supplier) -> Action:
    return Action("Change details", reverse("suppliers:change", args=[supplier.pk]), secondary=True)


def identity(supplier: Supplier, admissions: list[Admission]) -> Identity:
    return Identity(
        reference=supplier.reference,
        title=supplier.name,
        tag=standing({each.state for each in admissions}),
        holder=on_lots(admissions),
        facts=[
            Row("Kind", supplier.get_kind_display()),
            Row("Registered", day(supplier.registered_on)),
        ],
    )
