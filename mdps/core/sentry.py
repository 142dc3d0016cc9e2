"""Faults to Sentry, where an installation wants that: the extra `sentry`, and SENTRY_DSN.

What is sent says where in the code a fault was, on which page and for which request. Whatever a
person typed, any value of a variable and the words of the exception stay here.
"""

from typing import Any

KEPT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment", "sdk")
OF_A_FRAME = ("filename", "abs_path", "function", "module", "lineno", "in_app")


def scrub(event: dict[str, Any], hint: Any = None) -> dict[str, Any]:
    """Only what may leave: types of exceptions, places in the code, the view, the reference."""
    kept = {name: event[name] for name in KEPT if name in event}
    kept["transaction"] = event.get("transaction")
    kept["tags"] = {"request_id": (event.get("tags") or {}).get("request_id")}
    values = (event.get("exception") or {}).get("values") or []
    kept["exception"] = {"values": [_of_an_exception(each) for each in values]}
    return kept


def _of_an_exception(value: dict[str, Any]) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames") or []
    return {
        "type": value.get("type"),
        "module": value.get("module"),
        "stacktrace": {
            "frames": [{name: f[name] for name in OF_A_FRAME if name in f} for f in frames]
        },
    }


def start(dsn: str, **more: Any) -> None:
    """Begin to collect faults. Needs the package sentry-sdk; says so when it is not there."""
    try:
        import sentry_sdk  # noqa: PLC0415 - an extra, installed only where it is wanted
    except ImportError as error:
        raise RuntimeError(
            "SENTRY_DSN is set, but sentry-sdk is not installed: pip install 'mdps[sentry]'."
        ) from error
    sentry_sdk.init(
        dsn=dsn,
        before_send=scrub,
        before_send_transaction=lambda *_: None,
        before_breadcrumb=lambda *_: None,
        include_local_variables=False,
        max_request_body_size="never",
        traces_sample_rate=0,
        **more,
    )
