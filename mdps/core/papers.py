"""Papers: letters and sheets, frozen at the act, laid out as PDF by the worker, read by few.

    papers.write("suppliers.outcome", subject=application, document=Letter(...),
                 name="outcome-APP-00012.pdf", by=by)

An app says who may read a kind with `@papers.readable("suppliers.outcome")`; nobody may read a
kind that has no such function. What is not readable is not found.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string

from mdps.core import audit, clock, files, fonts, notices, outbox, pdf, words
from mdps.core.cases import keys
from mdps.core.letters import Letter, from_json, keys_of, sealed
from mdps.core.models import OutboxMessage, Paper, User
from mdps.core.ui import Section

LINE = 200

Readable = Callable[[User, Paper], bool]

_readable: dict[str, Readable] = {}


def readable(kind: str) -> Callable[[Readable], Readable]:
    """Register the function that says whether a user may read a paper of `kind`."""

    def register(function: Readable) -> Readable:
        _readable[kind] = function
        return function

    return register


def may_read(user: User, paper: Paper) -> bool:
    """Whether `user` may read `paper`."""
    allowed = _readable.get(paper.kind)
    return bool(allowed and allowed(user, paper))


def write(
    kind: str,
    *,
    subject: models.Model,
    document: Letter,
    name: str,
    by: User | None,
    case_key: UUID | None = None,
) -> Paper:
    """Freeze `document` about `subject` in the transaction of the act; the worker makes its PDF.

    With a `case_key` all that it says is sealed; `letters.sealed` seals parts of it, each under its
    own. `name` is the file's name for people, like "outcome-APP-00012.pdf". Takes no locks. Of what
    is loaded about past years (notices.silence) the PDF is made when somebody first looks.
    """
    if case_key:
        document = replace(document, blocks=[sealed(case_key, *document.blocks)])
    paper = Paper.objects.create(
        kind=kind,
        subject_type=audit.subject_type(subject),
        subject_id=subject.pk,
        title=words.shortened(document.title, LINE),
        name=name,
        document=document.as_json(),
        case_keys=keys_of(document),
        written_by=by,
        written_at=clock.now(),
    )
    if not notices.is_silent():
        outbox.put("paper", paper=paper.pk)
    return paper


def ask(paper: Paper) -> None:
    """Have the PDF of a paper made, unless it is made or asked for already."""
    asked = OutboxMessage.objects.filter(topic="paper", payload__paper=paper.pk, sent_at=None)
    if paper.file_id is None and not asked.exists():
        outbox.put("paper", paper=paper.pk)


def about(subject: models.Model) -> models.QuerySet[Paper]:
    """The papers about `subject`, the newest first."""
    return Paper.objects.filter(
        subject_type=audit.subject_type(subject), subject_id=subject.pk
    ).order_by("-id")


def latest(kind: str, *, subject: models.Model, saying: Letter) -> Paper | None:
    """The newest paper of `kind` about `subject`, if it says word for word what `saying` does."""
    newest = about(subject).filter(kind=kind).first()
    said = json.dumps(saying.as_json())
    is_same = newest and json.dumps(from_json(newest.document).as_json()) == said
    return newest if is_same else None


def section_of(subject: models.Model, user: User, *, title: str = "Letters") -> Section | None:
    """A section with the papers about `subject` that `user` may read; None where there are none."""
    found = [paper for paper in about(subject) if may_read(user, paper)]
    if not found:
        return None
    shown = [
        {"paper": paper, "when": words.moment(paper.written_at), "made": paper.file_id is not None}
        for paper in found
    ]
    return Section(title, "papers/list.html", {"papers": shown}, id="papers")


def render(paper: Paper) -> bytes:
    """The PDF of a paper; the same paper gives the same bytes."""
    context = {
        "letter": from_json(paper.document),
        "paper": paper,
        "council_name": settings.MDPS_COUNCIL,
        "written_at": paper.written_at.isoformat(),
    }
    return pdf.lay_out(
        render_to_string("papers/paper.html", context),
        render_to_string("papers/paper.css", {"fonts": fonts.NAMES}),
        moment=paper.written_at,
    )


@outbox.sender("paper")
def make(payload: dict[str, Any]) -> None:
    """Lay out and store the PDF of a paper, unless that is done."""
    paper = Paper.objects.get(pk=payload["paper"])
    if paper.file_id:
        return
    paper.file = files.store(
        render(paper), name=paper.name, content_type="application/pdf", case_key=_key_of_file(paper)
    )
    paper.save(update_fields=["file"])


def _key_of_file(paper: Paper) -> UUID | None:
    """That of the one case which the paper is about; one of the file's own where it is of several,
    so that the file can be made unreadable, and laid out anew, once any of them is disposed of."""
    for key in paper.case_keys:
        keys.want(key)
    alive = [key for key in paper.case_keys if keys.get(key)]
    return keys.make() if len(alive) > 1 else next(iter(alive), None)
