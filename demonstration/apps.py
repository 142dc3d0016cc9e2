"""Demonstration: years of invented work for a first look, made by the real actions."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "demonstration"

    def ready(self) -> None:
        from demonstration import sentences  # noqa: F401, PLC0415
