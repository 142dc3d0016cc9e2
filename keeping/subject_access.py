"""Everything held about the child of a case, put together for whoever asks to see it.

Made by the register of personal data: every field of every record that leads to a request of the
case, its files, its papers, and who looked. What is about somebody else is marked, so that it can
be taken out before the bundle is given on (Data Protection Act 2018 Sch 2 para 16).
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.template.loader import render_to_string

from contracts.competition.seal import sealed_documents
from keeping.cases import requests_of
from keeping.disposal_rules import Case, there_is_such_a_case
from mdps.core import audit, clock, files, papers, pdf, personal, words
from mdps.core.cases import streams
from mdps.core.cases.fields import path_to_case
from mdps.core.documents.markdown import capital
from mdps.core.models import AuditEvent, Paper, PrivateFile, User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused
from referrals.models import SupportRequest

COLUMNS = ("Record", "Reference", "Field", "What is held", "About", "Redact?")
NOT_TOLD = {"case_key"}


@dataclass(frozen=True)
class Held:
    """One thing that is held. `redact` says why somebody has to look at it first, or nothing."""

    record: str
    reference: str
    field: str
    value: str
    about: str
    redact: str


@dataclass(frozen=True)
class Bundle:
    """What is given out: the files of the bundle by their names."""

    reference: str
    contents: dict[str, bytes]


@transaction.atomic
def put_together(case_reference: str, *, by: User | None) -> Bundle:
    """The bundle of a case. It is written down who had it made; None is the operator's command.

    Raises Refused where there is no such case.
    """
    if by is not None:
        require(by, Permission.SUBJECT_ACCESS_ANSWER)
    requests = list(requests_of(case_reference))
    if not requests:
        raise Refused([no_such_case(case_reference)])
    held = list(everything(requests))
    attached = list(_files(requests))
    trail = list(_trail(requests))
    for request in requests:
        audit.record("subject.access", request, by=by, requests=len(requests))
    context = {
        "council_name": settings.MDPS_COUNCIL,
        "reference": case_reference,
        "written_at": words.moment(clock.now()),
        "records": _by_record(held),
        "files": [name for name, _ in attached],
        "trail": trail,
    }
    html = render_to_string("keeping/bundle.html", context)
    css = render_to_string("papers/paper.css", {"own": pdf.OWN})
    contents = {
        "everything.html": html.encode(),
        "everything.pdf": pdf.lay_out(html, css, moment=clock.now()),
        "everything.csv": _sheet(COLUMNS, (tuple(vars(each).values()) for each in held)),
        "who-looked.csv": _sheet(("When", "Who", "What", "Under", "Record"), trail),
        **{f"files/{name}": content for name, content in attached},
    }
    return Bundle(case_reference, contents)


def no_such_case(case_reference: str) -> Refusal:
    """In the words of the rule about disposals."""
    today = clock.today()
    nothing = Case(
        reference=case_reference,
        requests=0,
        due_on=today,
        due_because="",
        running=(),
        holds=(),
        on=today,
    )
    refusal = there_is_such_a_case(nothing)
    if refusal is None:
        raise AssertionError("A case without requests is refused.")
    return refusal


def everything(requests: list[SupportRequest]) -> Iterator[Held]:
    """Every field of every record of the case, in the order of the floors.

    What quotes say is left out until they are opened: before, nobody may know an amount.
    """
    about = {each.name: each.personal for each in personal.entries()}
    for model, path in paths().items():
        lookup = "__".join([*filter(None, path.split(".")), "pk__in"])
        told = getattr(model, "OPENED", models.Q())
        of_case = model._default_manager.filter(told, **{lookup: [each.pk for each in requests]})
        for record in of_case.order_by("pk"):
            yield from _of(record, about)


def paths() -> dict[type[models.Model], str]:
    """Each model whose records belong to a case, and the way from them to its request."""
    ways = ((model, path_to_case(model)) for model in apps.get_models())
    return {model: way for model, way in ways if way is not None}


def _of(record: models.Model, about: dict[str, Any]) -> Iterator[Held]:
    for field in record._meta.concrete_fields:
        if field.name in NOT_TOLD:
            continue
        value = getattr(record, field.name)
        if value in (None, "", [], {}):
            continue
        group = about.get(f"{record._meta.label}.{field.name}")
        whose = group.whose if group else ""
        if isinstance(value, User):
            whose, value = personal.STAFF, value.name
        yield Held(
            capital(str(record._meta.verbose_name)),
            audit.reference_of(record),
            capital(str(field.verbose_name)),
            _said(record, field, value),
            whose or "The case",
            _why_to_redact(whose, is_free=isinstance(field, models.TextField)),
        )


def _said(record: Any, field: Any, value: object) -> str:
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    return str(value)


def _why_to_redact(whose: str, *, is_free: bool) -> str:
    if whose and whose != personal.CHILD:
        return "About somebody else"
    return "Free text: may speak of others" if is_free else ""


def _files(requests: list[SupportRequest]) -> Iterator[tuple[str, bytes]]:
    keys = [request.case_key_id for request in requests]
    of_case = PrivateFile.objects.filter(case_key__in=keys).exclude(pk__in=sealed_documents())
    for file in of_case.order_by("pk"):
        try:
            yield f"{file.pk}-{file.name}", files.read(file)
        except (streams.Gone, FileNotFoundError):
            continue
    for paper in Paper.objects.filter(case_keys__overlap=keys, file=None).order_by("pk"):
        if set(paper.case_keys) <= set(keys):
            yield paper.name, papers.render(paper)


def _trail(requests: list[SupportRequest]) -> Iterator[tuple[str, str, str, str, str]]:
    kind = audit.subject_type(requests[0])
    ids = [request.pk for request in requests]
    events = AuditEvent.objects.filter(subject_type=kind, subject_id__in=ids).order_by("at", "id")
    for each in events:
        yield words.moment(each.at), each.actor, each.action, each.authority, each.subject


def _by_record(held: list[Held]) -> list[tuple[str, list[Held]]]:
    found: dict[str, list[Held]] = {}
    for each in held:
        found.setdefault(f"{each.record} {each.reference}", []).append(each)
    return list(found.items())


def _sheet(columns: tuple[str, ...], rows: Any) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
