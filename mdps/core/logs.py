"""What the processes write of what they do: one line for each thing, JSON in production.

A line names its request or its task, the account by its number and the page by the name of its
view; never a person, an address, a query or what was typed. Of an exception it holds the type and
where in the code it came from, and neither its message nor any value: what a database says of a
row that it refused is the row. DEBUG shows the messages too.
"""

import sys
import traceback
from typing import Any

import structlog
from structlog.types import EventDict, Processor

# What libraries would add: words of exceptions, results, whole addresses.
UNWANTED = ("error", "exception", "reason", "result", "request", "user_agent", "ip")
# Loggers that put addresses or the words of exceptions into their lines; ours say the same without.
SILENT = ("django.request", "celery.app.trace", "django.security")
QUIET = ("axes", "fontTools", "celery.worker.strategy", "kombu", "httpx")


def hide(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """Leave out what libraries add and a log must not hold."""
    for name in UNWANTED:
        line.pop(name, None)
    return line


def leave_out_what_is_asked_for(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """For a person it is enough that a task begins and ends."""
    if line.get("event") == "task_enqueued":
        raise structlog.DropEvent
    return line


def name_the_place(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """Put in the place of an exception its types and where it was raised, first cause first."""
    given = line.pop("exc_info", None)
    if given:
        raised = given if isinstance(given, tuple) else sys.exc_info()
        error = given if isinstance(given, BaseException) else raised[1]
        if error:
            line["exception"] = places(error)
    return line


def places(error: BaseException) -> str:
    """The traceback of an exception and of its causes, without their messages."""
    said: list[str] = []
    cause: BaseException | None = error
    while cause and len(said) < 5:
        frames = "".join(traceback.format_tb(cause.__traceback__))
        kind = type(cause)
        state = getattr(cause, "sqlstate", None)
        end = f"{kind.__module__}.{kind.__qualname__}" + (f" (SQLSTATE {state})" if state else "")
        said.insert(0, f"Traceback (most recent call last):\n{frames}{end}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(said)


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    hide,
]


def configuration(*, json: bool, messages: bool = False) -> dict[str, Any]:
    """For logging.config. `json`: for machines, else for a person; `messages` of exceptions too."""
    exceptions = structlog.processors.format_exc_info if messages else name_the_place
    draw: Processor = (
        structlog.processors.JSONRenderer()
        if json
        else structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *([] if json else [leave_out_what_is_asked_for]),
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    exceptions,
                    draw,
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            **{name: {"level": "WARNING"} for name in QUIET},
            **{name: {"level": "CRITICAL"} for name in SILENT},
            "weasyprint": {"level": "ERROR"},
        },
    }
