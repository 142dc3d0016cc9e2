"""Units whose value was released before can be taken off, for £0.00."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("contracts", "0012_safeguards")]

    operations = [
        migrations.RemoveConstraint("variation", "variation_is_of_its_kind"),
        migrations.AddConstraint(
            "variation",
            models.CheckConstraint(
                name="variation_is_of_its_kind",
                condition=Q(kind="increase", units__gt=0, amount__gt=0, line__isnull=False)
                | Q(kind="decrease", units__lt=0, amount__lte=0)
                | Q(kind__in=["dates", "novation"], units=0, amount=0),
            ),
        ),
    ]
