"""Requests that are known only from a contract made before this service."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0010_keeping_after_notice"),
        ("lots", "0007_versions_stay"),
        ("referrals", "0007_line_approvals"),
        ("suppliers", "0011_price_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="supportrequest",
            name="submitted_request_has_its_basis",
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="is_carried_over",
            field=models.BooleanField(
                default=False,
                help_text="Known only from a contract that was made before this service",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]),
                    models.Q(("is_carried_over", True), ("submitted_on__isnull", False)),
                    models.Q(
                        ("legal_basis", ""), ("submitted_on", None), _connector="OR", _negated=True
                    ),
                    _connector="OR",
                ),
                name="submitted_request_has_its_basis",
            ),
        ),
    ]
