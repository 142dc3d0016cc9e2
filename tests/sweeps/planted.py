"""What somebody sends who tries to set more than a form asks for, and what came of it."""

import re
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

CANARY = "planted by nobody"
OFTEN_ANOTHER = re.compile(
    r"""Binary\(b(?:.*?chars|(['"]).*?\1)\)|'[A-Za-z0-9_\-:.+=/$]{16,}'|\b[0-9a-f]{8,}\b|\d+"""
)


def extras() -> dict[str, Any]:
    """Every field of every model, as somebody would who tries to set more than the form asks."""
    planted: dict[str, Any] = {"roles": ["system_administrator"], "is_superuser": "on"}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            planted.setdefault(field.name, value_for(field))
            planted.setdefault(field.attname, value_for(field))
    return planted


def value_for(field: Any) -> Any:
    if field.choices:
        return list(field.choices)[-1][0]
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField):
        return "2031-01-07T09:00:00Z"
    if isinstance(field, models.DateField):
        return "2031-01-07"
    if isinstance(field, models.DecimalField | models.IntegerField | models.ForeignKey):
        return "1"
    return [CANARY] if isinstance(field, ArrayField) else CANARY


def differences(plain: list[tuple[str, str]], laden: list[tuple[str, str]]) -> list[str]:
    """What the second did otherwise; ids, keys and secrets are made anew each time."""
    first, second = (
        [OFTEN_ANOTHER.sub("#", statement) for _, statement in each] for each in (plain, laden)
    )
    if CANARY in str(laden) or len(first) != len(second):
        return [what for what, _ in laden]
    return [f"{a} <> {b}" for a, b in zip(first, second, strict=True) if a != b]
