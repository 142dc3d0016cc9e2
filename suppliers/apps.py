"""Suppliers: applications, admission to lots, evidence and rate cards."""

from django.apps import AppConfig

from mdps.core import navigation
from mdps.core.permissions import Permission


class SuppliersConfig(AppConfig):
    name = "suppliers"

    def ready(self) -> None:
        # Models are ready only now.
        from suppliers import (  # noqa: F401, PLC0415
            access,
            comply,
            handing_over,
            history,
            home,
            invite,
            invite_contact,
            outcome,
            round_sections,
            sign_up,
            waiting,
            waiting_for_providers,
        )

        navigation.add("Suppliers", "suppliers:list", Permission.SUPPLIER_READ)
        navigation.add("Apply", "join:tasks", Permission.ORGANISATION_READ)
        navigation.add_public("Become a provider: see the lots and how to apply", "join:lots")
        navigation.add("My organisation", "suppliers:mine", Permission.ORGANISATION_READ)
