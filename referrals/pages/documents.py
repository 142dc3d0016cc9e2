"""The documents of a request: what there is, add one, remove one, download one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock, files
from mdps.core.pages import Page
from mdps.core.permissions import Permission, can
from mdps.core.ui import Cell, Heading, Link, Row, Section, Table
from mdps.core.words import count, day
from referrals.attach import attach, detach
from referrals.forms.asking import AttachmentForm, RemoveAttachmentForm
from referrals.models import Attachment, SupportRequest
from referrals.pages.base import RequestAct, WritingPage, find_request, tasks_url


def documents_url(request: SupportRequest) -> str:
    return reverse("referrals:documents", args=[request.pk])


def documents_table(request: SupportRequest, *, removable: bool = False) -> Table:
    """The documents by their kind. One query."""
    attachments = request.attachments.select_related("added_by", "file")
    headings = [Heading("Document"), Heading("Added")]
    return Table(
        headings=[*headings, *([Heading("Action")] if removable else [])],
        rows=[_row(each, removable=removable) for each in attachments],
        caption="Documents",
        empty="No documents yet.",
    )


def documents_section(request: SupportRequest) -> Section:
    """The documents on the page of a request, for those who may read about the child."""
    table = {"table": documents_table(request)}
    return Section("Documents", "components/table.html", table, id="documents")


class Documents(WritingPage):
    """What has been added so far."""

    template_name = "referrals/services.html"

    def content(self) -> dict[str, Any]:
        request = self.record
        number = request.attachments.count()
        tasks = tasks_url(request)
        add = reverse("referrals:add-document", args=[request.pk])
        return {
            "title": f"You have added {count(number, 'document')}" if number else "Documents",
            "caption": f"Support request {request.reference}",
            "back": Link("Back to your request", tasks),
            "table": documents_table(request, removable=request.state in request.EDITABLE),
            "add": Link("Add another document" if number else "Add a document", add),
            "onward": Link("Continue", tasks),
        }


class AddDocument(RequestAct):
    title = "Add a document"
    form_class = AttachmentForm

    @property
    def way_back(self) -> str:
        return documents_url(self.record)

    def act(self, form: AttachmentForm) -> str:
        attach(
            self.record,
            kind=form.cleaned_data["kind"],
            upload=form.cleaned_data["file"],
            by=self.user,
            on=clock.today(),
        )
        return self.way_back


class RemoveDocument(RequestAct):
    title = "Remove this document?"
    form_class = RemoveAttachmentForm

    def find(self, pk: int, attachment: int = 0, **kwargs: Any) -> SupportRequest:
        request = super().find(pk)
        found = request.attachments.select_related("request__requester", "file")
        self.attachment: Attachment = get_object_or_404(found, pk=attachment)
        return request

    def content(self) -> dict[str, Any]:
        each = self.attachment
        return super().content() | {
            "figures": [Row("Document", each.get_kind_display()), Row("Added", day(each.added_on))],
            "danger": True,
            "cancel": Link("Keep it", self.way_back),
        }

    @property
    def way_back(self) -> str:
        return documents_url(self.record)

    def act(self, form: RemoveAttachmentForm) -> str:
        detach(self.attachment, by=self.user, on=clock.today())
        return self.way_back


class Download(Page):
    """A document, to be saved and never shown; for those who may read about the child."""

    record: Attachment
    viewing = "request.document_read"

    def find(self, pk: int, attachment: int) -> Attachment:
        request = find_request(self.user, pk)
        if not can(self.user, Permission.NARRATIVE_READ, on=request):
            raise Http404
        return get_object_or_404(request.attachments.select_related("file"), pk=attachment)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return files.download(self.record.file)


def _row(each: Attachment, *, removable: bool) -> list[Cell]:
    url = reverse("referrals:document", args=[each.request_id, each.pk])
    row = [
        Cell(each.get_kind_display(), url=url, hint=each.file.name),
        Cell(day(each.added_on), hint=each.added_by.name),
    ]
    if removable:
        remove = reverse("referrals:remove-document", args=[each.request_id, each.pk])
        row.append(Cell(f"Remove {each.get_kind_display().lower()}", url=remove))
    return row
