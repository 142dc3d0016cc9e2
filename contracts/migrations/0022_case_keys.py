"""What contracts say about a child's package is sealed under the key of the case."""

from django.db import migrations

import mdps.core.cases.fields
from mdps.core.cases.migrating import encrypt


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0009_case_keys"),
        ("contracts", "0021_extras"),
    ]

    operations = [
        *encrypt(
            "contracts",
            "CallOffContract",
            "reason bespoke",
            path="line__request",
        ),
        *encrypt(
            "contracts",
            "Competition",
            "specification shorter_because tie_reason taken_up_because ended_because",
            path="line__request",
        ),
        *encrypt(
            "contracts",
            "CompetitionQuestion",
            "question",
            path="invitation__competition__line__request",
        ),
        *encrypt(
            "contracts",
            "CompetitionAnswer",
            "question answer",
            path="asked__invitation__competition__line__request",
        ),
        *encrypt(
            "contracts",
            "Delivery",
            "correction",
            path="contract__line__request",
        ),
        *encrypt(
            "contracts",
            "DirectAwardAuthorisation",
            "explanation",
            path="line__request",
        ),
        *encrypt(
            "contracts",
            "PackageSafeguard",
            "reason",
            path="contract__line__request",
        ),
        *encrypt(
            "contracts",
            "SeparatenessRecord",
            "reasons",
            path="line__request",
        ),
        *encrypt(
            "contracts",
            "Variation",
            "reasons",
            path="contract__line__request",
        ),
        migrations.AlterField(
            model_name="calloffcontract",
            name="bespoke",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="line.request", help_text="Why the price is above the rate card"
            ),
        ),
        migrations.AlterField(
            model_name="calloffcontract",
            name="reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True,
                case="line.request",
                help_text="Why this supplier, where not the cheapest",
            ),
        ),
        migrations.AlterField(
            model_name="competition",
            name="ended_because",
            field=mdps.core.cases.fields.EncryptedTextField(blank=True, case="line.request"),
        ),
        migrations.AlterField(
            model_name="competition",
            name="shorter_because",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="line.request", help_text="Why there are fewer than 10 days"
            ),
        ),
        migrations.AlterField(
            model_name="competition",
            name="specification",
            field=mdps.core.cases.fields.EncryptedTextField(
                case="line.request", help_text="What is needed; nothing that points to the child"
            ),
        ),
        migrations.AlterField(
            model_name="competition",
            name="taken_up_because",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="line.request", help_text="Why the scoring began anew"
            ),
        ),
        migrations.AlterField(
            model_name="competition",
            name="tie_reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="line.request", help_text="Why this one of those that were equal"
            ),
        ),
        migrations.AlterField(
            model_name="competitionanswer",
            name="answer",
            field=mdps.core.cases.fields.EncryptedTextField(
                case="asked.invitation.competition.line.request"
            ),
        ),
        migrations.AlterField(
            model_name="competitionanswer",
            name="question",
            field=mdps.core.cases.fields.EncryptedTextField(
                case="asked.invitation.competition.line.request"
            ),
        ),
        migrations.AlterField(
            model_name="competitionquestion",
            name="question",
            field=mdps.core.cases.fields.EncryptedTextField(
                case="invitation.competition.line.request"
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="correction",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True,
                case="contract.line.request",
                help_text="Why it is corrected",
                max_length=200,
            ),
        ),
        migrations.AlterField(
            model_name="directawardauthorisation",
            name="explanation",
            field=mdps.core.cases.fields.EncryptedTextField(case="line.request"),
        ),
        migrations.AlterField(
            model_name="packagesafeguard",
            name="reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="contract.line.request"
            ),
        ),
        migrations.AlterField(
            model_name="separatenessrecord",
            name="reasons",
            field=mdps.core.cases.fields.EncryptedTextField(case="line.request"),
        ),
        migrations.AlterField(
            model_name="variation",
            name="reasons",
            field=mdps.core.cases.fields.EncryptedTextField(case="contract.line.request"),
        ),
    ]
