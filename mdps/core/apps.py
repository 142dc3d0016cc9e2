"""Core: what every app shares."""

from django.apps import AppConfig
from django.db.models.signals import pre_migrate


class CoreConfig(AppConfig):
    name = "mdps.core"
    label = "core"

    def ready(self) -> None:
        from mdps.core import grants, tasks  # noqa: F401, PLC0415 - models are ready only now

        pre_migrate.connect(grants.give_default_privileges, sender=self)
