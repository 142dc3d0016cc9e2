"""A subject access request: everything held about the child of a case, as one download."""

import io
import zipfile
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from keeping.forms import SubjectAccessForm
from keeping.subject_access import Bundle, put_together
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.rules import Refused
from mdps.core.ui import Link


class SubjectAccess(ActionPage):
    """Not done once only: a bundle is made anew each time, and each time is written down."""

    permission = Permission.SUBJECT_ACCESS_ANSWER
    authority = "Subject access"
    form_class = SubjectAccessForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Put together what is held about a child",
            "consequences": [
                "You get one file with a page, a PDF, tables, documents and who looked.",
                "What may be about somebody else is marked: look at it and take it out before you "
                "give it on.",
                "It is written down that you had it made.",
            ],
            "warning": "Keep the file only as long as you need it.",
            "cancel": Link("Cancel", reverse("home")),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        try:
            bundle = put_together(form.cleaned_data["case_reference"], by=self.user)
        except Refused as refused:
            return self.show(form=form, refusals=self._place(refused, form))
        answer = HttpResponse(zipped(bundle), content_type="application/zip")
        answer["Content-Disposition"] = 'attachment; filename="subject-access.zip"'
        return answer


def zipped(bundle: Bundle) -> bytes:
    """All files of a bundle in one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in bundle.contents.items():
            archive.writestr(name, content)
    return out.getvalue()
