"""Suppliers: applications, admission to lots, evidence and rate cards."""

from django.apps import AppConfig


class SuppliersConfig(AppConfig):
    name = "suppliers"

    def ready(self) -> None:
        from suppliers import access, history  # noqa: F401, PLC0415 - models are ready only now
