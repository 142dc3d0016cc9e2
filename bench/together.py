"""Several clients at once, each in a process of its own, that begin together."""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from bench import databases

FORK = multiprocessing.get_context("fork")
# Gets a client ready, and returns what is measured.
Work = Callable[[Any], Callable[[], Any]]

_all_ready: Any = None


def together(work: Work, each: Sequence[Any]) -> tuple[float, list[Any]]:
    """Have one client do `work` for each of `each`; the seconds that all took, and the results."""
    databases.close()  # no two processes may speak on one connection
    ready = FORK.Barrier(len(each))
    with ProcessPoolExecutor(len(each), FORK, initializer=_begin, initargs=(ready,)) as pool:
        done = list(pool.map(_timed, [work] * len(each), each))
    began, ended = min(start for start, _, _ in done), max(end for _, end, _ in done)
    return ended - began, [result for _, _, result in done]


def _begin(ready: Any) -> None:
    global _all_ready
    _all_ready = ready


def _timed(work: Work, of: Any) -> tuple[float, float, Any]:
    run = work(of)
    _all_ready.wait()
    began = time.perf_counter()
    result = run()
    return began, time.perf_counter(), result
