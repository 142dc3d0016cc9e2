"""What has happened to a record, in words: the audit trail as a timeline.

Each app says what its audit actions mean with `timeline.says({...})`; a sentence may use the
event's detail and its `{subject}`, like "{subject} awarded at {value}".
"""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db import models

from mdps.core import audit, words
from mdps.core.models import AuditEvent
from mdps.core.money import gbp
from mdps.core.ui import Event

_sentences: dict[str, str] = {}
_FACTS = re.compile(r"\{[^}]*\}")


class _Fact(str):
    """A fact of an event's detail: `{value:gbp}` and `{on:day}` put it in words."""

    def __format__(self, spec: str) -> str:
        if spec == "gbp":
            return gbp(Decimal(self))
        if spec == "day":
            return words.day(dt.date.fromisoformat(self))
        return super().__format__(spec)


class _Detail(dict):
    """The facts of an event; one that is not there is said as nothing."""

    def __getitem__(self, key: str) -> "_Fact | _Nothing":
        return _Fact(super().__getitem__(key)) if key in self else _Nothing()


class _Nothing:
    def __format__(self, spec: str) -> str:
        return ""


def says(sentences: Mapping[str, str]) -> None:
    """Register the sentence of each audit action."""
    _sentences.update(sentences)


def known_actions() -> frozenset[str]:
    """The actions that have a sentence; a test holds every recorded action against it."""
    return frozenset(_sentences)


def actions_saying(typed: str) -> list[str]:
    """The actions whose sentence, without its facts, has `typed` in it in any case."""
    return [
        action
        for action, template in _sentences.items()
        if typed.lower() in _FACTS.sub("", template).lower()
    ]


def sentence(event: AuditEvent) -> str:
    """What the event says to a person."""
    template = _sentences.get(event.action, event.action.replace(".", " ").replace("_", " "))
    return template.format_map(_Detail(event.detail | {"subject": event.subject}))


def events(*subjects: models.Model, without: Collection[str] = ()) -> list[Event]:
    """What happened to `subjects`, the newest first, without some actions. One query."""
    return [
        Event(title=sentence(event), when=words.moment(event.at), who=event.actor)
        for event in reversed(list(audit.trail(*subjects)))
        if event.action not in without
    ]
