"""The pages about one account: what it is, adding and changing it, and its temporary password.

A temporary password is on the page that answers the form, and on no other: the form posted
again leads to the account, where a new one can be given.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from mdps.core import accounts, clock, handover, passwords, timeline
from mdps.core.account_forms import AddForm, ChangeForm, OwnDetailsForm
from mdps.core.accounts_page import CLOSED, OPEN
from mdps.core.add_account import add
from mdps.core.change_account import change
from mdps.core.models import User
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission
from mdps.core.signing_in import change_factors, factors
from mdps.core.ui import Action, Identity, Link, Row, Section
from mdps.core.words import moment


def find_account(pk: int) -> User:
    return get_object_or_404(User.objects.select_related("team"), pk=pk)


def rows_of(account: User) -> list[Row]:
    """What an account says about a person."""
    return [
        Row("User name", account.username),
        Row("Name", account.name),
        Row("E-mail address", account.email or "None"),
        Row("Roles", account.role_names or "None"),
        Row("Team", account.team.name if account.team else "No team"),
    ]


class AccountPage(Page):
    """One account: what it says, what was done to it, and what can be done."""

    permissions = (Permission.ACCOUNTS_MANAGE,)
    record: User

    def find(self, pk: int) -> User:
        return find_account(pk)

    def content(self) -> dict[str, Any]:
        account = self.record
        password = "Temporary, to be changed" if account.must_change_password else "Their own"
        rows = [
            *rows_of(account),
            Row("Password", password),
            Row("Second step of signing in", factors.names_of(account)),
            Row("Last signed in", moment(account.last_login) or "Never"),
        ]
        return {
            "breadcrumbs": [Link("Accounts", reverse("accounts"))],
            "identity": Identity(
                reference="Account",
                title=account.name,
                tag=OPEN if account.is_active else CLOSED,
            ),
            "actions": self.actions(),
            "sections": [Section("Account", "components/summary_list.html", {"rows": rows})],
            "events": timeline.events(account),
        }

    def actions(self) -> list[Action]:
        account, by = self.record, self.user
        giving = passwords.refusals_against_giving(account, by=by)
        actions = [
            Action("Change account", reverse("change-account", args=[account.pk])),
            Action(
                "Give a temporary password",
                reverse("give-password", args=[account.pk]),
                giving,
                secondary=True,
            ),
            *self.reset(),
            *self.sign_out(),
        ]
        if account.is_active:
            closing = accounts.refusals_against_closing(account, by=by)
            url = reverse("close-account", args=[account.pk])
            return [*actions, Action("Close account", url, closing, warning=True)]
        return [*actions, Action("Open account", reverse("open-account", args=[account.pk]))]

    def sign_out(self) -> list[Action]:
        """Ending all sessions of somebody else who can have any."""
        if not self.record.is_active or self.record.pk == self.user.pk:
            return []
        url = reverse("end-sessions", args=[self.record.pk])
        return [Action("Sign out everywhere", url, secondary=True)]

    def reset(self) -> list[Action]:
        """Resetting the second step, where there is one."""
        account = self.record
        if not factors.of(account).exists():
            return []
        against = change_factors.refusals_against_reset(account, by=self.user)
        url = reverse("reset-factors", args=[account.pk])
        return [Action("Reset the second step", url, against, secondary=True)]


class ChangeAccount(ActionPage):
    """Name, e-mail, roles and team."""

    permission = Permission.ACCOUNTS_MANAGE
    record: User

    def find(self, pk: int) -> User:
        return find_account(pk)

    @property
    def is_own(self) -> bool:
        return self.record.pk == self.user.pk

    @property
    def form_class(self) -> type[ChangeForm]:  # type: ignore[override]
        return OwnDetailsForm if self.is_own else ChangeForm

    @property
    def lost(self) -> list[handover.Holding]:
        """What the roles and the team that were sent do not allow to go on with."""
        sent = self.request.POST
        if self.request.method != "POST" or self.is_own:
            return []
        team = sent.get("team", "")
        return handover.lost_by(
            self.record,
            roles=sent.getlist("roles"),
            team=int(team) if team.isdecimal() else None,
            on=clock.today(),
        )

    def form_options(self) -> dict[str, Any]:
        account = self.record
        initial = {
            "name": account.name,
            "email": account.email,
            "roles": account.roles,
            "team": account.team,
        }
        return {"initial": initial, "person": account, "held": self.lost}

    def content(self) -> dict[str, Any]:
        account = self.record
        own = [Row("Roles", f"{account.role_names}. Another system administrator changes them.")]
        return {
            "title": f"Change the account of {account.name}",
            "breadcrumbs": [
                Link("Accounts", reverse("accounts")),
                Link(account.name, account.get_absolute_url()),
            ],
            "figures": [
                Row("User name", account.username),
                *(own if self.is_own else []),
            ],
            "cancel": Link("Cancel", account.get_absolute_url()),
        }

    def act(self, form: ChangeForm) -> str:
        details = form.details(kept_roles=self.record.roles)
        changed = change(self.record, details, by=self.user, to=form.takers)
        self.say(
            f"The account of {details.name} is changed."
            if changed
            else f"Nothing was different on the account of {details.name}."
        )
        return self.record.get_absolute_url()


class ShowsPasswordOnce(ActionPage):
    """An act whose answer is the page with the temporary password that it gave."""

    permission = Permission.ACCOUNTS_MANAGE
    done: str
    account: User
    password = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        return self.only_now() if self.password else answer

    def only_now(self) -> HttpResponse:
        """The page that is answered once and kept nowhere."""
        account = self.account
        content = {
            "title": self.done.format(account.name),
            "breadcrumbs": [Link("Accounts", reverse("accounts"))],
            "figures": [
                Row("User name", account.username),
                Row("Temporary password", self.password),
            ],
            "next_steps": [
                f"Give {account.name} both yourself, in person or by telephone. The password is "
                "shown only now and is not kept.",
                "When they sign in, they choose a password of their own before anything else.",
                "If it is lost before that, give them a new one on the page of the account.",
            ],
            "links": [
                Link("See the account", account.get_absolute_url()),
                Link("Add another account", reverse("add-account")),
            ],
        }
        return render(self.request, "pages/done.html", content)


class AddAccount(ShowsPasswordOnce):
    form_class = AddForm
    done = "The account of {} is added"

    def content(self) -> dict[str, Any]:
        return {
            "title": "Add an account",
            "breadcrumbs": [Link("Accounts", reverse("accounts"))],
            "lead": "You get a temporary password for the person on the next page.",
            "cancel": Link("Cancel", reverse("accounts")),
        }

    def act(self, form: AddForm) -> str:
        name = form.cleaned_data["username"]
        self.account, self.password = add(name, form.details(), by=self.user)
        return self.account.get_absolute_url()


class GivePassword(ShowsPasswordOnce):
    record: User
    done = "{} has a temporary password"

    def find(self, pk: int) -> User:
        return find_account(pk)

    def content(self) -> dict[str, Any]:
        account = self.record
        return {
            "title": f"Give {account.name} a temporary password",
            "breadcrumbs": [
                Link("Accounts", reverse("accounts")),
                Link(account.name, account.get_absolute_url()),
            ],
            "figures": [
                Row("User name", account.username),
                Row("Last signed in", moment(account.last_login) or "Never"),
            ],
            "consequences": [
                "They are signed out everywhere, and the password they have now no longer works.",
                "You see the temporary password once, on the next page.",
                "When they sign in with it, they choose a password of their own.",
            ],
            "submit": "Give temporary password",
            "cancel": Link("Cancel", account.get_absolute_url()),
        }

    def act(self, form: Any) -> str:
        self.account = self.record
        self.password = passwords.give_temporary(self.record, by=self.user)
        return self.record.get_absolute_url()
