"""How a provider joins by itself, how it is invited, and how the market is engaged.

What is answered and who was invited stays. A sign-up that nobody confirms is forgotten; a
proposed price goes while its application is a draft.
"""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from mdps.core import grants


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_rows_stay"),
        ("lots", "0003_the_scheme"),
        ("suppliers", "0002_rows_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation", models.CharField(max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254)),
            ],
        ),
        migrations.CreateModel(
            name="CriterionAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="EngagementEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=150)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("briefing", "Briefing"),
                            ("workshop", "Workshop"),
                            ("one_to_one", "One-to-one meetings"),
                            ("fair", "Provider fair"),
                        ],
                        max_length=20,
                    ),
                ),
                ("held_on", models.DateField()),
                ("place", models.CharField(blank=True, max_length=150)),
                ("is_online", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provider_name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("court", "Named by a court"),
                            ("spot_purchase", "Bought from outside the scheme"),
                            ("capacity", "The lot needs more providers"),
                        ],
                        max_length=20,
                    ),
                ),
                ("request_reference", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Sent"),
                            ("opened", "Opened"),
                            ("account_made", "Account made"),
                            ("applied", "Applied"),
                            ("joined", "Admitted"),
                            ("refused", "Not admitted"),
                            ("declined", "Declined"),
                            ("expired", "No answer"),
                        ],
                        default="sent",
                        max_length=20,
                    ),
                ),
                ("raised_on", models.DateField()),
                (
                    "expires_on",
                    models.DateField(help_text="The last day on which the link can be used"),
                ),
                ("ended_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ProposedPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12)),
            ],
        ),
        migrations.CreateModel(
            name="SharedAnswers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answers", models.JSONField(default=dict)),
                ("grounds", models.JSONField(null=True)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "shared answers",
            },
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("name", models.CharField(max_length=150)),
                ("email", models.EmailField(max_length=254)),
                ("password", models.CharField(max_length=128)),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "sign-up",
            },
        ),
        migrations.AddField(
            model_name="application",
            name="answers",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="application",
            name="started_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="application",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "Submitted"),
                    ("under_assessment", "Under assessment"),
                    ("recommended", "Assessed"),
                    ("admitted", "Admitted"),
                    ("rejected", "Rejected"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="submitted",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="statement",
            field=models.TextField(blank=True, help_text="What the supplier offers under this lot"),
        ),
        migrations.AlterField(
            model_name="application",
            name="submitted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="submitted_on",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="supplier",
            index=models.Index(
                django.db.models.functions.text.Upper("email"), name="supplier_by_email"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("supplier", "lot"),
                name="one_draft_per_lot",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]),
                    models.Q(("submitted_by__isnull", False), ("submitted_on__isnull", False)),
                    _connector="OR",
                ),
                name="submitted_application_has_its_day",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="supplier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="suppliers.supplier",
            ),
        ),
        migrations.AddField(
            model_name="criterionanswer",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="criterion_answers",
                to="suppliers.application",
            ),
        ),
        migrations.AddField(
            model_name="criterionanswer",
            name="criterion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="lots.selectioncriterion",
            ),
        ),
        migrations.AddField(
            model_name="engagementevent",
            name="lots",
            field=models.ManyToManyField(related_name="+", to="lots.lot"),
        ),
        migrations.AddField(
            model_name="attendance",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attendances",
                to="suppliers.engagementevent",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="account",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="application",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="suppliers.application",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="lot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="lots.lot",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="raised_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="supplier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="suppliers.supplier",
            ),
        ),
        migrations.AddField(
            model_name="proposedprice",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposed_prices",
                to="suppliers.application",
            ),
        ),
        migrations.AddField(
            model_name="proposedprice",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="lots.service"
            ),
        ),
        migrations.AddField(
            model_name="sharedanswers",
            name="supplier",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="shared_answers",
                to="suppliers.supplier",
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="account",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="invitation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="suppliers.invitation",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterionanswer",
            constraint=models.UniqueConstraint(
                fields=("application", "criterion"), name="one_answer_per_criterion"
            ),
        ),
        migrations.AddIndex(
            model_name="engagementevent",
            index=models.Index(fields=["-held_on", "-id"], name="event_newest"),
        ),
        migrations.AddConstraint(
            model_name="engagementevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_online", True), models.Q(("place", ""), _negated=True), _connector="OR"
                ),
                name="event_is_somewhere",
            ),
        ),
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(fields=["organisation", "id"], name="attendance_by_name"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                models.F("event"),
                django.db.models.functions.text.Upper("organisation"),
                name="one_attendance_per_organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["-raised_on", "-id"], name="invitation_newest"),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["state", "expires_on"], name="invitation_to_follow"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Upper("email"),
                models.F("lot"),
                condition=models.Q(("state__in", ["sent", "opened", "account_made", "applied"])),
                name="one_open_invitation_per_lot",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_on__gte", models.F("raised_on"))),
                name="invitation_expires_after_it_is_raised",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["applied", "joined", "refused"]), _negated=True),
                    ("application__isnull", False),
                    _connector="OR",
                ),
                name="applied_invitation_has_application",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedprice",
            constraint=models.UniqueConstraint(
                fields=("application", "service"), name="one_proposed_price_per_service"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedprice",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit_price__gt", 0)), name="proposed_price_is_positive"
            ),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(
                django.db.models.functions.text.Upper("email"),
                models.F("asked_at"),
                name="signup_by_email",
            ),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(fields=["expires_at"], name="signup_forgotten"),
        ),
        grants.never_deleted(
            "suppliers_attendance",
            "suppliers_criterionanswer",
            "suppliers_engagementevent",
            "suppliers_invitation",
            "suppliers_sharedanswers",
        ),
    ]
