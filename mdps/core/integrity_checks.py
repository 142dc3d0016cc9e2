"""Core's own checks: stored files, states against the audit trail, the trail against its seals."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Concat

from mdps.core import anchors, audit, clock, stores, verify_audit
from mdps.core.integrity import check
from mdps.core.models import AuditEvent, PrivateFile

CHUNK = 1024 * 1024
A_DAY = dt.timedelta(days=1)  # what is being written now has its record by then


@check("Files")
def each_is_there_as_it_was_stored() -> Iterator[str]:
    """A file whose case was disposed of is gone, and should be."""
    store = stores.current()
    kept = PrivateFile.objects.exclude(case_key__destroyed_on__isnull=False)
    for pk, path, sha256 in kept.order_by("pk").values_list("pk", "path", "sha256").iterator():
        try:
            with store.open(path) as stream:
                digest = hashlib.sha256()
                while content := stream.read(CHUNK):
                    digest.update(content)
        except OSError:
            yield f"File {pk} ({path}) is not there."
            continue
        if digest.hexdigest() != sha256:
            yield f"File {pk} ({path}) is not what was stored."


@check("Files")
def none_is_there_that_no_record_names() -> Iterator[str]:
    """A process that is killed between a file and its record leaves one that nobody can open. Of a
    bucket nothing is said: its own reports list what lies there."""
    store = stores.current()
    if not isinstance(store, stores.Folder):
        return
    for paths in batched(store.older_than(clock.now() - A_DAY)):
        known = PrivateFile.objects.filter(path__in=paths).values_list("path", flat=True)
        for path in sorted(set(paths) - set(known)):
            yield f"No record names the file {path}. Remove it."


def batched(paths: Iterator[str]) -> Iterator[list[str]]:
    """A thousand at a time."""
    while found := list(islice(paths, 1_000)):
        yield found


@check("States")
def each_is_the_last_that_was_recorded() -> Iterator[str]:
    """The last step on the audit trail led to the state that the record is in."""
    for model in apps.get_models():
        if hasattr(model, "TRANSITIONS"):
            yield from _states(model)


def _states(model: Any) -> Iterator[str]:
    """Records of `model` whose state is not that of their last event that names a state."""
    name = model._meta.model_name
    steps = AuditEvent.objects.filter(
        subject_type=model._meta.label_lower,
        subject_id=OuterRef("pk"),
        action__in=[f"{name}.{state}" for state in model.State.values],
    )
    rows = model._base_manager.annotate(
        last=Subquery(steps.order_by("-id").values("action")[:1]),
        own=Concat(Value(f"{name}."), F("state"), output_field=CharField()),
    )
    for record in rows.exclude(last=None).exclude(last=F("own")).order_by("pk"):
        said = record.last.rpartition(".")[2].replace("_", " ")
        yield (
            f"{audit.reference_of(record)} is {record.get_state_display().lower()}, and its last "
            f"step on the audit trail is {said}."
        )


@check("Audit trail")
def it_is_as_it_was_sealed() -> Iterator[str]:
    """Each line against its seal, the chain against this installation's anchors."""
    path = anchors.file()
    yield from verify_audit.problems(anchors.read(path) if path.exists() else [])
