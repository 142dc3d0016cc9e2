"""The audit page: who did what to which record, when; newest first, never changed.

The auditor narrows it by person, action, kind of record, reference and days. Every filter has
an index; an event holds references and states, never what is said about a child.
"""

import datetime as dt
from collections.abc import Iterator

import django_filters
from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.http import urlencode

from mdps.core import addresses, audit, clock, seal_audit, timeline, words
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import SHORTEST_SEARCH, DayFilter, ListFilter
from mdps.core.models import (
    AuditEvent,
    AuditSeal,
    DataCheck,
    Notice,
    OneTimeKey,
    OutboxMessage,
    RowChange,
    SavedFilter,
    Unsealed,
    User,
)
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty

NO_SUBJECTS = {
    AuditEvent,
    AuditSeal,
    DataCheck,
    Notice,
    OneTimeKey,
    OutboxMessage,
    RowChange,
    SavedFilter,
    Unsealed,
}


def subjects() -> list[type[Model]]:
    """The models whose records can be the subject of an event: ours, not Django's."""
    ours = (model for model in apps.get_models() if not model.__module__.startswith("django."))
    return [model for model in ours if model not in NO_SUBJECTS]


def kinds() -> Iterator[tuple[str, str]]:
    """Every kind of record by its stable name, with its words, in the order of the words."""
    named = [(_capital(model._meta.verbose_name), model._meta.label_lower) for model in subjects()]
    return ((kind, name) for name, kind in sorted(named))


def actions() -> Iterator[tuple[str, str]]:
    """Every action with its words: `supportrequest.returned` is "Support request: returned"."""
    named = {model._meta.model_name: str(model._meta.verbose_name) for model in subjects()}
    for action in sorted(timeline.known_actions()):
        subject, _, verb = action.rpartition(".")
        yield action, _capital(f"{named.get(subject, subject)}: {verb}".replace("_", " "))


class AuditFilter(ListFilter):
    """`to` is the last day shown; a person is found by a part of the name or the user name."""

    words = django_filters.CharFilter(
        label="Words",
        help_text="In what was done, or a reference, a name or a person",
        min_length=SHORTEST_SEARCH,
        max_length=100,
        method="by_words",
        error_messages={"min_length": f"Enter at least {SHORTEST_SEARCH} letters to search"},
    )
    person = django_filters.CharFilter(label="Person", max_length=150, method="by_person")
    action = django_filters.ChoiceFilter(label="Action", choices=actions)
    subject_type = django_filters.ChoiceFilter(label="Kind of record", choices=kinds)
    reference = django_filters.CharFilter(
        label="Reference",
        help_text="Like SR-000123",
        max_length=100,
        method="by_reference",
    )
    since = DayFilter(label="From", method="from_day")
    until = DayFilter(label="To", method="to_day")

    class Meta:
        model = AuditEvent
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet, name: str, typed: str) -> QuerySet:
        """Each word is in the sentence of the action, in the record's reference or name, or in the
        name of the person.
        """
        for word in typed.split():
            said = Q(action__in=timeline.actions_saying(word)) | Q(subject__icontains=word)
            rows = rows.filter(said | _by(word))
        return rows

    def by_person(self, rows: QuerySet, name: str, typed: str) -> QuerySet:
        return rows.filter(_by(typed))

    def by_reference(self, rows: QuerySet, name: str, typed: str) -> QuerySet:
        return rows.filter(Q(subject__startswith=typed) | Q(subject__startswith=typed.upper()))

    def from_day(self, rows: QuerySet, name: str, day: dt.date) -> QuerySet:
        return rows.filter(at__gte=clock.start_of(day))

    def to_day(self, rows: QuerySet, name: str, day: dt.date) -> QuerySet:
        return rows.filter(at__lt=clock.start_of(day + dt.timedelta(days=1)))


def _by(typed: str) -> Q:
    """Events of people whose name or user name holds what was typed, and of the system."""
    people = User.objects.filter(Q(name__icontains=typed) | Q(username__icontains=typed))
    by = Q(actor_id__in=list(people.values_list("pk", flat=True)))
    return by | Q(actor_id=None) if typed.lower() in audit.SYSTEM.lower() else by


def details(event: AuditEvent) -> str:
    """What was kept with the event, like "was: submitted", and under what somebody looked."""
    facts = [f"{name.replace('_', ' ')}: {value}" for name, value in event.detail.items()]
    return "; ".join([*facts, *([f"under: {event.authority}"] if event.authority else [])])


def kind(event: AuditEvent) -> str:
    """The words of the kind of record; its stable name if there is no such kind any more."""
    app, _, name = event.subject_type.partition(".")
    model = apps.all_models[app].get(name)
    return _capital(model._meta.verbose_name) if model else event.subject_type


def record_url(event: AuditEvent) -> str:
    """Where everything is that was done to the record of an event."""
    query = urlencode({"subject_type": event.subject_type, "reference": event.subject})
    return f"{addresses.of_page('audit')}?{query}"


def what(event: AuditEvent) -> Cell:
    """The event in a sentence; leads to what it did to each row."""
    url = addresses.of_record("audit-event", event.pk)
    return Cell(timeline.sentence(event), url=url, hint=details(event))


# What the columns show; the rest of an event is on its own page.
SHOWN = (
    *("at", "actor", "address", "action", "detail", "authority"),
    *("subject", "subject_type"),
)


class AuditPage(ListPage):
    """Everything that was ever done, for the auditor."""

    title = "Audit trail"
    permissions = (Permission.AUDIT_READ,)
    sort = "-at"
    filterset_class = AuditFilter
    empty = Empty("Nothing has been recorded yet")
    columns = (
        Column("When", lambda event: Cell(words.moment(event.at), raw=event.at), sort="at"),
        Column("Who", lambda event: Cell(event.actor, hint=event.address or ""), hint="From"),
        Column("What", what, hint="Details"),
        Column("Kind of record", kind),
        Column("Record", lambda event: Cell(event.subject, url=record_url(event))),
    )

    def rows(self) -> QuerySet:
        return AuditEvent.objects.only(*SHOWN)

    @property
    def lead(self) -> str:  # type: ignore[override]
        """What it is, and how much of it is not sealed yet; more than a minute's worth is odd."""
        waiting = words.count(seal_audit.unsealed(), "line")
        return (
            "Who did what, to which record and when. Nothing here can be changed or deleted. "
            f"{waiting} wait{'s' if waiting.startswith('1 ') else ''} to be sealed."
        )


def _capital(text: object) -> str:
    return str(text)[:1].upper() + str(text)[1:]
