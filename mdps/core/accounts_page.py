"""The accounts page of the system administrator, and the pages that confirm a change.

One's own account shows no change: nobody closes the account they are signed in with.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import Case, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import accounts, clock, handover
from mdps.core.account_forms import CloseForm
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter, SearchFilter
from mdps.core.models import User
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.roles import ROLES
from mdps.core.ui import Cell, Empty, Link, Row, Tag
from mdps.core.words import listed, moment

OPEN, CLOSED = Tag("Open", "green"), Tag("Closed", "grey")


def _state(account: Any) -> Cell:
    tag = OPEN if account.is_active else CLOSED
    return Cell("", tag=tag, raw=tag.text)


def _change(account: Any) -> Cell:
    if account.is_mine:
        return Cell("Your own account")
    verb = "close" if account.is_active else "open"
    url = reverse(f"{verb}-account", args=[account.pk])
    return Cell(f"{verb.capitalize()} account", url=url, raw="")


class AccountFilter(ListFilter):
    name = SearchFilter("name", label="Name")
    role = django_filters.ChoiceFilter(
        label="Role", choices=[(key, role.name) for key, role in ROLES.items()], method="holding"
    )
    state = django_filters.ChoiceFilter(
        field_name="is_active", label="State", choices=[("True", "Open"), ("False", "Closed")]
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def holding(self, rows: QuerySet, name: str, role: str) -> QuerySet:
        return rows.filter(roles__contains=[role])


class AccountList(ListPage):
    """Every account: who it is, what it may do, and whether it is open."""

    title = "Accounts"
    lead = "Who uses the service and what they may do. What people did keeps their name."
    permissions = (Permission.ACCOUNTS_MANAGE,)
    sort = "name"
    filterset_class = AccountFilter
    empty = Empty("No accounts yet")
    columns = (
        Column(
            "Name", lambda account: Cell(account.name, url=account.get_absolute_url()), sort="name"
        ),
        Column("User name", lambda account: account.username, sort="username"),
        Column("Roles", lambda account: account.role_names),
        Column("Team", lambda account: account.team.name if account.team else ""),
        Column("Last signed in", lambda account: moment(account.last_login) or "Never"),
        Column("State", _state),
        Column("Change", _change),
    )

    @property
    def primary(self) -> Link | None:  # type: ignore[override]
        return Link("Add an account", reverse("add-account"))

    def rows(self) -> QuerySet:
        is_mine = Case(When(pk=self.user.pk, then=Value(True)), default=Value(False))
        return User.objects.select_related("team").annotate(is_mine=is_mine)


class AccountAction(ActionPage):
    """Confirms a change to one account, with what it means."""

    permission = Permission.ACCOUNTS_MANAGE
    record: User
    change: Callable[..., None]
    title: str
    submit: str
    done: str
    consequences: tuple[str, ...]
    danger = False

    def find(self, pk: int) -> User:
        return get_object_or_404(User.objects.select_related("team"), pk=pk)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title.format(self.record.name),
            "breadcrumbs": [Link("Accounts", reverse("accounts"))],
            "figures": [
                Row("User name", self.record.username),
                Row("Roles", self.record.role_names),
                Row("Team", self.record.team.name if self.record.team else "No team"),
                Row("Last signed in", moment(self.record.last_login) or "Never"),
            ],
            "consequences": self.consequences,
            "submit": self.submit,
            "danger": self.danger,
            "cancel": Link("Cancel", reverse("accounts")),
        }

    def act(self, form: Any) -> str:
        type(self).change(self.record, by=self.user)
        self.say(self.done.format(self.record.name))
        return reverse("accounts")


class CloseAccount(AccountAction):
    """Shows what is open in the person's name, and asks who takes it over."""

    form_class = CloseForm
    title = "Close the account of {}"
    submit = "Close account"
    done = "The account of {} is closed."
    danger = True
    consequences = (
        "They are signed out at once and cannot sign in.",
        "They get no more notices and no more e-mail.",
        "What they did stays as it is, under their name.",
        "You can open the account again.",
    )

    @cached_property
    def held(self) -> list[handover.Holding]:
        return handover.held_by(self.record, on=clock.today())

    def form_options(self) -> dict[str, Any]:
        return {"person": self.record, "held": self.held}

    def content(self) -> dict[str, Any]:
        content = super().content()
        rows = [Row(each.title, each.words) for each in self.held]
        content["figures"] += rows or [Row("Open work", "Nothing")]
        ended = [each.title for each in self.held if each.end]
        kept = [each.title for each in self.held if not each.end and not each.takers]
        if ended:
            content["consequences"] += (f"This ends: {listed(ended).lower()}.",)
        if kept:
            content["warning"] = (
                f"Nobody else can take over {listed(kept).lower()}. It stays in this person's "
                "name until somebody has the role for it."
            )
        return content

    def act(self, form: Any) -> str:
        accounts.close(self.record, by=self.user, to=form.takers)
        self.say(self.done.format(self.record.name))
        return reverse("accounts")


class OpenAccount(AccountAction):
    change = accounts.reopen
    title = "Open the account of {}"
    submit = "Open account"
    done = "The account of {} is open."
    consequences = ("They can sign in again, and may do what the roles above allow.",)


class EndSessions(AccountAction):
    change = accounts.sign_out
    title = "Sign {} out everywhere"
    submit = "Sign out everywhere"
    done = "{} is signed out everywhere."
    consequences = (
        "Whatever they are doing ends with their next click. What they typed stays in their tab.",
        "They can sign in again at once. Close the account if they should not.",
    )
