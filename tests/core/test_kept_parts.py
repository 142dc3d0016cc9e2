"""Parts of pages that are kept: each looks as what it is given says, whoever asked before."""

import pytest
from django.utils.safestring import SafeString

from mdps.core import kept_parts
from mdps.core.ui import Heading, Link
from tests.core.page_reader import PageReader

NAVIGATION = "components/navigation.html"


def texts(*links: Link) -> list[str]:
    html = kept_parts.drawn(NAVIGATION, navigation=list(links))
    return [each.attributes["href"] for each in PageReader(html).named("a")]


def test_a_part_shows_what_it_is_given_and_not_what_another_was_given() -> None:
    assert texts(Link("Home", "/"), Link("Accounts", "/accounts/")) == ["/", "/accounts/"]
    assert texts(Link("Home", "/")) == ["/"]
    assert texts(Link("Home", "/"), Link("Accounts", "/accounts/")) == ["/", "/accounts/"]


def test_a_part_that_was_drawn_before_is_not_drawn_again() -> None:
    first = kept_parts.drawn(NAVIGATION, navigation=[Link("Once", "/once/")])
    assert kept_parts.drawn(NAVIGATION, navigation=[Link("Once", "/once/")]) is first


def test_the_page_one_is_on_is_marked_for_that_page_alone() -> None:
    here = kept_parts.drawn(NAVIGATION, navigation=[Link("Here", "/here/", current=True)])
    elsewhere = kept_parts.drawn(NAVIGATION, navigation=[Link("Here", "/here/")])
    assert ("aria-current" in here, "aria-current" in elsewhere) == (True, False)


def test_links_that_carry_what_somebody_searched_for_are_not_kept() -> None:
    before = kept_parts._drawn.cache_info().currsize
    link = Link("Download as CSV", "/requests/?reference=SR-000123&as=csv")
    shown = kept_parts.drawn("components/downloads.html", downloads=[link])
    assert "SR-000123&amp;as=csv" in shown
    assert kept_parts._drawn.cache_info().currsize == before


def test_text_in_a_part_is_escaped() -> None:
    html = kept_parts.drawn("components/table_head.html", headings=[Heading("<b>")])
    assert ("&lt;b&gt;" in html, "<b>" in html) == (True, False)


def test_text_that_is_marked_as_safe_is_refused() -> None:
    """Plain text that equals it would else be found under it, and go out as it is."""
    with pytest.raises(TypeError, match="marked as safe"):
        kept_parts.drawn(
            "components/table_head.html", headings=[Heading(SafeString("<i>bold</i>"))]
        )


def test_what_could_change_while_it_is_kept_is_refused() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        kept_parts.drawn(NAVIGATION, navigation={"Home": "/"})
