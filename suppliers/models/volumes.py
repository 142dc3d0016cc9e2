"""How many units were ordered, for the volume discounts."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from lots.models import Service
from mdps.core.models import User
from suppliers.models.supplier import Supplier


class VolumePosting(models.Model):
    """Units ordered from a supplier, or no longer: added up they are a scheme year's volume.

    `scheme_year` is the year in which they count, that of the award, by its first calendar year;
    `on` is the day of the act. `source` is the reference of the call-off. Append-only.
    """

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="volumes")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    scheme_year = models.PositiveSmallIntegerField()
    units = models.IntegerField()
    source = models.CharField(max_length=40)
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="volume_is_something", condition=~Q(units=0)),
            models.CheckConstraint(
                name="volume_is_of_a_scheme_year", condition=Q(scheme_year__range=(2000, 2100))
            ),
        ]
        indexes = [
            models.Index(
                fields=["service", "scheme_year", "supplier"],
                include=["units"],
                name="volume_ordered",
            ),
            models.Index(fields=["source", "-id"], name="volume_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.units} of {self.service} from {self.supplier}"
