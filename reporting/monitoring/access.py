"""What a person may do with a particular return or action, beyond what the role allows."""

from mdps.core.models import User
from mdps.core.permissions import Permission, about
from reporting.models import MonitoringReturn


@about(Permission.RETURN_COMPLETE)
def completes_its_own(user: User, record: MonitoringReturn) -> str | None:
    """A supplier's people complete its own returns; the council's officers any, from its e-mail."""
    if Permission.MONITORING_MANAGE in user.permissions:
        return None
    if record.supplier.accounts.filter(user=user).exists():
        return None
    return "You can complete your own organisation's returns only."
