"""Saying on a page that what is shown is the council's share of a joint instruction."""

from mdps.core.ui import Row
from referrals.models import RequestLine
from referrals.share import share_of_line


def share_rows(line: RequestLine) -> list[Row]:
    """One row where the line is jointly instructed, else none. One query, of such lines only."""
    share = share_of_line(line)
    return (
        [] if share is None else [Row("The council pays", f"{share.normalize():f}% of the price")]
    )
