"""Lots: the scheme, its lots, and what can be bought under them."""

from django.apps import AppConfig

from mdps.core import navigation
from mdps.core.permissions import Permission


class LotsConfig(AppConfig):
    name = "lots"

    def ready(self) -> None:
        navigation.add("Scheme", "lots:scheme", Permission.SCHEME_READ)
