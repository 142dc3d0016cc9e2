"""Lots: the scheme, its lots, and what can be bought under them."""

from django.apps import AppConfig


class LotsConfig(AppConfig):
    name = "lots"

    def ready(self) -> None:
        # Models are ready only now.
        from lots import measures, sentences  # noqa: F401, PLC0415
        from mdps.core import navigation  # noqa: PLC0415
        from mdps.core.permissions import Permission  # noqa: PLC0415

        navigation.add("Scheme", "lots:scheme", Permission.SCHEME_READ)
