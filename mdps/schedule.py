"""What beat starts, and when: on the clock on the wall in London."""

from typing import Any

from celery.schedules import crontab


def at(task: str, **when: Any) -> dict[str, Any]:
    """`task` at these minutes and hours."""
    return {"task": task, "schedule": crontab(**when)}


def every_task(*, sweep_seconds: int) -> dict[str, dict[str, Any]]:
    """The schedule; what may have been lost is looked for each `sweep_seconds`."""
    return {
        "lapse-approvals": at("referrals.lapse_expired", minute=30, hour=0),
        "follow-invitations": at("suppliers.follow_invitations", minute=15, hour=7),
        "keep-standing": at("suppliers.keep_standing", minute=5),
        "remind-evidence": at("suppliers.remind_of_evidence", minute=30, hour=7),
        "escalate-safeguards": at("contracts.escalate_safeguards", minute=10, hour="0,7"),
        "forget-sign-ups": at("suppliers.forget_sign_ups", minute=45, hour=2),
        "start-call-offs": at("contracts.start_due", minute=10, hour=0),
        "bring-back-packages": at("contracts.bring_back_due", minute=0, hour=6),
        "warn-of-approvals": at("panel.warn_of_ends", minute=30, hour=6),
        "send-digests": at("core.send_digests", minute=30, hour=7),
        "remind-the-panel": at("panel.remind", minute=20, hour=7),
        "tell-of-rounds": at("suppliers.tell_of_rounds", minute="*/15"),
        "open-monitoring": at("reporting.open_monitoring", minute=20, hour="0,6"),
        "ask-for-ratings": at("reporting.ask_for_ratings", minute=50, hour=7),
        "remind-monitoring": at("reporting.remind_of_returns", minute=40, hour=7),
        "clear-sessions": at("core.clear_sessions", minute=50, hour=2),
        "forget-use-counts": at("core.forget_use_counts", minute=5, hour=3),
        "check-integrity": at("core.check_integrity", minute=15, hour=2),
        "seal-audit": at("core.seal_audit"),
        "send-outbox": {"task": "core.send_outbox", "schedule": sweep_seconds},
        "begin-reports": at("reporting.begin_due", minute=0, hour=5),
        "requeue-reports": {"task": "reporting.requeue", "schedule": sweep_seconds},
    }
