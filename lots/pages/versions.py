"""Writing the next version of what is asked on a lot, and looking at one."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lots.forms import CriteriaInForceForm, InForceForm, VersionForm, initial_rows, version_form
from lots.models import Lot, LotVersion
from lots.models.versions import Kind
from lots.pages.base import READERS, way_to
from lots.queries import newest
from lots.tables import comparison_table, in_force_of, version_table
from lots.version_rules import Text
from lots.versions import discard, draft_of, put_in_force, rows_of, texts_of, write
from mdps.core import clock, slots
from mdps.core.forms import PageForm
from mdps.core.pages import ActionPage, Page
from mdps.core.permissions import Permission
from mdps.core.ui import Identity, Link, Row, Section, Tag
from mdps.core.words import day


class VersionPage(Page):
    """One version, beside the one before it."""

    permissions = READERS

    def find(self, pk: int) -> LotVersion:
        return get_object_or_404(LotVersion.objects.select_related("lot", "put_in_force_by"), pk=pk)

    def content(self) -> dict[str, Any]:
        version = self.record
        before = LotVersion.objects.filter(
            lot=version.lot_id, kind=version.kind, number=version.number - 1
        ).first()
        return {
            "title": str(version),
            "breadcrumbs": way_to(version.lot),
            "identity": self.identity(),
            "sections": [
                _rows("What it says", version_table(texts_of(version), version.kind)),
                *([_comparison(texts_of(before), texts_of(version), version.kind)] * bool(before)),
                *slots.fill("version", self.user, version),
            ],
        }

    def identity(self) -> Identity:
        version, today = self.record, clock.today()
        others = LotVersion.objects.filter(lot=version.lot_id, kind=version.kind)
        until = version.transition_until
        return Identity(
            reference=f"{version.lot.short}, version {version.number}",
            title=version.get_kind_display(),
            tag=_tag(version, in_force_of(others, version.kind, today)),
            facts=[
                Row("In force from", day(version.effective_from)),
                Row("Why", version.reason),
                Row("Put in force by", str(version.put_in_force_by or "With the scheme")),
                *([Row("Suppliers on the lot show it by", day(until))] * bool(until)),
            ],
        )


class DraftPage(ActionPage):
    """The rows of the draft; it starts as a copy of the last version."""

    permission = Permission.LOT_MANAGE
    template_name = "lots/draft.html"

    def find(self, pk: int, kind: str) -> Lot:
        if kind not in Kind.values:
            raise Http404
        self.kind = Kind(kind)
        return get_object_or_404(Lot, pk=pk)

    @property
    def rows(self) -> list[Text]:
        draft = draft_of(self.record, self.kind)
        return rows_of(draft) if draft else texts_of(newest(self.record, self.kind))

    @property
    def form_class(self) -> type[VersionForm]:  # type: ignore[override]
        return version_form(self.rows, self.kind)

    def form_options(self) -> dict[str, Any]:
        return {"initial": initial_rows(self.rows)}

    def content(self) -> dict[str, Any]:
        lot, draft = self.record, draft_of(self.record, self.kind)
        return {
            "title": f"Draft new {self.kind.label.lower()}",
            "caption": str(lot),
            "breadcrumbs": way_to(lot),
            "lead": "What is in force stays as it is. An emptied row is taken out; two empty rows "
            "wait below, and saving gives more.",
            "cancel": Link("Back to the lot", lot.get_absolute_url()),
            "discard": Link("Discard the draft", _url("discard", lot, self.kind))
            if draft
            else None,
            "onward": Link("Compare and put in force", _url("put-in-force", lot, self.kind))
            if draft
            else None,
        }

    def act(self, form: VersionForm) -> str:
        write(self.record, self.kind, form.rows(), by=self.user)
        self.say("The draft is saved. Nothing of it is in force yet.")
        return _url("draft", self.record, self.kind)


class OfDraft(ActionPage):
    """A page about a draft; without one it leads to where it is begun."""

    permission = Permission.LOT_MANAGE

    def find(self, pk: int, kind: str) -> Lot:
        if kind not in Kind.values:
            raise Http404
        self.kind = Kind(kind)
        return get_object_or_404(Lot, pk=pk)

    def content(self) -> dict[str, Any]:
        lot = self.record
        return {
            "caption": str(lot),
            "breadcrumbs": way_to(lot),
            "cancel": Link("Back to the draft", _url("draft", lot, self.kind)),
        }


class PutInForcePage(OfDraft):
    template_name = "lots/put_in_force.html"

    @property
    def form_class(self) -> type[PageForm]:  # type: ignore[override]
        return CriteriaInForceForm if self.kind == Kind.CRITERIA else InForceForm

    def content(self) -> dict[str, Any]:
        lot, draft = self.record, draft_of(self.record, self.kind)
        last = newest(lot, self.kind)
        rows = rows_of(draft) if draft else []
        return super().content() | {
            "title": f"Put new {self.kind.label.lower()} in force",
            "comparison": comparison_table(texts_of(last), rows, self.kind),
            "consequences": self.consequences(last),
        }

    def consequences(self, last: LotVersion | None) -> list[str]:
        number = last.number + 1 if last else 1
        sentences = [f"It becomes version {number}, and is never changed after that."]
        if self.kind == Kind.CRITERIA:
            return [
                *sentences,
                "Applications that are submitted before its first day are judged by the version "
                "before.",
                "With a last day for suppliers on the lot, their people are told now. Nobody is "
                "removed by itself: who has not shown it is listed.",
            ]
        return [*sentences, "Whoever applies from its first day on accepts it."]

    def act(self, form: PageForm) -> str:
        data = form.cleaned_data
        version = put_in_force(
            self.record,
            self.kind,
            effective_from=data["effective_from"],
            reason=data["reason"],
            transition_until=data.get("transition_until"),
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{version} is in force from {day(version.effective_from)}.")
        return version.get_absolute_url()


class DiscardPage(OfDraft):
    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": f"Discard the draft of the {self.kind.label.lower()}",
            "consequences": ["What is in force stays.", "The draft cannot be brought back."],
            "submit": "Discard the draft",
            "danger": True,
        }

    def act(self, form: PageForm) -> str:
        if draft := draft_of(self.record, self.kind):
            discard(draft, by=self.user)
        self.say("The draft is discarded.")
        return self.record.get_absolute_url()


def _url(name: str, lot: Lot, kind: Kind) -> str:
    return reverse(f"lots:{name}", args=[lot.pk, kind.value])


def _rows(title: str, table: Any) -> Section:
    return Section(title, "components/table.html", {"table": table}, id="rows")


def _comparison(old: list[Text], new: list[Text], kind: str) -> Section:
    table = comparison_table(old, new, kind)
    return Section("What it changed", "components/table.html", {"table": table}, id="changes")


def _tag(version: LotVersion, in_force: LotVersion | None) -> Tag:
    if in_force and version.pk == in_force.pk:
        return Tag("In force", "green")
    return Tag("To come", "blue") if version.effective_from > clock.today() else Tag("Earlier")
