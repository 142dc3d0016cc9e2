"""What a row must be, also where a NULL kept a CHECK from saying no."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_more_constraints"),
        ("lots", "0004_more_constraints"),
        ("suppliers", "0003_evidence_required"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="admission",
            name="admission_that_ended_has_its_day",
        ),
        migrations.RemoveConstraint(
            model_name="clarification",
            name="clarification_answered_whole",
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_on__gte", models.F("admitted_on")), ("ended_on__isnull", False)
                    ),
                    models.Q(
                        models.Q(("state__in", ["removed", "withdrawn"]), _negated=True),
                        ("ended_on", None),
                    ),
                    _connector="OR",
                ),
                name="admission_that_ended_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("suspended_on", None),
                    ("suspended_on__gte", models.F("admitted_on")),
                    _connector="OR",
                ),
                name="suspended_after_it_was_admitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="admissionsuspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_decision", None), ("resumes_on__isnull", False), _connector="OR"
                ),
                name="ended_suspension_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="clarification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_by", None), ("answered_on", None)),
                    models.Q(
                        ("answered_by__isnull", False),
                        ("answered_on__gte", models.F("asked_on")),
                        ("answered_on__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="clarification_answered_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("invited_at"))),
                name="contact_invitation_expires_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted_at", None), ("withdrawn_at", None), _connector="OR"),
                name="contact_is_accepted_or_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("renews", None),
                    models.Q(("renews", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="evidence_renews_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencerequirement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("wanted__gte", 1),
                    models.Q(("minimum", None), ("minimum__gt", 0), _connector="OR"),
                ),
                name="requirement_wants_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["declined", "expired"]), _negated=True),
                    models.Q(("ended_on__gte", models.F("raised_on")), ("ended_on__isnull", False)),
                    _connector="OR",
                ),
                name="ended_invitation_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("judged_at", None), ("judged_by", None)),
                    models.Q(("judged_at__isnull", False), ("judged_by__isnull", False)),
                    _connector="OR",
                ),
                name="judgement_has_its_judge",
            ),
        ),
        migrations.AddConstraint(
            model_name="removalnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("statement_until__gte", models.F("given_on"))),
                name="statement_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="removalnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "cancelled"), models.Q(("cancelled_because", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("state", "cancelled"), _negated=True), ("cancelled_because", "")
                    ),
                    _connector="OR",
                ),
                name="cancelled_notice_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("asked_at"))),
                name="sign_up_expires_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="volumeposting",
            constraint=models.CheckConstraint(
                condition=models.Q(("scheme_year__range", (2000, 2100))),
                name="volume_is_of_a_scheme_year",
            ),
        ),
    ]
