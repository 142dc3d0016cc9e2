"""Evidence: one document, offering or renewing it, and verifying or refusing it."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode

from lots.models import Lot
from mdps.core import cells, clock, files
from mdps.core.forms import PageForm
from mdps.core.money import gbp
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Action, Cell, Heading, Identity, Link, Row, Section, Table
from mdps.core.words import day
from suppliers import evidence, sections
from suppliers.evidence_forms import KindForm, RefuseEvidenceForm, evidence_form
from suppliers.evidence_kinds import ASKED, label
from suppliers.models import Evidence, EvidenceRequirement, Supplier
from suppliers.queries import evidence_visible_to, home_of, suppliers_visible_to
from suppliers.views.joining.base import OwnForm
from suppliers.views.tabs import TABS
from suppliers.words import evidence_tag

SEE = (Permission.SUPPLIER_READ, Permission.ORGANISATION_READ)


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


class RequirementsPage(Page):
    """What each lot requires, and what of it stops awards when it lapses."""

    tabs = TABS
    permissions = (Permission.SUPPLIER_READ,)
    template_name = "pages/figure.html"

    def content(self) -> dict[str, Any]:
        found = list(EvidenceRequirement.objects.select_related("lot").order_by("id"))
        return {
            "title": "What each lot requires",
            "as_at": day(clock.today()),
            "sections": [
                Section(
                    str(lot), "components/table.html", {"table": _required(str(lot), lot, found)}
                )
                for lot in Lot.objects.all()
            ],
            "notes": [
                "Where evidence that stops awards is missing or has expired, nothing new is "
                "awarded to that supplier under that lot. What was awarded before runs on.",
            ],
        }


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


def _required(caption: str, lot: Lot, found: list[EvidenceRequirement]) -> Table:
    return Table(
        headings=[
            Heading("Evidence"),
            Heading("Least cover", numeric=True),
            Heading("Of whom"),
            Heading("When it lapses"),
        ],
        rows=[_requirement(each) for each in found if each.lot_id in (None, lot.pk)],
        caption=caption,
    )


def _requirement(each: EvidenceRequirement) -> list[Cell]:
    whom = "Everybody" if each.of_sole_traders else "Everybody but sole traders"
    if each.only_unit:
        whom = f"Those with a price for one {each.get_only_unit_display()}"
    wanted = f"{each.wanted} of them" if each.wanted > 1 else ""
    return [
        Cell(each.get_kind_display(), hint=wanted),
        cells.money(each.minimum) if each.minimum else Cell("–", numeric=True),
        Cell(whom),
        Cell("Stops new awards" if each.stops_awards else "Asked for on applying"),
    ]
