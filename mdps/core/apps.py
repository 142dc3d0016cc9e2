"""Core: what every app shares."""

from celery.signals import task_postrun, task_prerun
from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "mdps.core"
    label = "core"

    def ready(self) -> None:
        from mdps.core import (  # noqa: PLC0415 - models are ready only now
            changes,
            grants,
            navigation,
            own_measures,  # noqa: F401
            papers,  # noqa: F401
            quarantine,  # noqa: F401
            sentences,  # noqa: F401
            start_up,  # noqa: F401
            tasks,  # noqa: F401
            unsent,  # noqa: F401
        )
        from mdps.core.cases import keyring, keys  # noqa: PLC0415
        from mdps.core.permissions import Permission  # noqa: PLC0415
        from mdps.core.signing_in import personal_data, session_limits  # noqa: F401, PLC0415

        autodiscover_modules("personal_data", "integrity_checks")
        keyring.master_keys()  # without good ones nothing starts
        for ends in (request_started, request_finished, task_prerun, task_postrun):
            ends.connect(keys.forget)

        pre_migrate.connect(grants.give_default_privileges, sender=self)
        post_migrate.connect(changes.follow_all, sender=self)
        navigation.add("Accounts", "accounts", Permission.ACCOUNTS_MANAGE)
        navigation.add("Audit", "audit", Permission.AUDIT_READ)
