"""Model fields for what is said about a child, or by suppliers of people: text sealed under a key.

    need = EncryptedTextField(case="request", blank=True)

`case` leads from the record to whatever has the key: its support request, or the supplier or the
monitoring return that it belongs to. The model reads and writes plain text; the database, its logs
and its copies hold only what is sealed. Nothing can be searched by it, but whether it is empty:
that is not sealed.
"""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from mdps.core.cases import keys
from mdps.core.cases.sealed import PREFIX, Opened, Sealed, seal


class _Words(DeferredAttribute):
    """Opens what was read when somebody asks for it; keeps what is set again unchanged."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = value.open()
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        held = instance.__dict__.get(self.field.attname)
        if type(value) is str and isinstance(held, Sealed | Opened) and str(held) == value:
            return
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):
    """Text under the key of what `case`, a path with dots, leads to ("" is itself).

    `optional`: a record without a key is kept as it is, such as a report that is a file.
    """

    descriptor_class = _Words

    def __init__(self, *args: Any, case: str = "", optional: bool = False, **options: Any):
        self.case, self.optional = case, optional
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        given = {"case": self.case, "optional": self.optional}
        return name, path, args, options | {key: value for key, value in given.items() if value}

    @property
    def place(self) -> str:
        """Where it lies, bound to what is sealed."""
        return f"{self.model._meta.db_table}.{self.column}"

    def db_check(self, connection: Any) -> str:
        name = connection.ops.quote_name(self.column)
        check = f"{name} = '' OR starts_with({name}, '{PREFIX}')"
        return f"{check} OR {self.without_case} IS NULL" if self.optional else check

    @property
    def holder(self) -> Any:
        """The model whose records have the keys it is sealed with."""
        return _led_to(self.model, self.case)

    @property
    def without_case(self) -> str:
        """The column that is NULL in a record without a case."""
        return f"{self.case.partition('.')[0] or 'case_key'}_id"

    def from_db_value(self, value: str | None, *_: object) -> "str | Sealed | None":
        if not value or (self.optional and not value.startswith(PREFIX)):
            return value
        sealed = Sealed(value, self.place)
        keys.want(sealed.key)
        return sealed

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        if not value:
            return value
        sealed = self.sealed_for(model_instance, value)
        model_instance.__dict__[self.attname] = sealed
        return sealed

    def sealed_for(self, record: models.Model, words: str) -> str:
        """`words` sealed for `record`; as they lay, where they are those that lay there."""
        key = self._key_of(record)
        if key is None and self.optional:
            return words
        if key is None:
            raise TypeError(f"{self.place}: the record has no case to be encrypted under.")
        held = words.sealed if isinstance(words, Opened) else None
        if held and (held.key, held.place) == (key, self.place):
            return words
        return seal(str(words), key=key, place=self.place)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Opened) and value.sealed.place == self.place:
            return value.sealed.text
        if isinstance(value, Sealed):
            return value.text
        if value and not self.optional:
            raise TypeError(f"{self.place} is encrypted: use encrypted(record, changes) first.")
        return value

    def value_to_string(self, obj: Any) -> str:
        return str(self.get_prep_value(self.pre_save(obj, False)))

    def _key_of(self, record: Any) -> UUID | None:
        for step in filter(None, self.case.split(".")):
            record = getattr(record, step)
            if record is None:
                return None
        return record.case_key_id


class CaseKeyField(models.OneToOneField):
    """The key of a case, of its own for each record that has one; made with the record."""

    def __init__(self, *args: Any, **options: Any):
        options |= {"to": "core.CaseKey", "on_delete": models.PROTECT, "related_name": "+"}
        options |= {"editable": False}
        super().__init__(**options)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if getattr(model_instance, self.attname) is None and not self.null:
            setattr(model_instance, self.attname, keys.make())
        return getattr(model_instance, self.attname)


def encrypted(record: models.Model, changes: dict[str, Any]) -> dict[str, Any]:
    """`changes` for an UPDATE of `record`'s row, what is encrypted sealed for it."""
    fields = {each.name: each for each in encrypted_fields(type(record))}
    return {
        name: fields[name].sealed_for(record, value) if name in fields and value else value
        for name, value in changes.items()
    }


def path_to_case(model: type[models.Model]) -> str | None:
    """The way from a record of `model` to its case, like `line.request`; None where it has none.

    What is encrypted says so; a model of which nothing is says `PATH_TO_CASE` itself. A case is a
    model that says `IS_A_CASE`; words may also lie under the key of something else.
    """
    paths = {each.case for each in encrypted_fields(model) if not each.optional}
    path = next(iter(paths), getattr(model, "PATH_TO_CASE", None))
    if path is None:
        return None
    return path if getattr(_led_to(model, path), "IS_A_CASE", False) else None


def _led_to(model: Any, path: str) -> Any:
    for step in filter(None, path.split(".")):
        model = model._meta.get_field(step).related_model
    return model


def encrypted_fields(model: type[models.Model]) -> list[EncryptedTextField]:
    """The fields of `model` that are encrypted."""
    return [each for each in model._meta.concrete_fields if isinstance(each, EncryptedTextField)]
