"""Filters that a person keeps under a name, on whichever list: save, find again, delete."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import BigIntegerField, CharField, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from mdps.core.models import SavedFilter, User
from mdps.core.rules import enforce
from mdps.core.saved_filters_rules import RULES, Saving
from mdps.core.together import Often
from mdps.core.ui import Link

OF_ONE_PAGE = ("after", "before", "as")


@dataclass(frozen=True)
class Kept:
    """A saved filter on its list: where it leads, and where it is deleted."""

    link: Link
    delete_url: str


@transaction.atomic
def save(*, path: str, query: str, name: str, by: User) -> SavedFilter:
    """Keep the filters of `query` for the list at `path`; the page of the list is left out.

    Locks the person's account, so that two tabs do not take one name. Raises Refused if the name
    is taken or there are too many.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    kept = SavedFilter.objects.filter(by=by, path=path)
    enforce(RULES, Saving(name, frozenset(each.name for each in kept)))
    return SavedFilter.objects.create(by=by, path=path, name=name.strip(), query=plain(query))


def plain(query: str) -> str:
    """`query` without what belongs to one page of a list, and without empty values."""
    asked = QueryDict(query)
    return urlencode(
        [
            (name, value)
            for name, values in asked.lists()
            for value in values
            if value and name not in OF_ONE_PAGE
        ]
    )


def of(user: User, path: str) -> QuerySet[SavedFilter]:
    """What `user` keeps for the list at `path`."""
    return SavedFilter.objects.filter(by=user, path=path)


KEPT = Often(of, {"user": BigIntegerField(), "path": CharField()})


def links(kept: Iterable[SavedFilter], asked: QueryDict) -> list[Kept]:
    """Where `kept` lead, the one in use marked as current."""
    now = plain(asked.urlencode())
    return [
        Kept(
            Link(each.name, each.url, current=each.query == now),
            reverse("delete-filter", args=[each.pk]),
        )
        for each in kept
    ]


def offer(path: str, asked: QueryDict) -> Link:
    """Where the filters in use are saved."""
    query = urlencode({"list": path, "query": plain(asked.urlencode())})
    return Link("Save these filters", f"{reverse('save-filter')}?{query}")
