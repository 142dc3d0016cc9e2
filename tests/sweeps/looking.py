"""What everybody gets at an address, held against the table of pages."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, reverse

from tests.sweeps.access import SIGN_IN, Access
from tests.sweeps.world import ANONYMOUS, PERSONAE, World


def otherwise(world: World, access: Access) -> dict[str, str]:
    """Who gets something else than the table says, and what; empty is good."""
    url = world.url(access.name, access.records, access.query)
    got = {who: world.look(who, url) for who in (*PERSONAE, ANONYMOUS)}
    wrong = {
        who: f"{answer.status_code} instead of {access.expected[who]}"
        for who, answer in got.items()
        if answer.status_code != access.expected[who]
    }
    if access.expected[ANONYMOUS] == SIGN_IN and not wrong:
        led_to = got[ANONYMOUS].url.partition("?")[0]
        if led_to != reverse("sign-in"):
            wrong[ANONYMOUS] = f"led to {led_to}"
    return wrong


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """The name of every address, with its namespace."""
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{prefix}{each.name}"
        else:
            yield from names(each, f"{prefix}{each.namespace}:" if each.namespace else prefix)


def unlisted(resolver: URLResolver, pages: tuple[Access, ...]) -> list[str]:
    """Addresses that the table does not have, and those it has that are not there."""
    return sorted({each.name for each in pages} ^ set(names(resolver)))
