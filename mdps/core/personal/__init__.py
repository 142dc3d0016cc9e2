"""The register of personal data: every field of every model is declared in it, or said to be none.

    declare(Personal(fields={"referrals.Narrative": "need question"}, whose=CHILD, …))
    nothing_personal({"contracts.Commitment": "kind amount on recorded_at"})

Each app declares its own in `personal_data.py`. Foreign keys, yes or no, and numbers that the
database gives are not asked for: whom a record names by its account is said once, of the accounts.
The page and docs/dpia.md are made from it; a sweep fails for a field that is missing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from mdps.core.cases.fields import EncryptedTextField

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


@dataclass(frozen=True, kw_only=True)
class Personal:
    """Fields that hold personal data, and why. `fields` are by model, names with spaces.

    `seen_by` says who reads it in the service, `kept` how long; `special` is what is as sensitive
    as Art 9 means or confidential between a family and its social worker.
    """

    fields: Mapping[str, str]
    whose: str
    purpose: str
    basis: str
    seen_by: str
    kept: str
    special: bool = False

    @property
    def names(self) -> Iterator[tuple[str, str]]:
        """Model and field, one by one."""
        for model, fields in self.fields.items():
            yield from ((model, field) for field in fields.split())


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


# Encrypted inside, by letters.sealed and files.store.
SEALED_IN_PARTS = {"core.Paper.document"}

_personal: list[Personal] = []
_nothing: dict[str, set[str]] = {}


def declare(*groups: Personal) -> None:
    """Add to the register; called at start-up by each app."""
    _personal.extend(groups)


def nothing_personal(fields: Mapping[str, str]) -> None:
    """Say that these fields, names with spaces by model, hold no personal data."""
    for model, names in fields.items():
        _nothing.setdefault(model, set()).update(names.split())


def groups() -> list[Personal]:
    """What was declared, in the order of the floors."""
    return list(_personal)


def entries() -> list[Entry]:
    """Every declared field, in the order of the register."""
    return [
        Entry(model, model._meta.get_field(field), group)
        for group in _personal
        for label, field in group.names
        for model in [apps.get_model(label)]
    ]


def said_of(model: str) -> list[str]:
    """The fields of `model` that the register names, each as often as it does."""
    declared = [field for group in _personal for label, field in group.names if label == model]
    return [*declared, *_nothing.get(model, ())]


def models_named() -> set[str]:
    """Every model that the register names."""
    return {label for group in _personal for label, _ in group.names} | set(_nothing)


def asked_for(model: type[models.Model]) -> list[str]:
    """The fields of `model` that must be in the register."""
    fields = model._meta.local_fields
    return [each.name for each in fields if not isinstance(each, SILENT)]
