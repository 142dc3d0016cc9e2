"""Documents made from the code: drawn right, and noticed when they are out of date."""

from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db.models import TextChoices

from mdps.core.documents import HEAD, documents
from mdps.core.documents.rules import refusals_of
from mdps.core.documents.states import page
from mdps.core.rules import Refusal


def run(folder: Path, **options: bool) -> str:
    said = StringIO()
    call_command("generate_docs", folder=folder, stdout=said, **options)
    return said.getvalue()


class Door:
    """A door. It is no model, but has states like one."""

    class State(TextChoices):
        SHUT = "shut", "Shut"
        OPEN = "open", "Wide open"
        GONE = "gone", "Gone"

    TRANSITIONS = {State.SHUT: (State.OPEN,), State.OPEN: (State.SHUT, State.GONE), State.GONE: ()}
    _meta = SimpleNamespace(get_field=lambda name: SimpleNamespace(default=Door.State.SHUT))


def test_a_diagram_has_each_state_each_step_and_both_ends() -> None:
    diagram = page("Door", Door).split("```")[1].splitlines()
    assert diagram == [
        "mermaid",
        "stateDiagram-v2",
        "    shut : Shut",
        "    open : Wide open",
        "    gone : Gone",
        "    [*] --> shut",
        "    shut --> open",
        "    open --> shut",
        "    open --> gone",
        "    gone --> [*]",
    ]


def test_the_table_says_what_a_state_may_become() -> None:
    table = page("Door", Door).splitlines()[-5:]
    assert table == [
        "| State | Kept as | May become |",
        "| --- | --- | --- |",
        "| Shut | `shut` | Wide open |",
        "| Wide open | `open` | Shut, Gone |",
        "| Gone | `gone` | nothing: it ends here |",
    ]


def rule_of_two_refusals(facts: object) -> Refusal | None:
    if facts:
        return Refusal("first", "One.", "CR 1, CR 2")
    return Refusal(code="second", message="Two.", source="CR 2")


def test_a_rule_is_listed_with_its_codes_and_each_source_once() -> None:
    assert refusals_of(rule_of_two_refusals) == ("`first`, `second`", "CR 1, CR 2")


def test_what_was_written_agrees_with_the_code(tmp_path: Path) -> None:
    assert run(tmp_path) == f"{len(documents())} documents, {len(documents())} changed.\n"
    assert run(tmp_path) == f"{len(documents())} documents, 0 changed.\n"
    assert run(tmp_path, check=True) == "The documents agree with the code.\n"


def test_a_document_that_differs_is_named(tmp_path: Path) -> None:
    run(tmp_path)
    (tmp_path / "roles.md").write_text(f"{HEAD}Somebody edited this.\n")
    with pytest.raises(CommandError) as differs:
        run(tmp_path, check=True)
    assert str(differs.value).splitlines() == [
        "These documents differ from the code:",
        "  docs/roles.md",
        "Run: bin/manage generate_docs",
    ]


def test_a_document_of_something_that_is_no_more_is_named_and_then_removed(tmp_path: Path) -> None:
    run(tmp_path)
    old = tmp_path / "states" / "ticket.md"
    old.write_text(f"{HEAD}# States: Ticket\n")
    with pytest.raises(CommandError, match=r"docs/states/ticket\.md"):
        run(tmp_path, check=True)
    run(tmp_path)
    assert old.exists() is False


def test_a_document_that_people_wrote_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "glossary.md").write_text("# Words\n")
    run(tmp_path)
    assert (tmp_path / "glossary.md").read_text() == "# Words\n"


def test_the_documents_of_this_checkout_agree_with_the_code() -> None:
    call_command("generate_docs", check=True, stdout=StringIO())
