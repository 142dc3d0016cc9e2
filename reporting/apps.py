"""Reporting: figures, charts, frozen reports and their PDFs."""

from django.apps import AppConfig

from mdps.core import navigation
from mdps.core.permissions import Permission


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        from reporting import sentences, slots, tasks, waiting  # noqa: F401, PLC0415 - models are ready

        navigation.add(
            "Reports", "reporting:list", Permission.REPORT_READ, Permission.REPORT_READ_PUBLISHED
        )
        navigation.add("The cap", "reporting:cap", Permission.SCHEME_READ, Permission.FIGURES_READ)
        navigation.add("Requests and approvals", "reporting:panel", Permission.FIGURES_READ)
