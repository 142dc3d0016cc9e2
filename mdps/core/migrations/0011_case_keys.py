"""The keys of cases, and the files and papers whose words are sealed under them."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mdps.core.cases.fields
from mdps.core.cases.migrating import only_sealed

APP = settings.DATABASE_APP_ROLE


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0010_keeping_after_notice"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
                ("wrapped_by", models.CharField(max_length=8)),
                ("destroyed_on", models.DateField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="paper",
            name="case_keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["case_keys"], name="paper_by_case"
            ),
        ),
        migrations.AddIndex(
            model_name="casekey",
            index=models.Index(fields=["wrapped_by", "id"], name="case_key_by_master"),
        ),
        migrations.AddConstraint(
            model_name="casekey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("destroyed_on", None), models.Q(("wrapped", b""), _negated=True)),
                    models.Q(("destroyed_on__isnull", False), ("wrapped", b""), ("wrapped_by", "")),
                    _connector="OR",
                ),
                name="case_key_is_whole_or_destroyed",
            ),
        ),
        migrations.AddField(
            model_name="privatefile",
            name="case_key",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="core.casekey",
            ),
        ),
        migrations.AlterField(
            model_name="privatefile",
            name="name",
            field=mdps.core.cases.fields.EncryptedTextField(optional=True),
        ),
        only_sealed("core_privatefile", "name", unless="case_key_id IS NULL"),
        migrations.RunSQL(
            f"""
            REVOKE ALL ON core_casekey FROM PUBLIC, {APP};
            GRANT SELECT, INSERT, UPDATE (wrapped, wrapped_by, destroyed_on)
                ON core_casekey TO {APP};
            """,
            "",
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION mdps_destroyed_key_stays() RETURNS trigger
                LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
            BEGIN
                IF OLD.destroyed_on IS NOT NULL THEN
                    RAISE EXCEPTION 'the key of case % is destroyed and stays so', OLD.id
                        USING ERRCODE = 'restrict_violation',
                              CONSTRAINT = 'mdps_destroyed_key_stays', TABLE = 'core_casekey';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER mdps_destroyed_key_stays BEFORE UPDATE ON core_casekey
                FOR EACH ROW EXECUTE FUNCTION mdps_destroyed_key_stays();
            CREATE TRIGGER mdps_append_only BEFORE DELETE OR TRUNCATE ON core_casekey
                FOR EACH STATEMENT EXECUTE FUNCTION mdps_refuse();
            """,
            """
            DROP TRIGGER mdps_append_only ON core_casekey;
            DROP TRIGGER mdps_destroyed_key_stays ON core_casekey;
            DROP FUNCTION mdps_destroyed_key_stays();
            """,
        ),
    ]
