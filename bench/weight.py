"""What a browser fetches before the first page stands: the page and its assets, as sent."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from bench import databases
from bench.asked import Asked
from bench.data import ready
from bench.data.terms import TODAY
from bench.outcome import Outcome
from bench.visitor import Visitor, body
from mdps.core import clock

MOST = 150_000  # bytes
ASSET = re.compile(r'(?:href|src)="/static/([^"]+)"')
IMMUTABLE = "max-age=315360000, public, immutable"
FIRST_PAGES = {"the page to sign in": "/sign-in/", "the list of requests": "/requests/"}


def run(asked: Asked) -> Iterator[Outcome]:
    """Both pages that somebody may see first, with nothing in the cache."""
    with clock.at(TODAY):
        database = ready(asked.smallest)
        for name, url in FIRST_PAGES.items():
            yield measure(name, url, database)
    databases.use(database)


def measure(name: str, url: str, database: str) -> Outcome:
    visitor = Visitor.of(database, "auditor")
    if url == "/sign-in/":
        visitor.client.logout()
    page = body(visitor.client.get(url))
    assets = sorted(set(ASSET.findall(page.decode())))
    sizes = {asset: _sent(Path(settings.STATIC_ROOT) / asset) for asset in assets}
    total = len(gzip.compress(page)) + sum(sizes.values())
    lasting = [asset for asset in assets if not _is_kept(visitor, asset)]
    return Outcome(
        f"{name} with its {len(assets)} assets, {total // 1000} kB of {MOST // 1000} kB",
        [total / MOST],
        1.0,
        faults=tuple(f"{asset} may be asked for again." for asset in lasting),
    )


def _sent(file: Path) -> int:
    """Bytes of an asset as WhiteNoise sends it: compressed where that was worth it."""
    compressed = file.with_name(f"{file.name}.gz")
    return (compressed if compressed.exists() else file).stat().st_size


def _is_kept(visitor: Visitor, asset: str) -> bool:
    return visitor.client.get(f"/static/{asset}").headers.get("Cache-Control") == IMMUTABLE
