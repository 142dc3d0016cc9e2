"""The parts of what is agreed, held true by the database: they sum to the units and the amount."""

from django.db import models
from django.db.models import F, Func, Q


def parts_make(
    amount: str, *, name: str, besides: str = "", given: Q | None = None
) -> models.CheckConstraint:
    """`parts` sum to `units` and, with the column `besides`, to `amount`.

    Of rows that are not `given` there are none.
    """
    made = Func(F("parts"), function="mdps_amount_of", output_field=models.DecimalField())
    sums = Q(
        **{
            amount: made + F(besides) if besides else made,
            "units": Func(F("parts"), function="mdps_units_of", output_field=models.IntegerField()),
        }
    )
    condition = sums if given is None else given & sums | ~given & Q(parts=[])
    return models.CheckConstraint(name=name, condition=condition)
