"""A termination that gives headroom back, and what was bought outside the scheme meanwhile."""

import datetime as dt
from decimal import Decimal

import pytest

from contracts.models import CallOffContract, SpotPurchase
from lots.models import RequestCategory
from lots.queries import current_scheme
from mdps.core import clock
from tests.build.contracts import (
    given_a_delivery,
    given_a_running_call_off,
    given_an_officer,
)
from tests.build.panel import TODAY
from tests.build.people import given_a, given_a_team
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)
TEN = dt.datetime.combine(TODAY, dt.time(10), tzinfo=clock.LONDON)


def test_a_call_off_that_ends_early_gives_back_what_was_not_delivered(visit: Visit) -> None:
    with clock.at(TEN):
        contract = given_a_running_call_off(units=10, price="100.00")
        given_a_delivery(contract, 4)
        visit.sign_in(given_an_officer())
        visit.open("/contracts/headroom/")
        visit.sees("£10,499,000.00 is left under the cap")
        visit.open(contract.get_absolute_url())
        visit.press("End it early")
        visit.picture("end-early")
        visit.fill("Reasons", "The placement ended.")
        visit.press("End the call-off early")
        visit.sees("Terminated", "£400.00")
        visit.picture("ended-early")
        visit.open("/contracts/headroom/")
        visit.sees("£10,499,600.00 is left under the cap")
        visit.picture("headroom-after")

    contract = CallOffContract.objects.get()
    assert contract.state == CallOffContract.State.TERMINATED
    assert current_scheme().committed == Decimal("400.00")


def test_what_was_bought_outside_is_found_imported_and_shown(visit: Visit, tmp_path) -> None:
    category = RequestCategory.objects.get(position=1)
    file = tmp_path / "finance.csv"
    with clock.at(TEN):
        given_a_team("North")
        visit.sign_in(given_a("commissioner"))
        visit.open("/contracts/spot-purchases/")
        visit.press("Record one that was found")
        visit.fill("Provider", "Usk Therapies Ltd")
        visit.date("Day of the purchase", 31, 5, 2026)
        visit.fill("Amount", "640.00")
        visit.select("Team that bought it", "North")
        visit.select("Category", category.name)
        visit.choose("Nobody asked the panel beforehand")
        visit.fill("Explain the reason", "Booked by telephone.")
        visit.fill("Who approved the spending", "Nobody")
        visit.picture("found-form")
        visit.press("Record the purchase")
        visit.sees("Usk Therapies Ltd", "Not invited")
        visit.picture("found")
        for number, amount in enumerate(("4,980.00", "12,500.00"), start=1):
            file.write_text(
                "Reference,Date,Provider,Net amount,Team,Category\n"
                f'PO-{number},2{number}/04/2026,USK THERAPIES,"{amount}",North,"{category.name}"\n'
                + (f'PO-3,01/05/2026,Taff Tests,"1,2",North,"{category.name}"\n' * (number == 2))
            )
            visit.open("/contracts/spot-purchases/import/")
            visit.picture("import")
            visit.page.get_by_label("File", exact=True).set_input_files(file)
            visit.press("Check the file")
            visit.picture(f"import-checked-{number}")
            if number == 1:
                visit.press("Import 1 row")
        visit.sees("Nothing was imported. Mend 1 row", "Net amount is “1,2”")
        visit.open("/contracts/spot-purchases/leakage/")
        visit.sees("£5,620.00 was bought outside the scheme in 2 purchases", "Above £5,000.00")
        visit.picture("leakage")
        visit.open("/contracts/spot-purchases/")
        visit.picture("spot-list")

    assert SpotPurchase.objects.count() == 2
