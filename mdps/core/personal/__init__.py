"""The register of personal data: every field of every model is declared in it, or said to be none.

    STORY = Personal("To decide what support a child needs", whose=CHILD, …)
    declare("referrals", {"Narrative": {STORY: "need question", FIGURES: "written_on"}})

Each app declares its own in `personal_data.py`: a table of models, and for each what its fields are
for, the names with spaces. What is nobody's says why: `FIGURES`, or for words a `Nothing` of its
own. Foreign keys, yes or no, and numbers that the database gives are not asked for: whom a record
names by its account is said once, of the accounts.
The page and docs/dpia.md are made from it; a sweep fails for a field that is missing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass

from django.apps import apps
from django.db import models

from mdps.core.cases.fields import CaseKeyField, EncryptedTextField

CHILD = "The child and the family"
STAFF = "People of the council"
PROVIDER = "People of providers"
EXPERT = "Experts whom a court named"
VISITOR = "Anybody who signs up, is invited or comes to an event"

PUBLIC_TASK = "UK GDPR Art 6(1)(e): public task"
CHILDREN_ACT = "UK GDPR Art 6(1)(e), 9(2)(g): Children Act 1989 ss 17, 20, 31, 47"
PROCUREMENT = "UK GDPR Art 6(1)(e): PCR 2015 regs 57, 72, 74 to 77, 84"
SECURITY = "UK GDPR Art 6(1)(e), 32: security of the processing"

WITH_THE_CASE = "With the case, by its legal status"
WITH_THE_ACCOUNT = "While records name the account"
PROCUREMENT_RECORD = "With the procurement record"
TRAIL = "With the audit trail"

# What has no words of anybody: never asked for.
SILENT = (
    models.ForeignKey,
    models.ManyToManyField,
    models.BooleanField,
    models.AutoField,
    models.BigAutoField,
)


@dataclass(frozen=True)
class Personal:
    """Personal data, and what it is for.

    `seen_by` says who reads it in the service, `kept` how long; `special` is what is as sensitive
    as Art 9 means or confidential between a family and its social worker.
    """

    purpose: str
    _: KW_ONLY
    whose: str
    basis: str
    seen_by: str
    kept: str
    special: bool = False


@dataclass(frozen=True)
class Nothing:
    """What holds no personal data, and why not."""

    because: str


FIGURES = Nothing("Days, moments, amounts, counts, states, references and names of things")
Tables = Mapping[str, Mapping[Personal | Nothing, str]]


@dataclass(frozen=True)
class Entry:
    """One declared field."""

    model: type[models.Model]
    field: models.Field
    personal: Personal

    @property
    def name(self) -> str:
        """`referrals.Narrative.need`."""
        return f"{self.model._meta.label}.{self.field.name}"

    @property
    def is_encrypted(self) -> bool:
        return isinstance(self.field, EncryptedTextField) or self.name in SEALED_IN_PARTS

    @property
    def key_of(self) -> str:
        """Whose key it is encrypted with, in words: a case's, where no other record has its own."""
        holder = self.field.holder if isinstance(self.field, EncryptedTextField) else self.model
        has_its_own = any(isinstance(each, CaseKeyField) for each in holder._meta.local_fields)
        if has_its_own and not getattr(holder, "IS_A_CASE", False):
            return f"the {holder._meta.verbose_name}"
        return "its case"


# Encrypted inside, by letters.sealed and files.store.
SEALED_IN_PARTS = {"core.Paper.document"}

_register: list[tuple[str, str, Personal | Nothing]] = []


def declare(app: str, tables: Tables) -> None:
    """Add the models of `app` to the register; called at start-up."""
    for model, groups in tables.items():
        for group, names in groups.items():
            _register.extend((f"{app}.{model}", field, group) for field in names.split())


def groups() -> list[Personal]:
    """What was declared, in the order of the floors."""
    found = (group for _, _, group in _register if isinstance(group, Personal))
    return list(dict.fromkeys(found))


def entries() -> list[Entry]:
    """Every field with personal data, in the order of the register."""
    return [
        Entry(model, model._meta.get_field(field), group)
        for label, field, group in _register
        if isinstance(group, Personal)
        for model in [apps.get_model(label)]
    ]


def said_of(model: str) -> list[str]:
    """The fields of `model` that the register names, each as often as it does."""
    return [field for label, field, _ in _register if label == model]


def words_of_nobody() -> Iterator[tuple[str, str, Nothing]]:
    """Model, field and reason of what holds no personal data."""
    return ((label, name, why) for label, name, why in _register if isinstance(why, Nothing))


def models_named() -> set[str]:
    """Every model that the register names."""
    return {label for label, _, _ in _register}


def asked_for(model: type[models.Model]) -> list[str]:
    """The fields of `model` that must be in the register."""
    fields = model._meta.local_fields
    return [each.name for each in fields if not isinstance(each, SILENT)]
