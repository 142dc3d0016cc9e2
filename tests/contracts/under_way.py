"""A scheme under way: what stands before nearly every award, and takes most of making one.

Severn Assessments is on its lot, and the panel's meeting of TODAY is planned, with budgets and the
people who come to it. No price is set and no request made.
"""

from lots.models import Lot
from mdps.core import clock
from tests.build.competitions import THREE
from tests.build.contracts import SERVICE
from tests.build.panel import TODAY, given_a_meeting, given_a_member
from tests.build.people import given_a
from tests.build.referrals import given_a_social_worker
from tests.build.suppliers import given_a_supplier, given_an_admission


def given_a_scheme_under_way() -> None:
    """On the morning of TODAY."""
    with clock.at(TODAY):
        _admit("Severn Assessments")
        given_a_meeting()
        for area in ("safeguarding", "health"):
            given_a_member(f"Member for {area}", area=area)
        team = given_a_social_worker().team
        given_a("team_manager", name=f"Manager of {team}", team=team)


def given_suppliers_to_invite() -> None:
    """The same with three suppliers."""
    given_a_scheme_under_way()
    with clock.at(TODAY):
        for name in THREE:
            _admit(name)


def _admit(name: str) -> None:
    """To the lot of the usual service, since the scheme began."""
    supplier, lot = given_a_supplier(name), Lot.objects.get(services__name=SERVICE)
    if not supplier.admissions.exists():
        given_an_admission(supplier, lot)
