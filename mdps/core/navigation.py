"""The service navigation: each app says where it can be found, and by whom."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mdps.core import addresses
from mdps.core.permissions import Permission
from mdps.core.ui import Link

if TYPE_CHECKING:  # an app's configuration imports this before models are ready
    from mdps.core.models import User


@dataclass(frozen=True)
class Entry:
    """A place to go to, for those who hold one of `permissions`; or a group of `pages`."""

    text: str
    url_name: str
    permissions: frozenset[Permission]
    pages: "tuple[Entry, ...]" = ()


_entries: list[Entry] = []
_public: list[tuple[str, str]] = []
_begun: list[Entry] = []


def entry(text: str, url_name: str, *permissions: Permission) -> Entry:
    """An entry of a page's own tabs."""
    return Entry(text, url_name, frozenset(permissions))


def group(text: str, *pages: Entry) -> Entry:
    """An entry that stands for `pages` and leads to the first of them that one may open."""
    allowed = frozenset[Permission]().union(*(each.permissions for each in pages))
    return Entry(text, pages[0].url_name, allowed, pages)


def add(text: str, url_name: str, *permissions: Permission) -> None:
    """Show `text` to everybody who holds one of `permissions`; called from an app's ready()."""
    _entries.append(entry(text, url_name, *permissions))


def add_begun(text: str, url_name: str, permission: Permission) -> None:
    """Show `text` as the button of their home to those whose work begins with it."""
    _begun.append(entry(text, url_name, permission))


def begins_with(user: "User") -> Link | None:
    """What the work of `user` begins with, if there is one such thing."""
    own = (each for each in _begun if each.permissions & user.permissions)
    return next((Link(each.text, addresses.of_page(each.url_name)) for each in own), None)


def add_public(text: str, url_name: str) -> None:
    """Show `text` beside the sign-in form, for who has no account yet."""
    _public.append((text, url_name))


def public_links() -> list[Link]:
    """The pages that need no account."""
    return [Link(text, addresses.of_page(url_name)) for text, url_name in _public]


def links(user: "User", path: str) -> list[Link]:
    """The entries for `user`, the longest one that `path` lies under marked as current."""
    urls = {
        entry.text: addresses.of_page(entry.url_name)
        for entry in _entries
        if entry.permissions & user.permissions
    }
    here = max((url for url in urls.values() if path.startswith(url)), key=len, default="")
    home = addresses.of_page("home")
    return [
        Link("Home", home, current=path == home),
        *(Link(text, url, current=url == here) for text, url in urls.items()),
    ]


def tabs(entries: tuple[Entry, ...], user: "User", path: str) -> list[Link]:
    """Those of a page's tabs that `user` may open, the page at `path` marked as current.

    A group of which one page is left is shown as that page.
    """
    return [_tab(each, user, path) for each in entries if each.permissions & user.permissions]


def _tab(one: Entry, user: "User", path: str) -> Link:
    if not one.pages:
        url = addresses.of_page(one.url_name)
        return Link(one.text, url, current=url == path)
    within = tuple(tabs(one.pages, user, path))
    if len(within) == 1:
        return within[0]
    return Link(
        one.text, within[0].url, current=any(each.current for each in within), within=within
    )
