"""Permissions: a role allows, a record may still forbid, and the reason is always said."""

import pytest

from mdps.core import permissions
from mdps.core.models import User
from mdps.core.permissions import Forbidden, Permission, can, reason_against, require
from mdps.core.roles import ROLES, RoleKey, holders_of
from tests.factories.people import UserFactory


def person(*roles: str, **fields: object) -> User:
    return UserFactory.build(roles=list(roles), **fields)


def test_a_role_allows_what_it_lists() -> None:
    assert can(person("commissioner"), Permission.CONTRACT_AWARD) is True


def test_the_reason_against_names_the_act() -> None:
    assert reason_against(person("finance_officer"), Permission.CONTRACT_AWARD) == (
        "Your role does not allow you to award call-off contracts."
    )


def test_several_roles_allow_what_any_of_them_allows() -> None:
    both = person("social_worker", "finance_officer")
    assert both.permissions == (
        ROLES["social_worker"].permissions | ROLES["finance_officer"].permissions
    )


def test_nobody_without_a_role_may_anything() -> None:
    assert [may for may in Permission if can(person(), may)] == []


def test_a_closed_account_may_nothing() -> None:
    closed = person("commissioner", is_active=False)
    assert reason_against(closed, Permission.CONTRACT_AWARD) == "Your account is closed."


def test_to_require_what_is_not_allowed_raises_the_reason() -> None:
    with pytest.raises(Forbidden) as refused:
        require(person("provider"), Permission.REPORT_MAKE)
    assert (
        str(refused.value)
        == "Your role does not allow you to make, comment on and publish reports."
    )


@pytest.fixture
def not_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule about records, for the length of a test."""
    monkeypatch.setattr(permissions, "_about", {})

    @permissions.about(Permission.REQUEST_ENDORSE)
    def not_own(user: User, record: User) -> str | None:
        return "This is your own." if record is user else None

    @permissions.about(Permission.REQUEST_ENDORSE)
    def never_asked_after_a_reason(user: User, record: User) -> str | None:
        return "Later." if record is user else None


@pytest.mark.usefixtures("not_ones_own")
def test_a_record_may_forbid_what_the_role_allows_and_the_first_reason_is_said() -> None:
    manager = person("team_manager")
    assert reason_against(manager, Permission.REQUEST_ENDORSE, on=manager) == "This is your own."


@pytest.mark.usefixtures("not_ones_own")
def test_without_a_record_only_the_role_is_asked() -> None:
    manager = person("team_manager")
    assert can(manager, Permission.REQUEST_ENDORSE) is True


@pytest.mark.usefixtures("not_ones_own")
def test_a_record_never_allows_what_the_role_does_not() -> None:
    worker = person("social_worker")
    assert reason_against(worker, Permission.REQUEST_ENDORSE, on=worker) == (
        "Your role does not allow you to endorse or return support requests."
    )


def test_the_system_administrator_sees_no_cases() -> None:
    assert ROLES["system_administrator"].permissions == {
        Permission.ACCOUNTS_MANAGE,
        Permission.PERSONAL_DATA_READ,
    }


def test_the_auditor_reads_everything_but_narrative_and_changes_nothing() -> None:
    reading = {
        Permission.AUDIT_READ,
        Permission.SCHEME_READ,
        Permission.SUPPLIER_READ,
        Permission.REQUEST_READ,
        Permission.PANEL_READ,
        Permission.CONTRACT_READ,
        Permission.BUDGET_READ,
        Permission.FIGURES_READ,
        Permission.REPORT_READ,
        Permission.REPORT_READ_PUBLISHED,
        Permission.MONITORING_READ,
        Permission.PERSONAL_DATA_READ,
    }
    assert ROLES["auditor"].permissions == reading


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (
            Permission.NARRATIVE_READ,
            ["social_worker", "team_manager", "panel_member", "panel_chair", "head_of_service"],
        ),
        (Permission.PANEL_DECIDE, ["panel_member", "panel_chair"]),
        (Permission.ADMISSION_DECIDE, ["commissioning_manager"]),
        (Permission.AUTHORITY_MANAGE, ["commissioning_manager"]),
        (Permission.CONTRACT_AWARD, ["commissioner", "commissioning_manager"]),
        (Permission.REPORT_MAKE, ["commissioning_manager"]),
        (Permission.AUDIT_READ, ["auditor"]),
        (Permission.ACCOUNTS_MANAGE, ["system_administrator"]),
        (Permission.REQUEST_ENDORSE, ["team_manager"]),
    ],
)
def test_the_weighty_permissions_are_held_by_these_roles_only(
    permission: Permission, roles: list[str]
) -> None:
    assert holders_of(permission) == roles


def test_every_role_has_a_key_a_name_and_a_sentence() -> None:
    assert {role.key for role in ROLES.values()} == set(RoleKey)
    assert [role for role in ROLES.values() if not role.description.endswith(".")] == []
