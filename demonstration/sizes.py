"""How much is made: small for a check or a test, full for a look round."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`months` is how far back requests go; None means to the first day of the scheme.

    `requests` are those of the past; what is on the desks today comes on top.
    """

    name: str
    suppliers: int
    requests: int
    months: int | None
    teams: int
    workers: int  # social workers in a team
    reports: int  # annual reports published, the latest ones


SMALL = Size("small", suppliers=12, requests=32, months=14, teams=3, workers=2, reports=1)
FULL = Size("full", suppliers=56, requests=1460, months=None, teams=8, workers=4, reports=2)
SIZES = {size.name: size for size in (SMALL, FULL)}
