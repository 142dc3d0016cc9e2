"""Refusals: why something may not be done, in words that the person can act on.

A rule is a pure function of frozen facts. It returns a Refusal, or None when it is content.
The page, the action under its lock and the tests ask the same function, so that what is
shown as possible is what is allowed. Rules never read the database and never raise.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # the models ask rules
    from mdps.core.models import User

Facts = TypeVar("Facts")


@dataclass(frozen=True)
class Refusal:
    """One reason against an act.

    `code` is stable and for machines, `message` a sentence with the figures and what to do
    next, `source` where the rule comes from ("CR 4"), `field` the form field it belongs to.
    """

    code: str
    message: str
    source: str = ""
    field: str = ""


class Refused(Exception):
    """An act breaks one or more rules; `refusals` says which, all of them at once."""

    def __init__(self, refusals: Iterable[Refusal]):
        self.refusals = tuple(refusals)
        super().__init__("; ".join(refusal.message for refusal in self.refusals))

    def remember(self, *, by: "User | None") -> None:
        """What has to be recorded although nothing was done; called after the act is rolled back.

        Nothing, for nearly every refusal.
        """


def ask(rules: Iterable[Callable[[Facts], Refusal | None]], facts: Facts) -> list[Refusal]:
    """Every refusal of `rules` about `facts`, in the order of the rules; empty means yes."""
    return [refusal for rule in rules if (refusal := rule(facts))]


@dataclass(frozen=True)
class Check:
    """A rule put to the facts: what it demands in words, and its refusal if it has one."""

    demand: str
    refusal: Refusal | None

    @property
    def passed(self) -> bool:
        return self.refusal is None


def checks(rules: Iterable[Callable[[Facts], Refusal | None]], facts: Facts) -> list[Check]:
    """Every rule, green or red. What a rule demands is the first line of its docstring."""
    return [Check(demand(rule), rule(facts)) for rule in rules]


def demand(rule: Callable[..., Refusal | None]) -> str:
    """What `rule` demands: the first sentence of its docstring."""
    return (rule.__doc__ or "").strip().partition("\n")[0]


def enforce(rules: Iterable[Callable[[Facts], Refusal | None]], facts: Facts) -> None:
    """Raise Refused with every reason if any rule refuses."""
    if refusals := ask(rules, facts):
        raise Refused(refusals)
