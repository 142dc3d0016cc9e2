"""Panel: meetings, agendas and decisions of the Access to Resources Panel."""

from django.apps import AppConfig


class PanelConfig(AppConfig):
    name = "panel"

    def ready(self) -> None:
        from mdps.core import navigation  # noqa: PLC0415 - models are ready only now
        from mdps.core.permissions import Permission  # noqa: PLC0415
        from panel import days, sentences, slots, taken_back, waiting  # noqa: F401, PLC0415

        navigation.add("Panel meetings", "panel:list", Permission.PANEL_READ)
