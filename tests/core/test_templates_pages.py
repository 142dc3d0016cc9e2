"""Every kind of page: one heading, one address an element, nothing that the policy forbids."""

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from mdps.core import gallery
from mdps.core.gallery_samples import ACTIONS, FINISHED, PAGES
from tests.core.page_reader import PageReader

pytestmark = pytest.mark.urls("tests.core.gallery_urls")

TEMPLATES = sorted(
    str(path.relative_to(settings.ROOT / "templates"))
    for path in (settings.ROOT / "templates").rglob("*.html")
)
WITH_FORMS = ("form", "desk")


def page(kind: str, query: str = "") -> str:
    request = RequestFactory().get(f"/gallery/{kind}/{query}")
    return gallery.page(request, kind).content.decode()


def every_page() -> list[str]:
    pages = [page(kind) for kind in PAGES]
    pages += [page(kind, "?wrong") for kind in WITH_FORMS]
    request = RequestFactory().get("/gallery/")
    pages += [gallery.components(request).content.decode()]
    pages += [gallery.sign_in(request).content.decode()]
    pages += [render_to_string(f"{code}.html", request=request) for code in ("403", "404")]
    return [*pages, render_to_string("500.html")]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(name: str) -> None:
    assert get_template(name).origin.name.endswith(name)


def test_every_page_has_one_main_heading() -> None:
    assert [len(PageReader(html).named("h1")) for html in every_page()] == [1] * len(every_page())


def test_no_page_uses_an_id_twice() -> None:
    for html in every_page():
        ids = [each for each in PageReader(html).ids if not each.startswith(("div_id", "id_"))]
        assert sorted(ids) == sorted(set(ids))


def test_no_page_needs_a_looser_content_security_policy() -> None:
    for html in every_page():
        for element in PageReader(html).elements:
            assert element.name != "style"
            assert "style" not in element.attributes
            assert not [name for name in element.attributes if name.startswith(("on", "hx-on"))]
            assert element.name != "script" or element.attributes["src"].startswith("/static/")


def test_every_link_of_the_page_itself_leads_somewhere() -> None:
    for html in every_page():
        read = PageReader(html)
        inside = [e.attributes.get("href", "") for e in read.named("a")]
        targets = [href[1:] for href in inside if href.startswith("#") and href != "#"]
        assert set(targets) <= set(read.ids)


@pytest.mark.parametrize("kind", WITH_FORMS)
def test_a_page_with_errors_says_so_in_its_title(kind: str) -> None:
    assert "<title>Error: " in page(kind, "?wrong")
    assert "<title>Error: " not in page(kind)


def test_a_page_that_works_asks_itself_again_and_one_that_is_done_does_not() -> None:
    running = page("progress")
    assert 'hx-trigger="every 2s"' in running
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in running

    done = render_to_string("pages/progress.html", {"title": "Report", "progress": FINISHED})
    assert "hx-trigger" not in done
    assert "refresh" not in done
    assert "Download the report (PDF, 412 KB)" in done


def test_a_forbidden_act_says_why() -> None:
    html = render_to_string("403.html", {"reason": "You raised this request."})
    assert "You raised this request." in html


def test_an_action_that_is_not_possible_has_no_link_but_all_its_reasons() -> None:
    html = render_to_string("components/actions.html", {"actions": ACTIONS})
    assert len(PageReader(html).named("a")) == len([a for a in ACTIONS if a.possible])
    for refusal in (refusal for action in ACTIONS for refusal in action.refusals):
        assert refusal.message in html
        assert refusal.source in html
