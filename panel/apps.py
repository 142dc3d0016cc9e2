"""Panel: meetings, agendas and decisions of the Access to Resources Panel."""

from django.apps import AppConfig


class PanelConfig(AppConfig):
    name = "panel"

    def ready(self) -> None:
        from mdps.core import navigation  # noqa: PLC0415 - models are ready only now
        from mdps.core.permissions import Permission  # noqa: PLC0415
        from panel import (  # noqa: PLC0415
            access,  # noqa: F401
            days,  # noqa: F401
            documents,  # noqa: F401
            freed,  # noqa: F401
            handing_over,  # noqa: F401
            sentences,  # noqa: F401
            slots,  # noqa: F401
            taken_back,  # noqa: F401
            waiting,  # noqa: F401
            waiting_decisions,  # noqa: F401
        )

        navigation.add("Panel meetings", "panel:list", Permission.PANEL_READ)
        navigation.add("Budgets", "panel:budgets", Permission.BUDGET_READ)
