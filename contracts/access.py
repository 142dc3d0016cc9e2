"""What a person may do with a particular call-off, beyond what the role allows."""

from contracts.models import CallOffContract, CompetitionInvitation
from mdps.core.models import User
from mdps.core.permissions import Permission, about


@about(Permission.CALL_OFF_ANSWER)
def answers_for_itself(user: User, contract: CallOffContract) -> str | None:
    """A supplier's people answer its own call-offs; the council's officers any."""
    if Permission.CONTRACT_AWARD in user.permissions:
        return None
    if contract.delivered_by.accounts.filter(user=user).exists():
        return None
    return "You can answer your own organisation's call-offs only."


@about(Permission.QUOTE_GIVE)
def quotes_for_itself(user: User, invitation: CompetitionInvitation) -> str | None:
    """A supplier's people quote for their own organisation; officers enter e-mails instead."""
    if invitation.supplier.accounts.filter(user=user).exists():
        return None
    return "You can quote for your own organisation only."
