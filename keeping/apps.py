"""Keeping: retention, disposal, and subject access."""

from django.apps import AppConfig

from mdps.core import navigation
from mdps.core.permissions import Permission


class KeepingConfig(AppConfig):
    name = "keeping"

    def ready(self) -> None:
        from keeping import sentences, sweep_up, waiting  # noqa: F401, PLC0415 - ready now

        navigation.add(
            "Keeping", "keeping:due", Permission.DISPOSAL_PROPOSE, Permission.DISPOSAL_APPROVE
        )
        navigation.add("Subject access", "keeping:subject-access", Permission.SUBJECT_ACCESS_ANSWER)
