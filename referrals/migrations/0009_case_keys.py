"""Each request gets the key of its case, and what it says is sealed under it."""

from typing import Any

import django.db.models.deletion
from django.db import migrations

import mdps.core.cases.fields
from mdps.core.cases import keys
from mdps.core.cases.fields import CaseKeyField
from mdps.core.cases.migrating import encrypt


def give_keys(apps: Any, editor: Any) -> None:
    """A key for each request that there is."""
    requests = apps.get_model("referrals", "SupportRequest")._default_manager
    for pk in list(requests.values_list("pk", flat=True)):
        requests.filter(pk=pk).update(case_key_id=keys.make())
    editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0011_case_keys"),
        ("referrals", "0008_carried_over"),
    ]

    operations = [
        migrations.AddField(
            model_name="supportrequest",
            name="case_key",
            field=mdps.core.cases.fields.CaseKeyField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.casekey",
            ),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField("supportrequest", "case_key", CaseKeyField()),
        *encrypt(
            "referrals",
            "SupportRequest",
            "return_reason decline_reason",
        ),
        *encrypt(
            "referrals",
            "Narrative",
            "need question tried why_not_in_house wishes wishes_not_sought responsibility consent_by outcome measure supplier_reason again_reason",
            path="request",
        ),
        *encrypt(
            "referrals",
            "CourtDirection",
            "expert_name expert_email top_up_reason",
            path="request",
        ),
        *encrypt(
            "referrals",
            "Instruction",
            "context questions documents not_available people other_experts terms",
            path="request",
        ),
        *encrypt(
            "referrals",
            "RequestLine",
            "amount_reason",
            path="request",
        ),
        migrations.AlterField(
            model_name="courtdirection",
            name="expert_email",
            field=mdps.core.cases.fields.EncryptedTextField(blank=True, case="request"),
        ),
        migrations.AlterField(
            model_name="courtdirection",
            name="expert_name",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", max_length=150
            ),
        ),
        migrations.AlterField(
            model_name="courtdirection",
            name="top_up_reason",
            field=mdps.core.cases.fields.EncryptedTextField(blank=True, case="request"),
        ),
        migrations.AlterField(
            model_name="instruction",
            name="context",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="Why the opinion is sought"
            ),
        ),
        migrations.AlterField(
            model_name="instruction",
            name="documents",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="One a line"
            ),
        ),
        migrations.AlterField(
            model_name="instruction",
            name="not_available",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="Material that is not available"
            ),
        ),
        migrations.AlterField(
            model_name="instruction",
            name="other_experts",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="Others instructed in the proceedings"
            ),
        ),
        migrations.AlterField(
            model_name="instruction",
            name="people",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="Whom the expert may talk to, by role"
            ),
        ),
        migrations.AlterField(
            model_name="instruction",
            name="questions",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="As approved by the court, one a line"
            ),
        ),
        migrations.AlterField(
            model_name="instruction",
            name="terms",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="Terms of payment, beyond the amount"
            ),
        ),
        migrations.AlterField(
            model_name="narrative",
            name="again_reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="Why it is asked for again"
            ),
        ),
        migrations.AlterField(
            model_name="narrative",
            name="consent_by",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="Who gave or refused it"
            ),
        ),
        migrations.AlterField(
            model_name="narrative",
            name="measure",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="How that will be measured"
            ),
        ),
        migrations.AlterField(
            model_name="narrative",
            name="need",
            field=mdps.core.cases.fields.EncryptedTextField(blank=True, case="request"),
        ),
        migrations.AlterField(
            model_name="narrative",
            name="outcome",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="What should be different afterwards"
            ),
        ),
        migrations.AlterField(
            model_name="narrative",
            name="question",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="What the work must answer"
            ),
        ),
        migrations.AlterField(
            model_name="narrative",
            name="responsibility",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="Who holds parental responsibility"
            ),
        ),
        migrations.AlterField(
            model_name="narrative",
            name="supplier_reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="Why this supplier is preferred"
            ),
        ),
        migrations.AlterField(
            model_name="narrative",
            name="tried",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="What was tried before"
            ),
        ),
        migrations.AlterField(
            model_name="narrative",
            name="why_not_in_house",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="Nor by CAMHS"
            ),
        ),
        migrations.AlterField(
            model_name="narrative",
            name="wishes",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="The child's wishes and feelings"
            ),
        ),
        migrations.AlterField(
            model_name="narrative",
            name="wishes_not_sought",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="Why they were not sought"
            ),
        ),
        migrations.AlterField(
            model_name="requestline",
            name="amount_reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, case="request", help_text="Why it is none of the agreed prices"
            ),
        ),
        migrations.AlterField(
            model_name="supportrequest",
            name="decline_reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, help_text="Why a manager declined it"
            ),
        ),
        migrations.AlterField(
            model_name="supportrequest",
            name="return_reason",
            field=mdps.core.cases.fields.EncryptedTextField(
                blank=True, help_text="What a manager asked to be changed"
            ),
        ),
    ]
