"""Reporting: figures, charts, frozen reports and their PDFs."""

from django.apps import AppConfig

from mdps.core import navigation
from mdps.core.permissions import Permission


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        # Models are ready only now.
        from reporting import (  # noqa: PLC0415
            commentary_paper,  # noqa: F401
            hand_over,  # noqa: F401
            measures,  # noqa: F401
            sentences,  # noqa: F401
            slots,  # noqa: F401
            waiting,  # noqa: F401
        )
        from reporting.monitoring import access, handing_over  # noqa: F401, PLC0415
        from reporting.monitoring import slots as monitoring_slots  # noqa: F401, PLC0415
        from reporting.monitoring import waiting as monitoring_waiting  # noqa: F401, PLC0415

        navigation.add(
            "Reports", "reporting:list", Permission.REPORT_READ, Permission.REPORT_READ_PUBLISHED
        )
        navigation.add("Figures", "reporting:cap", Permission.SCHEME_READ, Permission.FIGURES_READ)
        navigation.add("Monitoring", "monitoring:rounds", Permission.MONITORING_READ)
