"""The council's share of a joint instruction, in percent. GBP ex VAT, half up once a line."""

from decimal import Decimal

from mdps.core.money import to_penny
from referrals.models import CourtDirection, RequestLine, SupportRequest


def councils_share(amount: Decimal, percent: Decimal | None) -> Decimal:
    """`percent` of `amount`, rounded half up to the penny, once; all of it for None.

    33.33% of £100.00 is £33.33; 50% of £0.01 is £0.01.
    """
    return amount if percent is None else to_penny(amount * percent / 100)


def share_of(request: SupportRequest) -> Decimal | None:
    """The council's share where the request is jointly instructed, else None. One query."""
    return share_in(CourtDirection.objects.filter(request=request).first())


def share_in(court: CourtDirection | None) -> Decimal | None:
    """The council's share in what the court directed; None without a joint instruction."""
    return court.share_percent if court and court.is_joint else None


def share_of_line(line: RequestLine) -> Decimal | None:
    """The council's share of what the line costs, else None. One query, of joint lines only.

    Every award, increase, decrease, invoice and spot purchase for the line counts this share, as
    the line's own amounts do.
    """
    return None if line.full_amount is None else share_of(line.request)
