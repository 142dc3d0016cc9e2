"""What beat starts, and when: on the clock on the wall in London."""

from typing import Any

from celery.schedules import crontab


def every_task(*, sweep_seconds: int) -> dict[str, dict[str, Any]]:
    """The schedule; what may have been lost is looked for each `sweep_seconds`."""
    return {
        "lapse-approvals": {
            "task": "referrals.lapse_expired",
            "schedule": crontab(minute=30, hour=0),
        },
        "follow-invitations": {
            "task": "suppliers.follow_invitations",
            "schedule": crontab(minute=15, hour=7),
        },
        "keep-standing": {"task": "suppliers.keep_standing", "schedule": crontab(minute=5)},
        "remind-evidence": {
            "task": "suppliers.remind_of_evidence",
            "schedule": crontab(minute=30, hour=7),
        },
        "escalate-safeguards": {
            "task": "contracts.escalate_safeguards",
            "schedule": crontab(minute=10, hour="0,7"),
        },
        "forget-sign-ups": {
            "task": "suppliers.forget_sign_ups",
            "schedule": crontab(minute=45, hour=2),
        },
        "start-call-offs": {"task": "contracts.start_due", "schedule": crontab(minute=10, hour=0)},
        "bring-back-packages": {
            "task": "contracts.bring_back_due",
            "schedule": crontab(minute=0, hour=6),
        },
        "warn-of-approvals": {"task": "panel.warn_of_ends", "schedule": crontab(minute=30, hour=6)},
        "send-digests": {"task": "core.send_digests", "schedule": crontab(minute=30, hour=7)},
        "remind-the-panel": {"task": "panel.remind", "schedule": crontab(minute=20, hour=7)},
        "tell-of-rounds": {"task": "suppliers.tell_of_rounds", "schedule": crontab(minute="*/15")},
        "open-monitoring": {
            "task": "reporting.open_monitoring",
            "schedule": crontab(minute=20, hour="0,6"),
        },
        "ask-for-ratings": {
            "task": "reporting.ask_for_ratings",
            "schedule": crontab(minute=50, hour=7),
        },
        "remind-monitoring": {
            "task": "reporting.remind_of_returns",
            "schedule": crontab(minute=40, hour=7),
        },
        "clear-sessions": {"task": "core.clear_sessions", "schedule": crontab(minute=50, hour=2)},
        "forget-use-counts": {
            "task": "core.forget_use_counts",
            "schedule": crontab(minute=5, hour=3),
        },
        "check-integrity": {"task": "core.check_integrity", "schedule": crontab(minute=15, hour=2)},
        "seal-audit": {"task": "core.seal_audit", "schedule": crontab()},
        "send-outbox": {"task": "core.send_outbox", "schedule": sweep_seconds},
        "begin-reports": {"task": "reporting.begin_due", "schedule": crontab(minute=0, hour=5)},
        "requeue-reports": {"task": "reporting.requeue", "schedule": sweep_seconds},
    }
