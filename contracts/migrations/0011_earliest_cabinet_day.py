"""Each request of Cabinet keeps the first day on which Cabinet may decide, as it was counted."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("contracts", "0010_authorisations_stay")]

    operations = [
        migrations.AddField(
            "cabinetrequest",
            "earliest_on",
            models.DateField(null=True, help_text="First day Cabinet may decide"),
        ),
        migrations.RemoveConstraint("cabinetrequest", "noticed_request_has_its_day"),
        migrations.AddConstraint(
            "cabinetrequest",
            models.CheckConstraint(
                name="noticed_request_has_its_day",
                condition=Q(state__in=["raised", "withdrawn"])
                | Q(notice_on__isnull=False, earliest_on__gt=F("notice_on")),
            ),
        ),
    ]
