"""A diagram of the states of every model that has TRANSITIONS, with the table behind it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.text import slugify

from mdps.core.documents.markdown import capital, first_line, table

Pages = Iterator[tuple[str, str]]


def models_with_states() -> list[Any]:
    """Every model that declares TRANSITIONS, by name."""
    found = [model for model in apps.get_models() if hasattr(model, "TRANSITIONS")]
    return sorted(found, key=lambda model: str(model._meta.verbose_name))


def pages() -> Pages:
    """One page a model, and one that leads to all of them."""
    links = []
    for model in models_with_states():
        name, file = capital(model._meta.verbose_name), f"{slugify(model._meta.verbose_name)}.md"
        links.append(f"- [{name}]({file}): {first_line(model)}")
        yield f"states/{file}", page(name, model)
    yield (
        "states/README.md",
        "# States\n\nA record moves only along these arrows, by `states.move`.\n\n"
        + "\n".join(links),
    )


def page(name: str, model: Any) -> str:
    """The diagram and the table of one model."""
    begins = model._meta.get_field("state").default
    steps = [(was, to) for was, tos in model.TRANSITIONS.items() for to in tos]
    ends = [state for state, tos in model.TRANSITIONS.items() if not tos]
    lines = [
        "stateDiagram-v2",
        *(f"    {state.value} : {state.label}" for state in model.State),
        f"    [*] --> {begins.value}",
        *(f"    {was.value} --> {to.value}" for was, to in steps),
        *(f"    {state.value} --> [*]" for state in ends),
    ]
    rows = [
        (
            state.label,
            f"`{state.value}`",
            ", ".join(to.label for to in tos) or "nothing: it ends here",
        )
        for state, tos in model.TRANSITIONS.items()
    ]
    diagram = "\n".join(lines)
    return f"# States: {name}\n\n{first_line(model)}\n\n```mermaid\n{diagram}\n```\n\n" + table(
        ("State", "Kept as", "May become"), rows
    )
