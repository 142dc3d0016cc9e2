"""Referrals: support requests and their lines."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"

    def ready(self) -> None:
        from mdps.core import navigation  # noqa: PLC0415 - models are ready only now
        from mdps.core.permissions import Permission  # noqa: PLC0415
        from referrals import (  # noqa: PLC0415
            access,  # noqa: F401
            handing_over,  # noqa: F401
            home,
            instruct,  # noqa: F401
            sentences,  # noqa: F401
            viewed,  # noqa: F401
            waiting,  # noqa: F401
        )

        navigation.add_begun(*home.RAISE, Permission.REQUEST_RAISE)
        navigation.add("Requests", "referrals:list", Permission.REQUEST_READ)
        navigation.add(
            "Emergency access",
            "referrals:emergencies",
            Permission.EMERGENCY_REVIEW,
            Permission.AUDIT_READ,
        )
        navigation.add("Deputies", "referrals:deputies", Permission.REQUEST_ENDORSE)
