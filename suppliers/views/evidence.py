"""Evidence: one document, offering or renewing it, and verifying or refusing it."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock, files
from mdps.core.forms import PageForm
from mdps.core.money import gbp
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Identity, Link, Row, Section
from mdps.core.words import day
from suppliers import evidence, sections
from suppliers.evidence_forms import RefuseEvidenceForm
from suppliers.evidence_kinds import ASKED, label
from suppliers.models import Evidence
from suppliers.queries import evidence_visible_to, home_of
from suppliers.words import evidence_tag

SEE = (Permission.SUPPLIER_READ, Permission.ORGANISATION_READ)


class EvidenceItem(Page):
    """One document: what stands on it, where it stands, and what came before and after it."""

    permissions = SEE

    def find(self, pk: int) -> Evidence:
        shown = evidence_visible_to(self.user).select_related(
            "supplier", "lot", "file", "offered_by", "check_made__by", "renews"
        )
        return get_object_or_404(shown, pk=pk)

    def content(self) -> dict[str, Any]:
        item, today = self.record, clock.today()
        return {
            "title": str(item),
            "breadcrumbs": [Link(item.supplier.name, home_of(item.supplier, self.user))],
            "identity": Identity(
                reference=item.reference,
                title=item.get_kind_display(),
                tag=evidence_tag(item, today),
                facts=[Row("Supplier", item.supplier.name)],
            ),
            "actions": self.actions(item),
            "sections": [
                Section(
                    "What stands on it",
                    "components/summary_list.html",
                    {"rows": facts_of(item)},
                    id="facts",
                ),
                sections.history_of_evidence(item, today),
            ],
        }

    def actions(self, item: Evidence) -> list[Action]:
        if not can(self.user, Permission.SUPPLIER_MANAGE, on=item.supplier):
            if can(self.user, Permission.EVIDENCE_OFFER, on=item.supplier):
                url = f"{reverse('join:evidence')}?renews={item.pk}"
                return [Action("Send in the renewed one", url)]
            return []
        renew = Action(
            "Record its renewal",
            reverse("suppliers:renew-evidence", args=[item.pk]),
            secondary=True,
        )
        if item.state != "offered":
            return [renew]
        against = evidence.refusals_against_verify(item, on=clock.today())
        return [
            Action("Verify it", reverse("suppliers:verify-evidence", args=[item.pk]), against),
            Action(
                "Refuse it",
                reverse("suppliers:refuse-evidence", args=[item.pk]),
                warning=True,
            ),
        ]


class CheckPage(ActionPage):
    """Verifying or refusing what was offered."""

    permission = Permission.SUPPLIER_MANAGE

    def find(self, pk: int) -> Evidence:
        shown = evidence_visible_to(self.user).select_related("supplier", "lot", "file", "renews")
        return get_object_or_404(shown, pk=pk)

    def content(self) -> dict[str, Any]:
        item = self.record
        return {
            "caption": f"{item.reference}, {item.supplier}",
            "figures": facts_of(item),
            "cancel": Link("Cancel", item.get_absolute_url()),
        }


class VerifyPage(CheckPage):
    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": f"Verify {self.record.get_kind_display()}",
            "consequences": [
                "You say that you have seen it and that it is in order.",
                "From then on it counts for the lots that require it.",
            ],
            "submit": "Verify it",
        }

    def act(self, form: PageForm) -> str:
        evidence.verify(self.record, by=self.user, on=clock.today())
        self.say(f"{self.record.get_kind_display()} is verified.")
        return self.record.get_absolute_url()


class RefusePage(CheckPage):
    form_class = RefuseEvidenceForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": f"Refuse {self.record.get_kind_display()}",
            "consequences": ["Its people are told, and can read why. They can send in another."],
            "danger": True,
        }

    def act(self, form: RefuseEvidenceForm) -> str:
        reason = form.cleaned_data["reason"]
        evidence.refuse(self.record, reason=reason, by=self.user, on=clock.today())
        self.say(f"{self.record.get_kind_display()} is refused.")
        return self.record.get_absolute_url()


class DocumentPage(Page):
    """Downloads the document of an item of evidence."""

    permissions = SEE

    def find(self, pk: int) -> Evidence:
        shown = evidence_visible_to(self.user).filter(file__isnull=False).select_related("file")
        return get_object_or_404(shown, pk=pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return files.download(self.record.file)


def facts_of(item: Evidence) -> list[Row]:
    """What stands on the document, in the order in which it is asked."""
    rows = [
        Row(label(item.kind, name), _value(item, name))
        for name in ASKED[Evidence.Kind(item.kind)].fields
    ]
    document = Cell(item.file.name, url=item.get_file_url()) if item.file else Cell("Not kept here")
    return [
        *(row for row in rows if row.cell.text),
        Row("For", item.lot.short if item.lot else "Every lot"),
        Row("Document", document),
    ]


def _value(item: Evidence, name: str) -> str:
    if name in ("valid_from", "expires_on", "update_service_on"):
        return day(getattr(item, name))
    if name == "amount":
        return gbp(item.amount) if item.amount is not None else ""
    if name in ("level", "body"):
        return getattr(item, f"get_{name}_display")()
    return getattr(item, name)
