"""Recording, renewing and sending in evidence."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link
from mdps.core.words import day
from suppliers import evidence, sections
from suppliers.evidence_forms import KindForm, evidence_form
from suppliers.models import Evidence, Supplier
from suppliers.queries import evidence_visible_to, suppliers_visible_to
from suppliers.views.evidence import facts_of
from suppliers.views.joining.base import OwnForm


class AsksForEvidence(ActionPage):
    """Two steps on one address: which kind it is, then what stands on the document.

    `supplier_of()` is whose it is, `renewed()` which evidence it renews, if any.
    """

    submit = "Record evidence"
    upload_needed = False

    @property
    def kind(self) -> str:
        """The kind that was chosen; empty while it is not, or is none of ours."""
        renewed = self.renewed()
        asked = self.request.GET.get("kind") or ""
        if "valid_from_0" in self.request.POST:
            asked = self.request.POST.get("kind") or asked
        return renewed.kind if renewed else asked if asked in Evidence.Kind.values else ""

    @property
    def form_class(self) -> type[PageForm]:  # type: ignore[override]
        if not self.kind:
            return KindForm
        return evidence_form(self.kind, submit=self.submit, upload_needed=self.upload_needed)

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"kind": self.kind}} if self.kind else {}

    def supplier_of(self) -> Supplier:
        return self.record

    def renewed(self) -> Evidence | None:
        return None

    def act(self, form: Any) -> str:
        if isinstance(form, KindForm):
            return f"{self.request.path}?{urlencode({'kind': form.cleaned_data['kind']})}"
        return self.keep(form.given | {"renews": self.renewed()})

    def keep(self, given: dict[str, Any]) -> str:
        raise NotImplementedError


class RecordPage(AsksForEvidence):
    """The council records what somebody of it has seen."""

    permission = Permission.SUPPLIER_MANAGE

    def find(self, pk: int) -> Supplier:
        return get_object_or_404(suppliers_visible_to(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        return {
            "title": f"Record evidence: {Evidence.Kind(self.kind).label}"
            if self.kind
            else "Record evidence",
            "caption": self.supplier_of().name,
            "cancel": Link("Cancel", self.supplier_of().get_absolute_url()),
        }

    def keep(self, given: dict[str, Any]) -> str:
        supplier = self.supplier_of()
        seen = evidence.record(supplier, **given, by=self.user, on=clock.today())
        until = f" It expires on {day(seen.expires_on)}." if seen.expires_on else ""
        self.say(f"{seen.get_kind_display()} is recorded.{until}")
        return f"{supplier.get_absolute_url()}#evidence"


class RenewPage(RecordPage):
    """The council records the document that renews an older one."""

    submit = "Record the renewal"

    def find(self, pk: int) -> Evidence:  # type: ignore[override]
        shown = evidence_visible_to(self.user).select_related("supplier", "lot", "file")
        return get_object_or_404(shown, pk=pk)

    def supplier_of(self) -> Supplier:
        return self.record.supplier

    def renewed(self) -> Evidence | None:
        return self.record

    def content(self) -> dict[str, Any]:
        title = f"Renew {self.record.get_kind_display()}"
        return super().content() | {"title": title, "figures": facts_of(self.record)}


class SendIn(AsksForEvidence, OwnForm):
    """The provider sends in a document, for an application or to renew what expires."""

    template_name = "pages/check.html"
    submit = "Send in the document"
    upload_needed = True

    def content(self) -> dict[str, Any]:
        kind = f": {Evidence.Kind(self.kind).label}" if self.kind else ""
        return super().content() | {
            "title": f"Documents{kind}",
            "lead": "Certificates, registrations and insurances, one after the other. A photograph "
            "is enough. Write nothing about what a DBS certificate says.",
            "sections": [] if self.kind else [sections.evidence(self.record, clock.today())],
        }

    def keep(self, given: dict[str, Any]) -> str:
        sent = evidence.offer(self.record, **given, by=self.user, on=clock.today())
        self.say(f"{sent.get_kind_display()} is sent in. It counts once we have verified it.")
        return reverse("join:evidence")

    def renewed(self) -> Evidence | None:
        asked = self.request.GET.get("renews", "")
        own = asked.isascii() and asked.isdigit() and len(asked) < 18
        return self.record.evidence.filter(pk=int(asked)).first() if own else None
