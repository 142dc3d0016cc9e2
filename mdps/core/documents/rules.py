"""The rules of every act, from the modules that hold them.

Modules named `…_rules` are one page together; a package named `gate` is a page of its own, in
the order in which it asks, with the table of all acts (`acts.py`). The words are the docstrings',
codes and sources the refusals'.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.apps import apps
from django.conf import settings

from mdps.core.documents.markdown import capital, first_line, further_lines, table

Rule = Callable[..., object]


def pages() -> Iterator[tuple[str, str]]:
    """The rules of every act, and the gate."""
    parts = [
        f"## {title_of(module)}\n\n`{module.__name__}`\n\n{rules_table(rules)}"
        for module in modules("*_rules.py")
        if (rules := rules_in(module))
    ]
    yield (
        "rules.md",
        "# The rules of every act\n\nThe page and the act ask the same rules and show every reason "
        "at once. Those of an award are in [the gate](gate.md).\n\n" + "\n\n".join(parts),
    )
    for module in modules("gate/__init__.py"):
        tables = [each for each in modules("acts.py") if hasattr(each, "ACTS")]
        acts = "\n\n".join(map(acts_table, tables))
        yield (
            "gate.md",
            f"# The gate\n\n{inspect.getdoc(module)}\n\n{rules_table(module.RULES)}\n\n{acts}",
        )


def acts_table(module: ModuleType) -> str:
    """A row for each rule, a column for each act that asks it, from the ACTS of a module."""
    asked = list(dict.fromkeys(rule for act in module.ACTS for rule in act.rules))
    rows = (
        (first_line(rule), *("yes" if rule in act.rules else "" for act in module.ACTS))
        for rule in asked
    )
    names = [act.name for act in module.ACTS]
    return f"## Acts and rules\n\n{inspect.getdoc(module)}\n\n{table(('Rule', *names), rows)}"


def title_of(module: ModuleType) -> str:
    """The first line of a module's docstring as a heading."""
    return capital(first_line(module)).rstrip(".")


def modules(pattern: str) -> list[ModuleType]:
    """The modules of our apps whose file fits `pattern`, by name."""
    root: Path = settings.ROOT
    files = [
        file.relative_to(root)
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(root) and "site-packages" not in config.path
        for file in Path(config.path).rglob(pattern)
    ]
    names = {
        str(file.with_suffix("")).replace("/", ".").removesuffix(".__init__") for file in files
    }
    return [import_module(name) for name in sorted(names)]


def rules_in(module: ModuleType) -> list[Rule]:
    """The functions of a module that return refusals, as they are written."""
    return [
        function
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and "Refusal" in str(function.__annotations__.get("return", ""))
    ]


def rules_table(rules: list[Rule]) -> str:
    """What each rule demands, its edges, and the codes and sources of its refusals."""
    rows = []
    for rule in rules:
        codes, sources = refusals_of(rule)
        rows.append((first_line(rule), further_lines(rule), codes, sources))
    return table(("Rule", "Edges", "Refused as", "Source"), rows)


def refusals_of(rule: Rule) -> tuple[str, str]:
    """The codes and the sources that are written in the refusals of a rule."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(rule)))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    codes: list[str] = []
    sources: list[str] = []
    for call in sorted(calls, key=lambda call: call.lineno):
        if getattr(call.func, "id", "") == "Refusal":
            codes += _written(call, 0, "code")
            sources += [each for text in _written(call, 2, "source") for each in text.split(", ")]
    return _once(f"`{code}`" for code in codes), _once(sources)


def _once(texts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(texts))


def _written(call: ast.Call, position: int, name: str) -> list[str]:
    """The text of one argument of a call, where it is written out."""
    named = [word.value for word in call.keywords if word.arg == name]
    given = call.args[position : position + 1] or named
    return [
        node.value
        for node in given
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
