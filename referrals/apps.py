"""Referrals: support requests and their lines."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"

    def ready(self) -> None:
        from referrals import access  # noqa: F401, PLC0415
