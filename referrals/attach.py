"""The documents of a request: added while it is written, and taken off again."""

import datetime as dt

from django.core.files.base import File
from django.db import transaction

from mdps.core import audit, uploads
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask, enforce
from referrals.draft import hold
from referrals.draft_rules import Writing, can_be_changed
from referrals.models import Attachment, SupportRequest

MOST = 10


@transaction.atomic
def attach(
    request: SupportRequest, *, kind: str, upload: File, by: User, on: dt.date
) -> Attachment:
    """Keep `upload` with a draft or returned request. Its own name is never audited.

    Locks the request. Raises Refused if the request is not editable, holds MOST documents
    already, or the file does not pass the virus scanner.
    """
    require(by, Permission.REQUEST_RAISE, on=request)
    request = hold(request)
    refusals = ask([can_be_changed], Writing(request.state, {}, on))
    if request.attachments.count() >= MOST:
        refusals.append(TOO_MANY)
    if refusals:
        raise Refused(refusals)
    attachment = Attachment.objects.create(
        request=request,
        kind=kind,
        file=uploads.keep(upload, case_key=request.case_key_id),
        added_by=by,
        added_on=on,
    )
    audit.record("request.document_added", request, by=by, kind=attachment.get_kind_display())
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: User, on: dt.date) -> None:
    """Take a document off its request. Raises Refused if the request is not editable."""
    require(by, Permission.REQUEST_RAISE, on=attachment.request)
    request = hold(attachment.request)
    enforce([can_be_changed], Writing(request.state, {}, on))
    audit.record("request.document_removed", request, by=by, kind=attachment.get_kind_display())
    attachment.delete()


TOO_MANY = Refusal(
    "too-many-documents",
    f"A request holds at most {MOST} documents. Remove one that the panel does not need.",
    field="file",
)
