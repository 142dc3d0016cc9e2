"""How long a case is kept, by the legal status of the child: what this council decided.

The year of birth is known, and not the day; a period from birth ends with the year. Of several that
apply the longest holds, and none ends before the procurement record of its contracts (6 years).
"""

import datetime as dt
from dataclasses import dataclass

from referrals.models import SupportRequest

Status, Basis = SupportRequest.LegalStatus, SupportRequest.LegalBasis
PROCUREMENT_YEARS = 6


@dataclass(frozen=True)
class Period:
    """Years from the child's birth, or from the last day of the case; and what asks for it."""

    words: str
    years: int
    from_birth: bool
    source: str

    def ends(self, *, year_of_birth: int | None, last_on: dt.date) -> dt.date:
        """The last day, inclusive, on which the case is kept; without a year of birth from the
        last day of the case, which can only be later."""
        if self.from_birth and year_of_birth is not None:
            return dt.date(year_of_birth + self.years, 12, 31)
        return years_after(last_on, self.years)


LOOKED_AFTER = Period(
    "looked after, or in care proceedings: 75 years from birth",
    75,
    True,
    "Care Planning, Placement and Case Review (England) Regulations 2010 reg 50",
)
PROTECTED = Period(
    "child protection: 35 years from the end of the case", 35, False, "Retention schedule"
)
IN_NEED = Period("child in need: until the age of 30", 30, True, "Retention schedule")

BY_STATUS = {
    Status.ACCOMMODATED: LOOKED_AFTER,
    Status.INTERIM_ORDER: LOOKED_AFTER,
    Status.CARE_ORDER: LOOKED_AFTER,
    Status.PROTECTED: PROTECTED,
    Status.IN_NEED: IN_NEED,
    Status.NONE: IN_NEED,
}
BY_BASIS = {
    Basis.S20: LOOKED_AFTER,
    Basis.S31: LOOKED_AFTER,
    Basis.PRE: PROTECTED,
    Basis.S47: PROTECTED,
    Basis.S17: IN_NEED,
}


@dataclass(frozen=True)
class Known:
    """What is known of a case. `last_on` is the last day on which anything happened in it."""

    statuses: frozenset[str]
    bases: frozenset[str]
    year_of_birth: int | None
    last_on: dt.date


@dataclass(frozen=True)
class Due:
    """The first day on which a case may be disposed of, and which period says so."""

    on: dt.date
    words: str


def due(known: Known) -> Due:
    """When the time of a case is over."""
    found = [BY_STATUS[Status(each)] for each in known.statuses if each]
    found += [BY_BASIS[Basis(each)] for each in known.bases if each]
    ends = [
        (each.ends(year_of_birth=known.year_of_birth, last_on=known.last_on), each.words)
        for each in found or [IN_NEED]
    ]
    bought = years_after(known.last_on, PROCUREMENT_YEARS)
    ends.append((bought, f"{PROCUREMENT_YEARS} years from the end of what was bought"))
    last, words = max(ends)
    return Due(last + dt.timedelta(days=1), words)


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day so many years later; 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
