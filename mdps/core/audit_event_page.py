"""One event of the audit trail: who, from where, under what, and what it did to each row."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import audit_page, row_changes, timeline, words
from mdps.core.models import AuditEvent, Unsealed
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Link, Row, Section

MOST = 50


class AuditEventPage(Page):
    """For the auditor. What is said about a child stays encrypted here, unless they may read it."""

    permissions = (Permission.AUDIT_READ,)
    record: AuditEvent

    def find(self, pk: int) -> AuditEvent:
        return get_object_or_404(AuditEvent, pk=pk)

    def content(self) -> dict[str, Any]:
        event = self.record
        changed = {"table": row_changes.table(event, reader=self.user)}
        beside = list(self._beside())
        rows = [Row(each.actor, _linked(each)) for each in beside]
        same = Section("Done in the same act", "components/summary_list.html", {"rows": rows})
        return {
            "title": timeline.sentence(event),
            "breadcrumbs": [Link("Audit trail", reverse("audit"))],
            "sections": [
                Section("The event", "components/summary_list.html", {"rows": self._facts()}),
                Section("Before and after", "components/table.html", changed, id="changes"),
                *([same] if beside else []),
            ],
        }

    def _facts(self) -> list[Row]:
        event = self.record
        waits = Unsealed.objects.filter(event_id=event.pk).exists()
        named = (
            (name.replace("_", " ").capitalize(), value) for name, value in event.detail.items()
        )
        return [
            Row("When", words.moment(event.at)),
            Row("Who", event.actor),
            Row("From", event.address or "Not from a browser"),
            *([Row("Under", event.authority)] if event.authority else []),
            Row("Kind of record", audit_page.kind(event)),
            Row("Record", Cell(event.subject, url=audit_page.record_url(event))),
            *(Row(name, row_changes.in_words(value)) for name, value in named),
            Row("Seal", "Waits for its seal" if waits else "Sealed"),
        ]

    def _beside(self) -> QuerySet[AuditEvent]:
        """The other events of the same transaction."""
        event = self.record
        if event.transaction is None or event.began_at is None:
            return AuditEvent.objects.none()
        of_act = AuditEvent.objects.filter(transaction=event.transaction, began_at=event.began_at)
        return of_act.exclude(pk=event.pk).order_by("id")[:MOST]


def _linked(event: AuditEvent) -> Cell:
    return Cell(timeline.sentence(event), url=reverse("audit-event", args=[event.pk]))
