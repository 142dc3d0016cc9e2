"""The register of personal data in words: the same on the page and in docs/dpia.md."""

from collections.abc import Iterator
from dataclasses import dataclass

from mdps.core import personal
from mdps.core.personal import Entry, Personal
from mdps.core.words import listed


@dataclass(frozen=True)
class Held:
    """One group of the register: a purpose, and the fields by the records they lie in."""

    group: Personal
    entries: tuple[Entry, ...]

    @property
    def fields(self) -> Iterator[str]:
        """`narrative: need, question` for each kind of record."""
        kinds: dict[str, list[str]] = {}
        for each in self.entries:
            name = each.field.db_column or str(each.field.verbose_name)
            kinds.setdefault(str(each.model._meta.verbose_name), []).append(name)
        return (f"{kind}: {', '.join(names)}" for kind, names in kinds.items())

    @property
    def at_rest(self) -> str:
        """How it lies in the database; of what is encrypted in parts, which fields are not."""
        plain = [str(each.field.verbose_name) for each in self.entries if not each.is_encrypted]
        if len(plain) == len(self.entries):
            return "Not encrypted"
        keys = sorted({each.key_of for each in self.entries if each.is_encrypted})
        but = f", but for {', '.join(plain)}" if plain else ""
        return f"Encrypted, with the key of {listed(keys)}{but}"


def held() -> list[Held]:
    """Every group, in the order of the floors."""
    entries = personal.entries()
    return [
        Held(group, tuple(each for each in entries if each.personal is group))
        for group in personal.groups()
    ]


NEED = (
    "The service carries what a family told its social worker to a panel that decides, and what "
    "was decided to a provider that delivers. It holds a reference of the case system and never a "
    "name, shows the narrative to those who decide about it, and a provider only its own packages."
)
RISKS = (
    (
        "A copy of the database, a backup or a log comes into wrong hands",
        "What is said about a child is encrypted with a key of its own for each case; the master "
        "key is kept apart; logs, e-mails and task arguments hold references only.",
    ),
    (
        "Somebody of the council reads what is not their work",
        "Roles and visibility by record; every view of a child's request is written down for the "
        "auditor.",
    ),
    (
        "A child is recognised in a report or in open data",
        "Numbers from 1 to 4 are withheld, and others from which they could be worked out; no "
        "narrative is in any report.",
    ),
    (
        "Data is kept for longer than it is needed",
        "Every case has a day by its legal status; two people dispose of it, and its keys are "
        "destroyed. Totals and the ledger stay.",
    ),
    (
        "A name or another detail is typed where it does not belong",
        "A case reference that looks like a name is refused, and so is what points to the child "
        "in a mini-competition. A free text cannot be checked by a machine: this remains.",
    ),
    (
        "Real cases are used to test or to show the service",
        "The demonstration and the tests make up every case; the demonstration says so on every "
        "page and refuses to load into a database that holds requests already.",
    ),
)
