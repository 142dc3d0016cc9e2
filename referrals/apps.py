"""Referrals: support requests and their lines."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"

    def ready(self) -> None:
        from mdps.core import navigation  # noqa: PLC0415 - models are ready only now
        from mdps.core.permissions import Permission  # noqa: PLC0415
        from referrals import access, home, sentences, waiting  # noqa: F401, PLC0415

        navigation.add("Requests", "referrals:list", Permission.REQUEST_READ)
