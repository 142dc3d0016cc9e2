"""What the panel says about a child is sealed under the key of the case."""

from django.db import migrations

import mdps.core.cases.fields
from mdps.core.cases.migrating import encrypt


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0009_case_keys"),
        ("panel", "0007_calendar_feed"),
    ]

    operations = [
        *encrypt(
            "panel",
            "AgendaItem",
            "late_reason reopen_reason",
            path="request",
        ),
        *encrypt(
            "panel",
            "ApprovalExtension",
            "reason",
            path="line__request",
        ),
        *encrypt(
            "panel",
            "Conflict",
            "words",
            path="request",
        ),
        *encrypt(
            "panel",
            "DecisionCondition",
            "words",
            path="decision__line__request",
        ),
        *encrypt(
            "panel",
            "MemberView",
            "words",
            path="request",
        ),
        *encrypt(
            "panel",
            "PackageReview",
            "reasons",
            path="line__request",
        ),
        *encrypt(
            "panel",
            "PanelDecision",
            "assessed_need in_house_alternative more_reason overspend_reason reasons redirect_to urgent_reason",
            path="line__request",
        ),
        migrations.AlterField(
            model_name="agendaitem",
            name="late_reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True,
                case="request",
                help_text="Why the chair took it after the papers' cut-off",
                max_length=300,
            ),
        ),
        migrations.AlterField(
            model_name="agendaitem",
            name="reopen_reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", max_length=300
            ),
        ),
        migrations.AlterField(
            model_name="approvalextension",
            name="reason",
            field=mdps.core.cases.fields.EncryptedTextField(case="line.request"),
        ),
        migrations.AlterField(
            model_name="conflict",
            name="words",
            field=mdps.core.cases.fields.EncryptedTextField(case="request", max_length=300),
        ),
        migrations.AlterField(
            model_name="decisioncondition",
            name="words",
            field=mdps.core.cases.fields.EncryptedTextField(
                case="decision.line.request", max_length=300
            ),
        ),
        migrations.AlterField(
            model_name="memberview",
            name="words",
            field=mdps.core.cases.fields.EncryptedTextField(blank=True, case="request"),
        ),
        migrations.AlterField(
            model_name="packagereview",
            name="reasons",
            field=mdps.core.cases.fields.EncryptedTextField(blank=True, case="line.request"),
        ),
        migrations.AlterField(
            model_name="paneldecision",
            name="assessed_need",
            field=mdps.core.cases.fields.EncryptedTextField(blank=True, case="line.request"),
        ),
        migrations.AlterField(
            model_name="paneldecision",
            name="in_house_alternative",
            field=mdps.core.cases.fields.EncryptedTextField(blank=True, case="line.request"),
        ),
        migrations.AlterField(
            model_name="paneldecision",
            name="more_reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="line.request", help_text="Why more than was requested"
            ),
        ),
        migrations.AlterField(
            model_name="paneldecision",
            name="overspend_reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="line.request", help_text="The chair's, beyond the budget"
            ),
        ),
        migrations.AlterField(
            model_name="paneldecision",
            name="reasons",
            field=mdps.core.cases.fields.EncryptedTextField(case="line.request"),
        ),
        migrations.AlterField(
            model_name="paneldecision",
            name="redirect_to",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="line.request", max_length=150
            ),
        ),
        migrations.AlterField(
            model_name="paneldecision",
            name="urgent_reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="line.request", help_text="Why it could not wait"
            ),
        ),
    ]
