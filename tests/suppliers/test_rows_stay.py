"""What was applied for, judged, verified and charged stays, also past the actions."""

import pytest
from django.db import DatabaseError, transaction

from lots.models import Lot
from suppliers.models import Admission, Application, Evidence, Judgement, RateLine, Supplier
from tests.build.suppliers import given_a_price, given_a_supplier, given_an_admission

pytestmark = pytest.mark.django_db

DENIED = "permission denied"


@pytest.mark.parametrize(
    "model", [Supplier, Application, Admission, Judgement, Evidence, RateLine], ids=str
)
def test_no_record_of_a_supplier_can_be_deleted(model):
    with pytest.raises(DatabaseError, match=DENIED), transaction.atomic():
        model.objects.all()._raw_delete(using="default")


def test_what_the_assessor_found_cannot_be_changed():
    given_an_admission(given_a_supplier(), Lot.objects.get(number=1))

    with pytest.raises(DatabaseError, match=DENIED), transaction.atomic():
        Judgement.objects.update(outcome="fail")


@pytest.mark.parametrize("column", ["unit_price", "effective_from", "supplier", "service"])
def test_of_a_price_nothing_but_its_last_day_is_written(column):
    supplier = given_a_supplier()
    price = given_a_price(supplier, Lot.objects.get(number=1).services.first(), "10.00")

    with pytest.raises(DatabaseError, match=DENIED), transaction.atomic():
        price.save(update_fields=[column])
