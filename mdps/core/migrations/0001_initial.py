"""Accounts, files, papers, notices, the outbox and the audit trail."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models

import mdps.core.cases.fields
import mdps.core.one_of
from mdps.core import grants


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        grants.REFUSE,
        migrations.CreateModel(
            name="RunningProcess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=20, unique=True)),
                ("database_role", models.CharField(max_length=63)),
                ("started_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "running processes",
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("username", models.CharField(max_length=150, unique=True)),
                ("name", models.CharField(max_length=150)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("must_change_password", models.BooleanField(default=False)),
                ("session_round", models.PositiveIntegerField(default=0)),
                (
                    "mail",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("at_once", "At once"),
                            ("daily", "Once a day, at 7:30am, together"),
                            ("none", "Never; only here"),
                        ],
                        default="at_once",
                        help_text="When notices are sent by e-mail too",
                        max_length=8,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="core.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["roles"], name="user_roles"),
                    models.Index(fields=["name", "id"], name="user_by_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Upper("username"),
                        name="user_name_once_in_any_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor", models.CharField(max_length=150)),
                ("action", models.CharField(max_length=60)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("subject", models.CharField(max_length=200)),
                ("detail", models.JSONField(default=dict)),
                ("address", models.GenericIPAddressField(null=True)),
                ("authority", models.CharField(db_default="", default="", max_length=200)),
                ("transaction", models.BigIntegerField(editable=False, null=True)),
                ("began_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["transaction", "began_at"], name="audit_transaction"),
                    models.Index(fields=["subject_type", "subject_id", "id"], name="audit_subject"),
                    models.Index(fields=["-at", "-id"], name="audit_newest"),
                    models.Index(fields=["actor_id", "-at", "-id"], name="audit_actor"),
                    models.Index(fields=["action", "-at", "-id"], name="audit_action"),
                    models.Index(fields=["subject_type", "-at", "-id"], name="audit_kind"),
                    models.Index(
                        fields=["subject"],
                        name="audit_reference",
                        opclasses=["varchar_pattern_ops"],
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("subject"), name="gin_trgm_ops"
                        ),
                        name="audit_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(unique=True)),
                ("sealed_at", models.DateTimeField()),
                ("previous", models.BinaryField()),
                ("head", models.BinaryField()),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                (
                    "event_digests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BinaryField(), size=None
                    ),
                ),
                (
                    "changes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                (
                    "change_digests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BinaryField(), size=None
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("changes__len", models.F("change_digests__len")),
                            ("events__len", models.F("event_digests__len")),
                            ("number__gte", 1),
                        ),
                        name="seal_has_a_digest_for_each_line",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
                ("wrapped_by", models.CharField(max_length=8)),
                ("destroyed_on", models.DateField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["wrapped_by", "id"], name="case_key_by_master")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("destroyed_on", None), models.Q(("wrapped", b""), _negated=True)
                            ),
                            models.Q(
                                ("destroyed_on__isnull", False),
                                ("wrapped", b""),
                                ("wrapped_by", ""),
                            ),
                            _connector="OR",
                        ),
                        name="case_key_is_whole_or_destroyed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DataCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checked_at", models.DateTimeField()),
                ("night", models.DateField(null=True, unique=True)),
                ("problems", models.PositiveIntegerField()),
                (
                    "sentences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
            ],
            options={
                "verbose_name": "check of the data",
                "verbose_name_plural": "checks of the data",
                "indexes": [models.Index(fields=["-checked_at", "-id"], name="data_check_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("problems", 0), ("sentences__len", 0)),
                            models.Q(("problems__gt", 0), ("sentences__len__gt", 0)),
                            _connector="OR",
                        ),
                        name="check_says_what_it_found",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OneTimeKey",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("outcome_url", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("topic", models.CharField(max_length=40)),
                ("payload", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(help_text="Not tried before this moment")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at", None)),
                        fields=["due_at", "id"],
                        name="outbox_unsent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=60, unique=True)),
                ("name", mdps.core.cases.fields.EncryptedTextField(optional=True)),
                ("content_type", models.CharField(max_length=80)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                (
                    "case_key",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="core.casekey",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="file_has_its_hash",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        help_text="Who may read it, like suppliers.outcome", max_length=60
                    ),
                ),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("name", models.CharField(help_text="The file's name for people", max_length=150)),
                ("document", models.JSONField()),
                (
                    "case_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.privatefile",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id", "id"], name="paper_subject"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["case_keys"], name="paper_by_case"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                        ),
                        name="paper_has_a_name",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuarantinedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=150)),
                ("virus", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("found_at", models.DateTimeField()),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="quarantined_file_has_its_hash",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("day", models.DateField()),
                (
                    "given_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "subject_type", "subject_id", "day"), name="reminded_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RowChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(max_length=63)),
                ("row_id", models.CharField(max_length=64)),
                (
                    "kind",
                    mdps.core.one_of.OneOfField(
                        choices=[("U", "Changed"), ("D", "Deleted")], max_length=1
                    ),
                ),
                ("before", models.JSONField()),
                ("after", models.JSONField(null=True)),
                (
                    "withheld",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=63), default=list, size=None
                    ),
                ),
                ("transaction", models.BigIntegerField()),
                ("began_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["transaction", "began_at"], name="row_change_of_event"),
                    models.Index(fields=["table", "row_id", "id"], name="row_change_of_row"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("after__isnull", True), ("kind", "D")),
                            models.Q(("after__isnull", False), ("kind", "U")),
                            _connector="OR",
                        ),
                        name="row_taken_away_has_no_after",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=1000)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("by"),
                        models.F("path"),
                        django.db.models.functions.text.Upper("name"),
                        name="saved_filter_once_in_any_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unsealed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event_id", models.BigIntegerField(null=True, unique=True)),
                ("change_id", models.BigIntegerField(null=True, unique=True)),
            ],
            options={
                "verbose_name": "unsealed line",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("change_id__isnull", False), ("event_id", None)),
                            models.Q(("change_id", None), ("event_id__isnull", False)),
                            _connector="OR",
                        ),
                        name="unsealed_is_one_of_two",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UseCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("who", models.CharField(max_length=64)),
                ("begins_at", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [models.Index(fields=["begins_at"], name="use_by_time")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "who", "begins_at"), name="one_count_a_stretch"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1)), name="use_counts_up"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("address", models.CharField(blank=True, max_length=45)),
                ("device", models.CharField(blank=True, max_length=60)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="open_sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "-seen_at"], name="session_of_account")
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case_key",
                    mdps.core.cases.fields.CaseKeyField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.casekey",
                    ),
                ),
                (
                    "kind",
                    mdps.core.one_of.OneOfField(
                        choices=[
                            ("admission", "Admission to a lot"),
                            ("rejection", "Rejection of an application"),
                            ("admission_round", "Outcome of an admission round"),
                            ("suspension", "Suspension from a lot"),
                            ("reinstatement", "End of a suspension"),
                            ("removal", "Removal from a lot"),
                            ("retention", "Keeping on a lot after notice"),
                            ("standing_authority", "Standing authority to award"),
                            ("extension", "Extension of the term"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "subject",
                    models.CharField(help_text="What was decided, in one line", max_length=200),
                ),
                (
                    "authority",
                    models.CharField(
                        help_text="The delegation relied on, like CR 3", max_length=40
                    ),
                ),
                ("decided_on", models.DateField()),
                (
                    "consulted",
                    models.CharField(
                        help_text="The Cabinet Member who was consulted", max_length=150
                    ),
                ),
                ("consulted_on", models.DateField()),
                ("reasons", mdps.core.cases.fields.EncryptedTextField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("consulted_on__lte", models.F("decided_on"))),
                        name="consulted_before_deciding",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("url", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("waits_for_digest", models.BooleanField(default=False)),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["to", "-created_at", "-id"], name="notice_newest"),
                    models.Index(
                        condition=models.Q(("read_at", None)), fields=["to"], name="notice_unread"
                    ),
                    models.Index(
                        condition=models.Q(("waits_for_digest", True)),
                        fields=["to", "id"],
                        name="notice_for_digest",
                    ),
                ],
            },
        ),
    ]
