"""A paper on the page, and its PDF. Each time somebody reads one is recorded."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import audit, files, papers
from mdps.core.cases import keys
from mdps.core.letters import from_json
from mdps.core.models import Paper
from mdps.core.pages import Page
from mdps.core.ui import Link


class PaperPage(Page):
    """The words of a paper, as they were frozen."""

    template_name = "papers/page.html"
    record: Paper

    def find(self, pk: int) -> Paper:
        paper = get_object_or_404(Paper, pk=pk)
        if not papers.may_read(self.user, paper):
            raise Http404
        return paper

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record("paper.read", self.record, by=self.user, kind=self.record.kind)
        papers.ask(self.record)
        return super().get(request, *args, **kwargs)

    def content(self) -> dict[str, Any]:
        paper, letter = self.record, from_json(self.record.document)
        download = Link("Download as PDF", reverse("paper-file", args=[paper.pk]))
        return {
            "title": letter.title,
            "letter": letter,
            "to": letter.to,
            "date": letter.date,
            "reference": letter.reference,
            "signed": letter.signed,
            "downloads": [download] if paper.file_id else [],
            "being_made": paper.file_id is None,
        }


class PaperFile(PaperPage):
    """The PDF of a paper; not found until the worker has made it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.record.file is None:
            raise Http404
        audit.record("paper.downloaded", self.record, by=self.user, kind=self.record.kind)
        keys.note_opened(self.record.case_keys)
        return files.download(self.record.file)
