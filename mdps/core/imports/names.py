"""Records that a sheet names in words."""

from typing import Any

from django.db.models import QuerySet

from mdps.core.rules import Refusal, Refused
from mdps.core.words import listed


def one_of(found: QuerySet[Any], name: str, what: str) -> Any:
    """The one of `found` with that name; capitals do not matter. Raises Refused with all names."""
    one = found.filter(name__iexact=name).first()
    if one:
        return one
    names = listed(sorted(each.name for each in found), "or")
    raise Refused([Refusal(f"no-{what}", f"There is no {what} “{name}”. Enter {names}.")])
