"""What can be published. Pure: no database, nothing raised."""

from dataclasses import dataclass

from mdps.core.rules import Refusal
from reporting.models import Report


@dataclass(frozen=True)
class Publication:
    """A version of a report, and the latest made version of the same kind and period."""

    state: str
    version: int
    latest: int


def is_a_draft(facts: Publication) -> Refusal | None:
    """Only a draft is published."""
    if facts.state == Report.State.DRAFT:
        return None
    state = Report.State(facts.state).label.lower()
    return Refusal("not-a-draft", f"This version is {state}. Only a draft can be published.")


def is_the_latest(facts: Publication) -> Refusal | None:
    """No version is published when a later one has been made."""
    if facts.version >= facts.latest:
        return None
    return Refusal(
        "not-the-latest", f"Version {facts.latest} has been made since. Publish that one."
    )


RULES = (is_a_draft, is_the_latest)
