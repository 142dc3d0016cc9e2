"""Who looked at a child's record: one line of the audit trail for each case that an answer shows.

No page has to think of it. A page about a record that leads to a case shows that case, and so does
whatever opens a word or a file that is encrypted for it. What was shown to somebody signed in is
written down before the answer leaves, once for each case, with the page and the authority under
which it was shown. An answer that shows nothing (a redirect, a refusal, a fault) is no view.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse

from mdps.core import audit
from mdps.core.cases import keys
from mdps.core.cases.fields import path_to_case
from mdps.core.models import User
from mdps.core.request_log import view_of
from mdps.core.roles import ROLES

VIEWED = "request.viewed"
SHOWN = 200
LINES = 500
MOST_REMEMBERED = 20_000  # cases of a file that is being written

Answer = Callable[[HttpRequest], HttpResponseBase]
Finder = Callable[[User, set[int], set[UUID]], Iterable[tuple[Model, str]]]
_finders: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Register what finds the cases of some ids and keys, each with the authority of a user.

    The authority is empty where the person is nothing to the case: then it is that of their role.
    """
    _finders.append(function)
    return function


def case_of(record: Any) -> Any:
    """The case that a record is about; None for whatever leads to none."""
    path = path_to_case(type(record)) if isinstance(record, Model) else None
    if path is None:
        return None
    for step in filter(None, path.split(".")):
        record = record and getattr(record, step)
    return record


def note(request: HttpRequest, records: Iterable[Any], *, action: str, under: str) -> None:
    """Say that the page is about `records`, what looking at it is called, and under what if the
    page itself gives the authority.
    """
    cases = {case.pk for each in records if (case := case_of(each))}
    request.cases_shown = (cases, action, under)  # type: ignore[attr-defined]


def each_noted(records: Iterable[Any]) -> Iterator[Any]:
    """`records` one after the other, each noted as shown when it is taken: for a file that is
    written as it is read. Their cases must have a key of their own."""
    for record in records:
        if case := case_of(record):
            keys.note_opened([case.case_key_id])
        yield record


def recorded(answer: Answer) -> Answer:
    """Middleware; stands after whatever knows who is signed in, and next to the page."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if response.status_code == SHOWN:
            cases, action, under = getattr(request, "cases_shown", (set(), VIEWED, ""))
            seen = keys.take_opened()
            _write(request, cases, seen, action=action, under=under)
            if isinstance(response, StreamingHttpResponse) and not _is_file(response):
                pieces: Any = iter(response.streaming_content)  # type: ignore[arg-type]
                response.streaming_content = _written(request, pieces, seen)
        return response

    return answered


def _is_file(response: StreamingHttpResponse) -> bool:
    """A stored file was opened before it is sent; what a list writes is made while it is sent."""
    return isinstance(response, FileResponse)


def _write(
    request: HttpRequest,
    cases: set[int],
    opened: set[UUID],
    *,
    action: str = VIEWED,
    under: str = "",
) -> None:
    user = request.user
    if not user.is_authenticated or not (cases or opened):
        return
    found = [each for find in _finders for each in find(user, cases, opened)]
    role = ", ".join(ROLES[key].name for key in user.roles)
    shown = [(case, under or authority or role) for case, authority in found]
    audit.record_each(action, shown, by=user, page=view_of(request))


def _written(request: HttpRequest, pieces: Iterator[bytes], seen: set[UUID]) -> Iterator[bytes]:
    """The lines of a list, some hundreds at a time, each time after the event of what they show.

    A file of a million lines must not keep a million cases in mind: of those that it has shown the
    latest are remembered, and a case that comes again much later is written down again.
    """
    while lines := list(islice(pieces, LINES)):
        opened = keys.take_opened() - seen
        _write(request, set(), opened)
        seen = seen | opened if len(seen) < MOST_REMEMBERED else opened
        yield b"".join(lines)
