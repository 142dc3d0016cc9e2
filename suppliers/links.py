"""Signed links in e-mails to people who cannot sign in yet.

A link carries the id of its record and a signature, so none can be guessed. When it ends and
whether it was used is said by the record, by the clock of the service.
"""

from typing import TypeVar

from django.core import signing
from django.db.models import Model

Record = TypeVar("Record", bound=Model)


def token(record: Model) -> str:
    """The part of an address that leads to `record`."""
    return _signer(type(record)).sign(str(record.pk))


def record_of(model: type[Record], token: str) -> Record | None:
    """The record that `token` leads to; None where nobody here signed it."""
    try:
        pk = _signer(model).unsign(token)
    except signing.BadSignature:
        return None
    return model._base_manager.filter(pk=pk).first()


def _signer(model: type[Model]) -> signing.Signer:
    return signing.Signer(sep=".", salt=f"link to {model._meta.label_lower}")
