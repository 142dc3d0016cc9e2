"""The register of personal data names every field there is, and says how it is kept."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client

from mdps.core import personal
from mdps.core.cases.fields import EncryptedTextField, encrypted_fields
from tests.build.people import given_a

NOT_USED = {"auth", "contenttypes"}  # Django's own, which hold nothing of anybody here
MODELS = [model for model in apps.get_models() if model._meta.app_label not in NOT_USED]


def undeclared(model: type[models.Model]) -> list[str]:
    """The fields of a model that the register does not name exactly once."""
    said = personal.said_of(model._meta.label)
    return [name for name in personal.asked_for(model) if said.count(name) != 1]


def test_every_field_is_in_the_register_once():
    assert {model._meta.label: left for model in MODELS if (left := undeclared(model))} == {}


def test_the_register_names_nothing_that_is_not_there():
    there = {model._meta.label: set(personal.asked_for(model)) for model in MODELS}
    named = {label: set(personal.said_of(label)) for label in personal.models_named()}
    assert {label: left for label, names in named.items() if (left := names - there[label])} == {}


def test_a_model_that_nobody_declared_is_found():
    class Undeclared(models.Model):
        remark = models.TextField()
        born_on = models.DateField()
        is_open = models.BooleanField()

        class Meta:
            app_label = "undeclared"
            managed = False

    apps.all_models.pop("undeclared")
    apps.clear_cache()
    assert undeclared(Undeclared) == ["remark", "born_on"]


def test_words_that_are_nobodys_say_why_in_a_reason_of_their_own():
    unsaid = [
        f"{label}.{name}"
        for label, name, why in personal.words_of_nobody()
        if isinstance(
            apps.get_model(label)._meta.get_field(name), models.TextField | models.JSONField
        )
        and why is personal.FIGURES
    ]
    assert unsaid == []


def test_what_is_encrypted_is_declared_as_personal_and_the_childs_words_are_encrypted():
    declared = {entry.name: entry for entry in personal.entries()}
    encrypted = {
        f"{model._meta.label}.{field.name}" for model in MODELS for field in encrypted_fields(model)
    }
    assert encrypted - set(declared) == set()
    plain = [
        name
        for name, entry in declared.items()
        if entry.personal.special
        and entry.personal.whose == personal.CHILD
        and not entry.is_encrypted
        and not entry.field.choices
    ]
    assert plain == []


@pytest.mark.parametrize(
    ("field", "whose"),
    [
        ("referrals.Narrative.need", "its case"),
        ("core.PrivateFile.name", "its case"),
        ("core.Paper.document", "its case"),
        ("core.DecisionRecord.reasons", "the decision record"),
        ("suppliers.Judgement.comment", "the supplier"),
        ("suppliers.Evidence.number", "the supplier"),
        ("reporting.MonitoringReturn.answers_words", "the monitoring return"),
        ("reporting.ReturnQuestion.text", "the monitoring return"),
    ],
)
def test_it_says_whose_key_words_are_sealed_with(field: str, whose: str):
    [entry] = [each for each in personal.entries() if each.name == field]
    assert entry.key_of == whose


@pytest.mark.django_db
def test_the_database_takes_nothing_plain_in_an_encrypted_column():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text || '.' || attname FROM pg_constraint"
            " JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)"
            " WHERE contype = 'c' AND pg_get_constraintdef(pg_constraint.oid) LIKE '%starts_with%'"
        )
        kept = {name for (name,) in cursor.fetchall()}
    wanted = {
        field.place
        for model in MODELS
        for field in model._meta.local_fields
        if isinstance(field, EncryptedTextField)
    }
    assert kept - {"core_privatefile.case_key_id", "contracts_spotpurchase.line_id"} == wanted


@pytest.mark.django_db
def test_the_page_says_of_every_group_whose_it_is_and_who_sees_it(client: Client):
    client.force_login(given_a("leadership"))

    text = client.get("/personal-data/").content.decode()
    for group in personal.groups():
        for said in (group.purpose, group.whose, group.seen_by, group.kept):
            assert said.replace("'", "&#x27;") in text
