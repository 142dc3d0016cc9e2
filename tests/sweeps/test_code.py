"""What holds for all of the code, read from the code itself."""

import ast
import re

import pytest
from django.apps import apps

from mdps.core import timeline
from mdps.core.permissions import Permission
from panel.models import PanelDecision
from tests.sweeps.code import name_of, nodes, trees

CLOCK = {"mdps/core/clock.py"}
MONITORED = "mdps/core/measures.py"
MOVES_STATES = {"mdps/core/states.py", "reporting/jobs.py"}
HOLDS_PERMISSIONS = ("mdps/core/permissions.py", "mdps/core/roles/")
NAMES_OF_A_LOOK = ("VIEWED", "viewing")  # mdps.core.viewing writes what a page calls looking at it
NOW = re.compile(r"(timezone|date|datetime|dt\.date|dt\.datetime|time)\.(now|today|utcnow|time)")


def calls() -> list[tuple[str, ast.Call]]:
    return list(nodes(ast.Call))


def test_no_amount_ever_becomes_a_float() -> None:
    """But what monitoring looks at, which knows no other numbers."""
    assert {path for path, call in calls() if name_of(call) == "float"} == {MONITORED}


def test_only_the_clock_knows_what_time_it_is() -> None:
    found = [
        (path, call.lineno)
        for path, call in calls()
        if NOW.fullmatch(name_of(call)) and path not in CLOCK
    ]
    assert found == []


def test_a_state_changes_only_where_it_is_compared_first() -> None:
    assigned = [
        (path, node.lineno)
        for path, node in nodes(ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "state"
    ]
    updated = [
        (path, call.lineno)
        for path, call in calls()
        if name_of(call).endswith(".update") and "state" in {word.arg for word in call.keywords}
    ]
    assert {path for path, _ in assigned + updated} <= MOVES_STATES


def test_nothing_is_swallowed_without_a_word() -> None:
    silent = [
        (path, handler.lineno)
        for path, handler in nodes(ast.ExceptHandler)
        if handler.type is None
        or (len(handler.body) == 1 and isinstance(handler.body[0], ast.Pass))
    ]
    assert silent == []


def constants() -> dict[str, set[str]]:
    """Texts that modules give a name, by that name."""
    found: dict[str, set[str]] = {}
    for tree in trees().values():
        for node in tree.body:
            if isinstance(node, ast.Assign):
                for target, value in pairs(node.targets[0], node.value):
                    if isinstance(value, ast.Constant):
                        found.setdefault(ast.unparse(target), set()).add(str(value.value))
    return found


def pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """What is assigned to what, also where several are at once."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=False))
    return [(target, value)]


def recorded() -> tuple[set[str], list[re.Pattern[str]]]:
    """The actions that the code writes on the audit trail, and patterns of the composed ones."""
    written = [call.args[0] for _, call in calls() if name_of(call) == "audit.record" and call.args]
    plain = {each.value for each in written if isinstance(each, ast.Constant)}
    for each in written:
        plain |= constants().get(ast.unparse(each).rpartition(".")[2], set())
    plain |= {
        node.value.value
        for _, node in nodes(ast.Assign)
        if ast.unparse(node.targets[0]) in NAMES_OF_A_LOOK and isinstance(node.value, ast.Constant)
    }
    patterns = [pattern_of(each) for each in written if isinstance(each, ast.JoinedStr)]
    return plain, patterns


def pattern_of(composed: ast.JoinedStr) -> re.Pattern[str]:
    parts = (
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
        for part in composed.values
    )
    return re.compile("".join(parts))


def moved() -> set[str]:
    """The actions that states.move writes."""
    return {
        f"{model._meta.model_name}.{to.value}"
        for model in apps.get_models()
        for steps in getattr(model, "TRANSITIONS", {}).values()
        for to in steps
    }


def test_every_audit_action_has_a_sentence() -> None:
    plain, _ = recorded()
    decided = {f"panel.{kind}" for kind in PanelDecision.Kind.values}
    assert sorted((plain | moved() | decided) - timeline.known_actions()) == []


def test_every_sentence_is_of_an_action() -> None:
    plain, patterns = recorded()
    unknown = {action for action in timeline.known_actions() if not action.startswith("test.")}
    unknown -= plain | moved()
    narrow = [pattern for pattern in patterns if pattern.pattern != r"\w+\.\w+"]
    assert sorted(a for a in unknown if not any(each.fullmatch(a) for each in narrow)) == []


@pytest.mark.parametrize("permission", Permission, ids=lambda permission: permission.name)
def test_every_permission_is_asked_for_somewhere(permission: Permission) -> None:
    asked = {
        path
        for path, node in nodes(ast.Attribute)
        if node.attr == permission.name and not path.startswith(HOLDS_PERMISSIONS)
    }
    assert asked != set()


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path, tree in trees().items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []
