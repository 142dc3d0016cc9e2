"""A canary in every field that is encrypted: a word of its own, written wherever something is said.

Whatever leaves the service is searched for these words. Who may read a field is written by hand.
"""

import base64
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, models

from mdps.core.cases.fields import EncryptedTextField
from tests.sweeps.drawn import is_page, title
from tests.sweeps.inside import content_of, text_inside
from tests.sweeps.world import ANONYMOUS, COLLEAGUE, NEIGHBOUR, NEWCOMER, RIVAL

BIRD = "Kestrel"
LINKS = re.compile(r"(?:href|src|action)=\"([^\"]*)\"")
FOUND = re.compile(rf"{BIRD}([a-z]{{2}})(?![a-z])", re.IGNORECASE)

# What a supplier is told of a package before and after an award: nothing that points to the child.
TOLD = {
    f"contracts_{name}"
    for name in (
        "competition.specification",
        "competition.ended_because",
        "competition.tie_reason",
        "competitionquestion.question",
        "competitionanswer.question",
        "competitionanswer.answer",
    )
}
# Written as JSON, in which a word more would be a fault.
AS_JSON = {
    "contracts_quotecontent.answers",
    "reporting_monitoringreturn.answers",
    "suppliers_application.answers",
    "suppliers_sharedanswers.answers",
    "suppliers_sharedanswers.grounds",
}
# Said of a provider, its half year or a decision, under a key of its own and not of a case.
OF_NO_CASE = (
    "core_decisionrecord.",
    "suppliers_",
    "reporting_monitoringaction.",
    "reporting_monitoringreturn.",
    "reporting_returnquestion.",
    "reporting_supplierrating.",
)
MONITORED = {place for place in OF_NO_CASE if place.startswith("reporting_")}
# What a supplier says itself and is told: its application, evidence, prices and place on a lot.
JOINING = {
    "core_decisionrecord.",
    "suppliers_application.statement",
    "suppliers_application.extension_reason",
    "suppliers_clarification.",
    "suppliers_criterionanswer.",
    "suppliers_evidence.",
    "suppliers_evidencecheck.",
    "suppliers_judgement.",
    "suppliers_priceproposal.",
    "suppliers_removalnotice.",
}
# What a supplier quotes, and how that was scored once somebody won.
QUOTED = {"contracts_quotecontent.", "contracts_quotescore."}
# By persona: the tables it may read, or the single columns. Nobody else reads any.
FAMILY = {"referrals_", "panel_", "contracts_packagesafeguard.", "core_privatefile."}
BOUGHT = {"contracts_", "panel_paneldecision.", "panel_decisioncondition.", "core_privatefile."}
MAY_READ: dict[str, set[str]] = {
    "social_worker": FAMILY | {"contracts_competition.", "reporting_packagerating."},
    "team_manager": FAMILY | {"reporting_packagerating."},
    "panel_member": FAMILY,
    "panel_chair": FAMILY,
    "head_of_service": FAMILY,
    "panel_administrator": {"panel_"},
    "commissioner": BOUGHT
    | MONITORED
    | {"core_decisionrecord.", "suppliers_"}
    | {"panel_packagereview.", "reporting_packagerating."},
    "commissioning_manager": BOUGHT
    | MONITORED
    | {"core_decisionrecord.", "suppliers_"}
    | {"panel_packagereview.", "reporting_packagerating."},
    "finance_officer": {"contracts_", "core_decisionrecord.", "suppliers_"},
    "auditor": MONITORED
    | {
        "core_decisionrecord.",
        "suppliers_",
        "referrals_emergencyaccess.",
        "contracts_",
        "panel_paneldecision.",
        "panel_decisioncondition.",
        "panel_conflict.",
    },
    "leadership": MONITORED,
    "system_administrator": set(),
    "provider": TOLD | MONITORED | JOINING | QUOTED,
    RIVAL: TOLD | MONITORED | JOINING | QUOTED,
    NEWCOMER: JOINING,
    COLLEAGUE: set(),
    NEIGHBOUR: set(),
    ANONYMOUS: set(),
}


class Listener(logging.Handler):
    """Keeps what any logger writes, as the service would write it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@dataclass
class Canaries:
    """The canary of each place, where any was planted, and all that was logged meanwhile."""

    letters: dict[str, str] = field(default_factory=dict)
    planted: set[str] = field(default_factory=set)
    log: Listener = field(default_factory=Listener)

    def mark(self, place: str, words: str) -> str:
        """`words` with the canary of `place`."""
        if FOUND.search(words) or place in AS_JSON:
            return words
        number = len(self.letters)
        letters = self.letters.setdefault(place, chr(97 + number // 26) + chr(97 + number % 26))
        self.planted.add(place)
        bird = f"{BIRD}{letters}"
        is_one_word = "@" in words or place.startswith("core_privatefile.")
        return f"{bird}.{words}" if is_one_word else f"{words} {bird}"

    def in_(self, text: str) -> set[str]:
        """The places whose canary is in `text`."""
        if BIRD.lower().encode() not in text.encode().lower():  # a tenth of what the search takes
            return set()
        found = {letters.lower() for letters in FOUND.findall(text)}
        return {place for place, letters in self.letters.items() if letters in found}


@contextmanager
def planted() -> Iterator[Canaries]:
    """While it lasts whatever is encrypted gets its canary first."""
    canaries, sealed_for = Canaries(), EncryptedTextField.sealed_for

    def marked(self: EncryptedTextField, record: models.Model, words: str) -> str:
        is_file_of_nobody = self.optional and self._key_of(record) is None
        said = words if is_file_of_nobody else canaries.mark(self.place, words)
        return sealed_for(self, record, said)

    canaries.log.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(canaries.log)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EncryptedTextField, "sealed_for", marked)
        yield canaries
    logging.getLogger().removeHandler(canaries.log)


def lying_in_the_database(bird: str = BIRD) -> list[str]:
    """The tables in which the word lies readably, in whatever column; in the cache also pickled, in
    sessions also packed."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM core_cache")
        pickled = b" ".join(base64.b64decode(value) for (value,) in cursor.fetchall())
        found = ["core_cache, in a value"] if bird.encode() in pickled else []
        if any(bird in str(each.get_decoded()) for each in Session.objects.all()):
            found.append("django_session, in a value")
        for table in tables:
            name = connection.ops.quote_name(table)
            cursor.execute(
                f"SELECT EXISTS (SELECT FROM {name} t WHERE t::text ILIKE %s)", [f"%{bird}%"]
            )
            found += [table] * cursor.fetchone()[0]
    return found


def may_read(persona: str, place: str) -> bool:
    """Whether the table above lets a persona read a place."""
    return any(place.startswith(each) for each in MAY_READ[persona])


def read_without_right(canaries: Canaries, got: dict[str, Any]) -> dict[str, set[str]]:
    """What each persona reads in its answer that the table above does not let it."""
    read = {who: canaries.in_(text_of(answer)) for who, answer in got.items()}
    return {
        who: wrong
        for who, places in read.items()
        if (wrong := {place for place in places if not may_read(who, place)})
    }


def in_refusals(canaries: Canaries, got: dict[str, Any]) -> set[str]:
    """Who is told something about a child by the page that refuses, or of a fault."""
    refused = {who: answer for who, answer in got.items() if answer.status_code >= 400}
    return {who for who, answer in refused.items() if canaries.in_(text_of(answer))}


def addresses(got: dict[str, Any]) -> Iterator[str]:
    """Every address in the answers, and their titles: what histories and proxies keep."""
    for answer in got.values():
        yield answer.headers.get("Location", "")
        if answer.status_code == 200 and is_page(answer):
            yield title(answer.text)
            yield from LINKS.findall(answer.text)


def text_of(answer: Any) -> str:
    """All that an answer tells: its content, also inside files, its headers, and what it sets."""
    if not hasattr(answer, "told"):
        inside = text_inside(content_of(answer))
        answer.told = f"{answer.headers} {answer.cookies} {inside}"
    return answer.told


def _of(table: str, names: str) -> set[str]:
    return {f"{table}.{name}" for name in names.split()}


# Pages on which somebody reads what is said: the positive control.
SAID = _of(
    "referrals_narrative",
    "need question tried why_not_in_house wishes responsibility outcome measure",
)
READ = (
    ("referrals:detail", "draft", "social_worker", SAID),
    ("referrals:detail", "decided request", "social_worker", SAID),
    ("panel:item", "item", "panel_member", SAID),
)
