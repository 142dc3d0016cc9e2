"""Panel: meetings, agendas and decisions of the Access to Resources Panel."""

from django.apps import AppConfig


class PanelConfig(AppConfig):
    name = "panel"
